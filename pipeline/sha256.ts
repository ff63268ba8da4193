/** SHA-256 wherever walt computes, a browser too. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** SHA-256 of texts in UTF-8, one after the other: 64 hexadecimal digits. */
export function sha256Hex(texts: Iterable<string>): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  for (const text of texts) hash.update(encoder.encode(text));
  return bytesToHex(hash.digest());
}
