/** A hash of named texts. */
import { createHash } from "node:crypto";

/** SHA-256, 64 hexadecimal digits, over named texts in their order; each counts with its length. */
export function contentHash(parts: readonly (readonly [name: string, text: string])[]): string {
  const hash = createHash("sha256");
  for (const [name, text] of parts) hash.update(`${name.length} ${name} ${text.length} `).update(text);
  return hash.digest("hex");
}
