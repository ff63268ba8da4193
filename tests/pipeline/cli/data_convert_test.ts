import assert from "node:assert/strict";
import { join } from "node:path";
import { inFolder } from "../../temporary.ts";
import { npyFile } from "../data/files.ts";
import { task } from "./process.ts";

Deno.test("data convert writes annotations once, and says what --out chooses", async () => {
  await inFolder(async (folder) => {
    const [input, out] = [join(folder, "gt.csv"), join(folder, "gt.json")];
    await Deno.writeTextFile(input, "video,start,end,label,subset\nv,1,2.5,jump,test\nw,,,,train\n");
    const words = ["data", "convert", input, "--out", out];
    const first = await task(words);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /gt\.json" is ready: 2 videos\n$/);
    assert.deepEqual(JSON.parse(await Deno.readTextFile(out)), {
      database: {
        v: { subset: "test", annotations: [{ label: "jump", segment: [1, 2.5] }] },
        w: { subset: "train", annotations: [] },
      },
    });
    const second = await task(words);
    assert.equal(second.code, 2);
    assert.match(
      second.stderr,
      /gt\.json" is there already: nothing is written over it\n.*name a new file with --out/,
    );
    const features = await task(["data", "convert", input, "--out", join(folder, "npy")]);
    assert.equal(features.code, 2);
    assert.match(features.stderr, /if these are annotations: --out gt\.json/);
    const asFolder = await task(["data", "convert", out, "--out", join(folder, "npy")]);
    assert.match(asFolder.stderr, /holds annotations, which become one JSON file\n.*--out gt\.json/);
  });
});

Deno.test("data convert writes a folder of features, and none over another", async () => {
  await inFolder(async (folder) => {
    const [input, out] = [join(folder, "in"), join(folder, "out")];
    await npyFile(join(input, "train/v.npy"), [[1, 2]], { type: "f8" });
    const words = ["data", "convert", input, "--out", out];
    const first = await task(words);
    assert.equal(first.code, 0, first.stderr);
    assert.match(first.stdout, /out" is ready: 1 \.npy file\n$/);
    assert.ok((await Deno.stat(join(out, "train/v.npy"))).isFile);
    const second = await task(words);
    assert.equal(second.code, 2);
    assert.match(second.stderr, /is not empty/);
  });
});
