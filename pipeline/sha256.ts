/** SHA-256 wherever walt computes, a browser too. */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

/** Letters that are hashed at once: each call takes longer than a short text. */
const PIECE = 1 << 20;

/** SHA-256 of texts in UTF-8, one after the other: 64 hexadecimal digits. */
export function sha256Hex(texts: Iterable<string>): string {
  const hash = sha256.create();
  const encoder = new TextEncoder();
  let piece = "";
  for (const text of texts) {
    // Halves of a pair that come together by chance stay halves.
    piece += text.toWellFormed();
    if (piece.length < PIECE) continue;
    hash.update(encoder.encode(piece));
    piece = "";
  }
  return bytesToHex(hash.update(encoder.encode(piece)).digest());
}
