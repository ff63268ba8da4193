import assert from "node:assert/strict";
import { join } from "node:path";
import { sampleHash } from "../../../../pipeline/data/disk/sample_hash.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** The hash of a file of `size` bytes that count up, `change` applied to them. */
async function hashOf(size: number, change: (bytes: Uint8Array) => void = () => {}): Promise<string> {
  const bytes = Uint8Array.from({ length: size }, (_, i) => i % 251);
  change(bytes);
  const path = join(temporaryFolder(), "a.npy");
  await Deno.writeFile(path, bytes);
  const hash = await sampleHash(path, size);
  await Deno.remove(path);
  return hash;
}

Deno.test("sampleHash() tells files that differ in size, at an end or within", async () => {
  const sizes = [1, 4096, 4097, 16_384, 16_385, 1_000_000];
  const hashes: string[] = [];
  for (const size of sizes) {
    hashes.push(await hashOf(size));
    assert.equal(await hashOf(size), hashes.at(-1));
    hashes.push(await hashOf(size, (bytes) => bytes[0]! += 1));
    if (size > 1) hashes.push(await hashOf(size, (bytes) => bytes[size - 1]! += 1));
    hashes.push(await hashOf(size, (bytes) => bytes.fill(7)));
  }
  assert.equal(new Set(hashes).size, hashes.length);
});

Deno.test("sampleHash() covers every byte of a small file and four blocks of a large one", async () => {
  const unchanged = await hashOf(16_384);
  for (const at of [4095, 4096, 9000, 12_288]) {
    assert.notEqual(await hashOf(16_384, (bytes) => bytes[at]! += 1), unchanged, String(at));
  }
  const large = await hashOf(100_000);
  const changed = async (at: number) => await hashOf(100_000, (bytes) => bytes[at]! += 1) !== large;
  const third = Math.floor((100_000 - 4096) / 3);
  assert.deepEqual(await Promise.all([third, third + 4095, 2 * third].map(changed)), [true, true, true]);
  assert.deepEqual(await Promise.all([4096, third - 1, 90_000].map(changed)), [false, false, false]);
});
