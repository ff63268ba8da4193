/** A hash of named texts. */
import { sha256Hex } from "../sha256.ts";

/** SHA-256, 64 hexadecimal digits, over named texts in their order; each counts with its length. */
export function contentHash(parts: readonly (readonly [name: string, text: string])[]): string {
  return sha256Hex(parts.flatMap(([name, text]) => [`${name.length} ${name} ${text.length} `, text]));
}
