import assert from "node:assert/strict";
import { hdf5Bytes } from "../../kinds/formats/written.ts";
import { npyBytes } from "../files.ts";
import { batches, each, type Layout, open, refused, ROWS } from "./feature_layouts.ts";

const PLAIN = each(".npy", "npy", (rows) => npyBytes(rows));

/** Of each video the file in one of two folders, and of v3 one in both. */
const PARTS: Layout = {
  source: { path: ["part1/{video}.npy", "part2/{video}.npy"] },
  files: {
    "part1/v1.npy": npyBytes(ROWS["v1"]!),
    "part2/v2.npy": npyBytes(ROWS["v2"]!),
    "part1/v3.npy": npyBytes(ROWS["v3"]!),
    "part2/v3.npy": npyBytes(ROWS["v1"]!),
  },
};

Deno.test("Features may lie in several places, of which the first is read, and a video in two of them is told", async () => {
  assert.deepEqual(await batches(PARTS), await batches(PLAIN));
  const dataset = await open(PARTS);
  const [warning, ...more] = dataset.warnings.filter((each) => each.includes("places of path"));
  assert.match(
    warning!,
    /^1 of 3 files of source "rgb" in several places of path, the first of which is read: "v3" ".*part1\/v3\.npy", also ".*part2\/v3\.npy"$/,
  );
  assert.deepEqual(more, []);
  assert.match(dataset.describe()[0]!, /part1\/\{video\}\.npy or .*part2\/\{video\}\.npy$/);
});

Deno.test("A video in none of several places is missing, or left out", async () => {
  const { "part2/v2.npy": _, ...files } = PARTS.files;
  const layout = { ...PARTS, files };
  assert.match(
    await refused(layout),
    /^Missing features of source "rgb" for 1 of 3 videos: there is no file ".*v2\.npy", nor in the other places of path = /,
  );
  const { leftOut } = await open(layout, { missing: "leave_out", classes: ["A"] });
  assert.deepEqual(leftOut, ["v2"]);
});

Deno.test("Features may lie in several files of many videos", async () => {
  const { v1, v2, v3 } = ROWS;
  const layout: Layout = {
    source: { path: ["one.h5", "two.h5"], format: { kind: "hdf5" } },
    files: { "one.h5": hdf5Bytes({ v1: v1! }), "two.h5": hdf5Bytes({ v2: v2!, v3: v3! }) },
  };
  assert.deepEqual(await batches(layout), await batches(PLAIN));
  assert.deepEqual((await open(layout)).warnings.filter((each) => each.includes("places of path")), []);
});
