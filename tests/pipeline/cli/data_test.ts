import assert from "node:assert/strict";
import { join } from "node:path";
import { readNpyHeader } from "../../../pipeline/kinds/formats/npy_header.ts";
import { task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("data synth writes a data set once, under the permissions of its task", async () => {
  const root = temporaryFolder();
  try {
    const out = join(root, "set");
    const words = ["data", "synth", "thumos14", "--out", out, "--videos", "20:1", "--dtype", "f4"];
    const first = await task(words);
    assert.equal(first.code, 0, first.stderr);
    assert.match(
      first.stderr,
      /videos {3}20 train, 1 test, lengths drawn\nsize {5}about 0\.0\d GB of features/,
    );
    assert.match(first.stdout, /is ready: --set data\.root=/);
    const { shape, type: { code, size } } = await readNpyHeader(
      join(out, "features/test/rgb/video_test_0001.npy"),
    );
    assert.deepEqual([shape, `${code}${size}`], [[234, 1024], "f4"]);

    const second = await task(words);
    assert.equal(second.code, 2);
    assert.match(second.stderr, /is not empty/);
    assert.equal((await task(["data", "synth", "thumos14"])).code, 2);
    assert.match((await task(["data", "synth", "other", "--out", out])).stderr, /thumos14/);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});
