/** A hash of a file that does not read all of it. */
import { createHash } from "node:crypto";
import { openRegular } from "../../files/reading.ts";

/** Blocks that are read, spread evenly from the first to the last byte, and their bytes. */
const BLOCKS = 4;
const BLOCK_BYTES = 4096;

/**
 * 32 hexadecimal digits over the size of a file and four blocks of 4096 bytes, the first and the last among them; over
 * all of a file that is not longer than these. A file that was made anew has another hash, one that was moved has not; a
 * change between the blocks goes unnoticed.
 */
export async function sampleHash(path: string, size: number): Promise<string> {
  const hash = createHash("sha256").update(`${size} `);
  using file = await openRegular(path);
  const last = Math.max(0, size - BLOCK_BYTES);
  const starts = size <= BLOCKS * BLOCK_BYTES
    ? Array.from({ length: BLOCKS }, (_, i) => i * BLOCK_BYTES).filter((start) => start < size)
    : Array.from({ length: BLOCKS }, (_, i) => Math.floor((last * i) / (BLOCKS - 1)));
  for (const start of starts) hash.update(await readBlock(file, start));
  return hash.digest("hex").slice(0, 32);
}

/** Up to BLOCK_BYTES from `start`; fewer at the end of the file. */
async function readBlock(file: Deno.FsFile, start: number): Promise<Uint8Array> {
  const block = new Uint8Array(BLOCK_BYTES);
  file.seekSync(start, Deno.SeekMode.Start);
  for (let at = 0; at < block.length;) {
    const read = await file.read(block.subarray(at));
    if (read === null) return block.subarray(0, at);
    at += read;
  }
  return block;
}
