/** What h5py writes besides float32: files made by it, since the library here writes neither float16 nor booleans. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { gunzipSync } from "fflate";
import { FORMAT_RUNS } from "../../../../pipeline/kinds/formats/mod.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { floatsOf } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { hdf5Bytes } from "./written.ts";

const HALVES = [1, -2.5, 0.0999755859375, 65504];

for (
  const [what, packed, type, values] of [
    [
      "float16",
      "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwqAUih8mHwClGaE0h1QegUTTJwRLCcBFReEmo+uLiTI1RWk+j8agNljwAKhORhGwUgEHq6OASA6AsqHpdITTKjqKtDSoweF9jIysELMYoTxNSA0E0QAZj0umhmY8kEqBRX4oWICDFysDFz8UHlWYIoGyTMxQQzkgOYUZkZYUkdP8RUDGg/Bfv4uoBwNc5UC82jaHAWjYMgCG4aDaXr/qwEGdRwECAgAAA==",
      undefined,
      HALVES,
    ],
    [
      "big-endian float16",
      "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwqAUih8mHwClGaE0h1QegUTTJwRLCcBFReEmo+uLiTI1RWk+j8agNljwAKhORhGwUgEHq6OASA6AsqHpdITTKjqKtDSoweF9jIysELMYoTxNSA0E0QAZj0umhmY8kEqBRX5oWICDFysDFz8UHlWYIoGyTMxQQzkgOYUZkZYUkdP8RUDGg/Bfv4uoBwNc5UC82jaHAWjYKgCG4aDDHpp1f8BfRO1yQgIAAA=",
      "big-endian float16",
      HALVES,
    ],
    [
      "booleans",
      "H4sIAAAAAAACA+v0cHHj5ZLiYgABDg4GFgYBBmTwHwpYOFD5MPkEKM0IpTug9AommDgjWE4CKi4INR9dXUiQqytI9X80ALPHgAVCczCMgpEIPFwdA0B0BJQPS6UnmFDVVaClRw8K7WVkYIWYxQjja0BoJogAzHpcNDNQPTj9M0GMEOCAGcXB4OboE+wKTvuhrjBHswLFQfJMTBALOKA5h5kRlvRZ0FyYQdd4CPbzdwHlaFg+VGAeTZujYBQMVQAsZBgBacazJwQIAAA=",
      "bool",
      [1, 0, 0, 1],
    ],
  ] as const
) {
  Deno.test(`HDF5 files of ${what} are read`, async () => {
    const path = join(temporaryFolder(), "v.h5");
    await Deno.writeFile(path, gunzipSync(Uint8Array.fromBase64(packed)));
    const format = createKind(FORMAT_RUNS, { kind: "hdf5" });
    const head = await format.readHead(path, "v");
    assert.deepEqual([head.shape, head.type], [[2, 2], type]);
    assert.deepEqual([...floatsOf(await format.readRows(path, "v"))], values);
  });
}

Deno.test("The arrays of an HDF5 file are listed once, however many videos it lacks", async () => {
  const path = join(temporaryFolder(), "all.h5");
  const ids = Array.from({ length: 300 }, (_, i) => `v${i}`);
  await Deno.writeFile(path, hdf5Bytes(Object.fromEntries(ids.map((id) => [`${id}/rgb`, [[1, 2]]]))));
  const { readHead } = createKind(FORMAT_RUNS, { kind: "hdf5", key: "{video}" });
  const seconds = async (videos: readonly string[]) => {
    const begin = performance.now();
    for (const id of videos) await assert.rejects(async () => await readHead(path, id), /has no array/);
    return performance.now() - begin;
  };
  await assert.rejects(async () =>
    await createKind(FORMAT_RUNS, { kind: "hdf5" }).readHead(join(path, "x"), "v")
  );
  const first = await seconds(ids.slice(0, 1));
  const others = await seconds(ids.slice(1, 101));
  assert.ok(others < 50 * first, `${first} ms, then ${others} ms`);
});
