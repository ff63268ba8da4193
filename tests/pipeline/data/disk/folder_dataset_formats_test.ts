/** The same features in every format and arrangement make the same batch, bit for bit. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { zipSync } from "fflate";
import { openFeatureFiles } from "../../../../pipeline/data/disk/feature_files.ts";
import type { FeatureSource } from "../../../../specs/recipe/features.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { hdf5Bytes, tensorsBytes } from "../../kinds/formats/written.ts";
import { npyBytes } from "../files.ts";
import { smallDataset } from "../small_dataset.ts";
import { batches, each, type Layout, open, refused, ROWS, type Rows, shared } from "./feature_layouts.ts";

const joined = (rows: Rows) => rows.map((row) => [7, ...row, 8]);
const transposed = (rows: Rows) => [0, 1].map((c) => rows.map((row) => row[c]!));
const zipped = (rows: Rows) => zipSync({ "feats.npy": npyBytes(rows), "fps.npy": npyBytes([[25]]) });
const line = (rows: Rows) =>
  new TextEncoder().encode(`a,b\n${rows.map((row) => row.join(",")).join("\n")}\n`);
const npyOf = (rows: Rows) => npyBytes(rows);

const LAYOUTS: Readonly<Record<string, Layout>> = {
  npy: each(".npy", "npy", npyOf),
  "npy, columns together": each(".npy", "npy", (rows) => npyBytes(rows, { fortran: true })),
  "npy, swapped": each(".npy", "npy", (rows) => npyOf(transposed(rows)), { axes: ["D", "L"] }),
  "npy, joint": each(".npy", "npy", (rows) => npyOf(joined(rows)), { columns: "1:3" }),
  "npy, crops": each(
    ".npy",
    "npy",
    (rows) => npyBytes([rows.flatMap((row) => [...row, ...row])], { shape: `(${rows.length}, 2, 2)` }),
    { crops: "random" },
  ),
  npz: each(".npz", "npz", zipped, { format: { kind: "npz", key: "feats" } }),
  csv: each(".csv", "csv", line),
  hdf5: each(".h5", "hdf5", (rows) => hdf5Bytes({ "a/b": rows })),
  safetensors: each(".safetensors", "safetensors", (rows) => tensorsBytes({ x: rows })),
  "one npz": shared(
    "all.npz",
    "npz",
    zipSync(Object.fromEntries(Object.entries(ROWS).map(([id, rows]) => [`${id}.npy`, npyBytes(rows)]))),
  ),
  "one hdf5": shared("all.h5", "hdf5", hdf5Bytes(ROWS)),
  "one hdf5 with groups": shared(
    "all.h5",
    "hdf5",
    hdf5Bytes(Object.fromEntries(Object.entries(ROWS).map(([id, rows]) => [`${id}/rgb`, rows]))),
    { key: "{video}/rgb" },
  ),
  "one safetensors": shared("all.safetensors", "safetensors", tensorsBytes(ROWS)),
};

for (const [name, layout] of Object.entries(LAYOUTS)) {
  Deno.test(`Features as ${name} make the batches of plain .npy files, bit for bit`, async () => {
    const [training, test] = await batches(layout);
    assert.deepEqual([training, test], await batches(LAYOUTS["npy"]!));
    assert.deepEqual([...test!], ROWS["v3"]!.flat());
  });
}

Deno.test("A file of several arrays is refused with their names, and a video that it lacks with its name", async () => {
  assert.equal(
    await refused(each(".npz", "npz", zipped)),
    'Feature file "v1.npz" has 2 arrays, "feats", "fps": wanted one, and 2 more: "features/v2.npz", "features/v3.npz" = ' +
      'say which: format: { kind: npz, key: "feats" }',
  );
  const { v3: _, ...rest } = ROWS;
  const lacking = shared("all.h5", "hdf5", hdf5Bytes(rest));
  assert.match(
    await refused(lacking),
    /^Missing features of source "rgb" for 1 of 3 videos: there is no file "all.h5\[v3\]"/,
  );
  assert.equal(
    await refused(shared("all.h5", "hdf5", hdf5Bytes({ v1_rgb: [[1, 2]] }))),
    'Feature file "all.h5" has no array "v1": it has "v1_rgb" = say how they are named: format: { kind: hdf5, key: "{video}_rgb" }',
  );
});

Deno.test("Crops that are the first axis are told of where every file has as many of them and other lengths", async () => {
  const crops = each(
    ".npy",
    "npy",
    (rows) => npyBytes([[rows, rows, rows].flat(2)], { shape: `(3, ${rows.length}, 2)` }),
    { crops: "mean" },
  );
  assert.match(
    await refused(crops),
    /^The axes of source "rgb" look swapped: read as \[L, crops, D\], each of 3 files has 3 snippets, and .* crops = features\.sources\.rgb\.axes: \[crops, L, D\] reads them as they are$/,
  );
  const { source, files } = crops;
  const dataset = await open({ source: { ...source, axes: ["crops", "L", "D"] }, files });
  assert.deepEqual([...await dataset.read(dataset.test[0]!)], ROWS["v3"]!.flat());
});

Deno.test("Features of one value more are said to have a row number in front", async () => {
  const numbered = each(".npy", "npy", (rows) => npyOf(rows.map((row, i) => [i, ...row])));
  assert.match(await refused(numbered), /columns: "1:3" leaves out the first, such as a row number$/);
});

Deno.test("A video that one file for all lacks is left out, where the recipe says so", async () => {
  const { v2: _, ...rest } = ROWS;
  const layout = shared("all.h5", "hdf5", hdf5Bytes(rest));
  const { train, leftOut } = await open(layout, { missing: "leave_out", classes: ["A"] });
  assert.deepEqual([train.map(({ id }) => id), leftOut], [["v1"], ["v2"]]);
});

Deno.test("Names in one file may be composed otherwise than those of the list", async () => {
  const layout = LAYOUTS["one npz"]!;
  const { files } = smallDataset();
  const decomposed = "cafe\u0301";
  const named = (text: string) => text.replaceAll("v3", "caf\u00e9");
  const bytes = zipSync(Object.fromEntries(
    Object.entries(ROWS).map(([id, rows]) => {
      return [`${id === "v3" ? decomposed : id}.npy`, npyBytes(rows)];
    }),
  ));
  const dataset = await open({
    ...layout,
    files: {
      "all.npz": bytes,
      ...Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, new TextEncoder().encode(named(text))]),
      ),
    },
  });
  assert.deepEqual([...await dataset.read(dataset.test[0]!)], ROWS["v3"]!.flat());
});

Deno.test("Other types of value than floats are counted once for a source", async () => {
  const integers = (rows: Rows) => {
    const head = npyBytes([], { descr: ">i2", shape: `(${rows.length}, 2)` });
    return new Uint8Array([...head, ...new Uint8Array(rows.length * 4)]);
  };
  const layout = each(".npy", "npy", integers);
  const dataset = await open({
    ...layout,
    files: { ...layout.files, "features/v1.npy": npyBytes(ROWS["v1"]!) },
  });
  assert.ok(
    dataset.warnings.includes('2 of 3 files of source "rgb" read as float32: big-endian int16 (2)'),
    dataset.warnings.join("\n"),
  );
});

for (const name of ["one npz", "one hdf5", "one hdf5 with groups", "one safetensors"]) {
  Deno.test(`Features as ${name} are found for videos that nothing else is known of`, async () => {
    const { source, files } = LAYOUTS[name]!;
    const root = temporaryFolder();
    const [[file, bytes]] = Object.entries(files) as [[string, Uint8Array]];
    await Deno.writeFile(join(root, file), bytes);
    const { features } = smallDataset();
    const rgb = { ...features.sources["rgb"]!, ...source } as FeatureSource;
    const { videos, read } = await openFeatureFiles([join(root, file)], { ...features, sources: { rgb } });
    assert.deepEqual(videos.map(({ id }) => id).sort(), ["v1", "v2", "v3"]);
    for (const video of videos) assert.deepEqual([...await read(video)], ROWS[video.id]!.flat());
  });
}

Deno.test("One file for all videos whose key does not name the video is refused", async () => {
  const { source, files } = LAYOUTS["one npz"]!;
  assert.match(
    await refused({ files, source: { ...source, format: { kind: "npz", key: "v1" } } }),
    /^features.sources.rgb.path "all.npz" has no \{video\}: all videos would share a file/,
  );
});

Deno.test("Files of a source may lie outside of the data set, by an absolute path", async () => {
  const elsewhere = temporaryFolder();
  for (const [id, rows] of Object.entries(ROWS)) {
    await Deno.writeFile(join(elsewhere, `${id}.npy`), npyBytes(rows));
  }
  const path = join(elsewhere, "{video}.npy");
  const dataset = await open({ source: { path }, files: {} });
  assert.deepEqual([...await dataset.read(dataset.test[0]!)], ROWS["v3"]!.flat());
  assert.match(dataset.describe()[0]!, new RegExp(RegExp.escape(path)));
});
