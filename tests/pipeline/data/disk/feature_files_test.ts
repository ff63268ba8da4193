import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { zipSync } from "fflate";
import { openFeatureFiles } from "../../../../pipeline/data/disk/feature_files.ts";
import { type Diagnostic, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { FeaturesSection } from "../../../../specs/recipe/features.ts";
import { npyBytes } from "../../../npy.ts";
import { npyBytes as shapedNpy } from "../files.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** A folder with feature files [5, 2] at some paths. */
function features(...paths: string[]): string {
  const folder = temporaryFolder();
  for (const path of paths) {
    Deno.mkdirSync(join(folder, dirname(path)), { recursive: true });
    Deno.writeFileSync(join(folder, path), npyBytes(5, 2, () => 0));
  }
  return folder;
}

/** The section of a recipe that reads some sources. */
function reads(...names: string[]): FeaturesSection {
  const source = { path: "{source}/{video}.npy", format: { kind: "npy" }, width: 2, fps: 25, stride: 16 };
  return {
    sources: Object.fromEntries(names.map((name) => [name, source])),
    length_mismatch: "error",
    sampling: { length: 5, train: { kind: "uniform" }, test: { kind: "all" } },
  };
}

/** What is said of a folder that is refused. */
async function refusal(folder: string, section: FeaturesSection): Promise<readonly Diagnostic[]> {
  const refused = await openFeatureFiles([folder], section).then(() => undefined, (error) => error);
  assert.ok(refused instanceof UserError);
  return refused.diagnostics;
}

/** The hint with which a folder is refused. */
async function hintOf(folder: string, section: FeaturesSection): Promise<string | undefined> {
  return (await refusal(folder, section))[0]!.hint;
}

Deno.test("openFeatureFiles() takes a folder with and without sub-folders for sources", async () => {
  const ids = async (folder: string, ...sources: string[]) =>
    (await openFeatureFiles([folder], reads(...sources))).videos.map(({ id }) => id);
  assert.deepEqual(await ids(features("a.npy", "b.npy"), "rgb"), ["a", "b"]);
  assert.deepEqual(await ids(features("rgb/a.npy"), "rgb"), ["a"]);
  assert.deepEqual(await ids(features("rgb/a.npy", "flow/a.npy"), "rgb", "flow"), ["a"]);
});

Deno.test("openFeatureFiles() reads the rows that all sources have, side by side", async () => {
  const folder = features("rgb/a.npy");
  Deno.mkdirSync(join(folder, "flow"));
  Deno.writeFileSync(join(folder, "flow/a.npy"), npyBytes(3, 2, (i) => i + 1));
  const section = { ...reads("rgb", "flow"), length_mismatch: "truncate_to_shortest" as const };
  const { videos: [video], width, read } = await openFeatureFiles([folder], section);
  assert.deepEqual([video!.length, width], [3, 4]);
  assert.deepEqual([...await read(video!)], [0, 0, 1, 2, 0, 0, 3, 4, 0, 0, 5, 6]);
});

Deno.test("openFeatureFiles() names the folder of a split where the features lie in one", async () => {
  const two = features("train/rgb/a.npy", "train/flow/a.npy", "test/rgb/b.npy", "test/flow/b.npy");
  const named = `name one of its folders: "${join(two, "test")}", "${join(two, "train")}"`;
  assert.equal(await hintOf(two, reads("rgb", "flow")), named);
  assert.equal(await hintOf(two, reads("rgb")), named);
  const bare = features("test/a.npy", "notes/readme/x.npy");
  assert.equal(await hintOf(bare, reads("rgb")), `did you mean "${join(bare, "test")}"?`);
  assert.equal(await hintOf(bare, reads("rgb", "flow")), "lay the files out as <folder>/rgb/<video>.npy");
});

Deno.test("openFeatureFiles() tells the same mistake in many files once", async () => {
  const ids = Array.from({ length: 12 }, (_, i) => `v${String(i).padStart(2, "0")}`);
  const folder = features(...ids.map((id) => `wide/${id}.npy`));
  const spoilt = ids.map((id) => join(folder, "wide", `s${id}.npy`));
  spoilt.forEach((path) => Deno.writeTextFileSync(path, "no array"));
  const section = reads("rgb");
  const wrong = await refusal(join(folder, "wide"), {
    ...section,
    sources: { rgb: { ...section.sources["rgb"]!, width: 3 } },
  });
  const wide = ids.map((id) => `"${join(folder, "wide", `${id}.npy`)}"`);
  assert.deepEqual(wrong.map(({ message }) => message), [
    `Feature file "${spoilt[0]}" is not a .npy file, and 11 more: "${spoilt[1]}", "${spoilt[2]}", ...`,
    `Feature file ${wide[0]} has shape [5, 2]: wanted [snippets, 3], and 11 more: ${wide[1]} [5, 2], ${
      wide[2]
    } [5, 2], ...`,
  ]);
  assert.equal(wrong[1]!.hint, 'the model was trained on 3 values a snippet of source "rgb"');
});

Deno.test("openFeatureFiles() leaves files alone that lie beside features", async () => {
  const folder = features("b.npy", "a.npy");
  for (const name of ["README", "a.txt", "npy", "a.npy.part"]) {
    Deno.writeTextFileSync(join(folder, name), "no array");
  }
  Deno.mkdirSync(join(folder, "c.npy"));
  const { videos } = await openFeatureFiles([folder], reads("rgb"));
  assert.deepEqual(videos.map(({ id }) => id), ["a", "b"]);
});

Deno.test("openFeatureFiles() refuses a folder that is not there, for one source and for two", async () => {
  const folder = join(features(), "missing");
  assert.equal((await refusal(folder, reads("rgb"))).length, 1);
  assert.deepEqual(await refusal(folder, reads("rgb", "flow")), [{
    message: "The model reads 2 sources (rgb, flow): expected one folder with a sub-folder for each, " +
      "or files in such sub-folders",
    hint: "lay the files out as <folder>/rgb/<video>.npy",
  }]);
});

Deno.test("openFeatureFiles() refuses two files of one video, and takes one that is named twice", async () => {
  const folder = features("x/a.npy", "y/a.npy", "y/b.npy");
  const [x, y] = [join(folder, "x"), join(folder, "y")];
  const refused = await openFeatureFiles([x, y], reads("rgb")).then(() => undefined, (error) => error);
  assert.ok(refused instanceof UserError);
  assert.deepEqual(refused.diagnostics, [{
    message: `Video "a" has two files: "${join(x, "a.npy")}" and "${join(y, "a.npy")}"`,
    hint: "a video is known by the name of its file: rename one of them, or leave it out",
  }]);
  const { videos } = await openFeatureFiles([y, join(y, "a.npy")], reads("rgb"));
  assert.deepEqual(videos.map(({ id }) => id), ["a", "b"]);
});

Deno.test("openFeatureFiles() names the format of a file that the model does not read", async () => {
  const folder = features("a.npz");
  const [found] = await refusal(join(folder, "a.npz"), reads("rgb"));
  assert.equal(found!.message, `"${join(folder, "a.npz")}" is of format npz: the model reads npy`);
  assert.match(found!.hint!, /walt data convert .*a\.npz --out FOLDER makes \.npy files$/);
});

Deno.test("openFeatureFiles() looks at the axes of all files together, as training does", async () => {
  const section = reads("rgb");
  const rgb = section.sources["rgb"]!;
  const swapped = features();
  for (const [id, columns] of [["a", 5], ["b", 7]] as const) {
    Deno.writeFileSync(join(swapped, `${id}.npy`), npyBytes(2, columns, () => 0));
  }
  const [axes] = await refusal(swapped, section);
  assert.match(
    axes!.message,
    /^The axes of source "rgb" look swapped: axis 0 has the wanted width, 2, in 2 of 2/,
  );
  assert.match(axes!.hint!, /^save array\.T: /);

  const crops = features();
  for (const [id, rows] of [["a", 5], ["b", 7]] as const) {
    Deno.writeFileSync(
      join(crops, `${id}.npy`),
      shapedNpy([[...Array(3 * rows * 2).keys()]], {
        shape: `(3, ${rows}, 2)`,
      }),
    );
  }
  const [first] = await refusal(crops, { ...section, sources: { rgb: { ...rgb, crops: "mean" } } });
  assert.match(first!.message, /read as \[L, crops, D\], each of 2 files has 3 snippets, and 5 to 7 crops$/);
  assert.match(first!.hint!, /^save array\.swapaxes\(0, 1\): /);
});

Deno.test("openFeatureFiles() refuses sources that share durations and differ in length, whatever the rule", async () => {
  const folder = features("rgb/a.npy");
  Deno.mkdirSync(join(folder, "flow"));
  Deno.writeFileSync(join(folder, "flow/a.npy"), npyBytes(3, 2, () => 0));
  const durations = join(folder, "durations.json");
  Deno.writeTextFileSync(durations, '{"a": 10}');
  const { sources: { rgb, flow }, ...rest } = reads("rgb", "flow");
  const section: FeaturesSection = {
    ...rest,
    length_mismatch: "truncate_to_shortest",
    sources: {
      rgb: { ...rgb!, fps: { from: "durations" }, stride: 1 },
      flow: { ...flow!, fps: { from: "durations" }, stride: 1 },
    },
  };
  const refused = await openFeatureFiles([folder], section, { durations }).then(
    () => undefined,
    (error) => error,
  );
  assert.ok(refused instanceof UserError);
  assert.match(
    refused.diagnostics[0]!.message,
    /"a" share its duration, and differ in length: rgb 5, flow 3 /,
  );
});

Deno.test("openFeatureFiles() passes over hidden files, and says of a folder of films that they are no features", async () => {
  const folder = features("a.npy");
  Deno.writeTextFileSync(join(folder, "._a.npy"), "of the Finder");
  const { videos } = await openFeatureFiles([folder], reads("rgb"));
  assert.deepEqual(videos.map(({ id }) => id), ["a"]);
  const films = temporaryFolder();
  for (const name of ["clip.mp4", "notes.txt"]) Deno.writeTextFileSync(join(films, name), "");
  const [film] = await refusal(films, reads("rgb"));
  assert.equal(film!.message, `"${join(films, "clip.mp4")}" is a film: walt reads features`);
});

Deno.test("openFeatureFiles() points at every file that a list has and the disk has not", async () => {
  const folder = features("a.npy");
  const list = join(folder, "list.txt");
  Deno.writeTextFileSync(list, "a.npy\nb.npy\nc.npy\n");
  const [absent] = await refusal(list, reads("rgb"));
  assert.equal(absent!.message, `There is no file "${join(folder, "b.npy")}", and 1 more: "c.npy"`);
  assert.deepEqual([absent!.place!.file, absent!.place!.line], [list, 2]);
  Deno.writeTextFileSync(list, "b.npy\n");
  assert.match((await refusal(list, reads("rgb", "flow")))[0]!.message, /^There is no file/);
});

Deno.test("openFeatureFiles() refuses a file of all videos whose arrays are named otherwise", async () => {
  const file = join(temporaryFolder(), "all.npz");
  Deno.writeFileSync(file, zipSync({ "a.npy": npyBytes(5, 2, () => 0), "b.npy": npyBytes(4, 2, () => 0) }));
  const named = (key: string): FeaturesSection => {
    const section = reads("rgb");
    const source = { ...section.sources["rgb"]!, path: "all.npz", format: { kind: "npz", key } };
    return { ...section, sources: { rgb: source } };
  };
  const { videos } = await openFeatureFiles([file], named("{video}"));
  assert.deepEqual(videos.map(({ id, length }) => [id, length]), [["a", 5], ["b", 4]]);
  const [{ message }] = await refusal(file, named("{video}/rgb")) as [Diagnostic];
  assert.equal(message, `Feature file "${file}" has no array named as "{video}/rgb": it has "a", "b"`);
  const empty = temporaryFolder();
  assert.equal(await hintOf(empty, named("{video}")), "the model reads one .npz file of all videos: name it");
});

Deno.test("openFeatureFiles() says of arrays with other axes what to save, and nothing of the recipe", async () => {
  const section = reads("rgb");
  const { rgb } = section.sources as { rgb: FeaturesSection["sources"][string] };
  const hint = async (shape: string, count: number, source: object = {}) => {
    const folder = features();
    Deno.writeFileSync(join(folder, "a.npy"), shapedNpy([Array(count).fill(0)], { shape }));
    return await hintOf(folder, { ...section, sources: { rgb: { ...rgb, ...source } } });
  };
  assert.equal(await hint("(10, 4, 2)", 80), "10 crops of every snippet? save array.mean(0)");
  assert.equal(await hint("(1, 5, 2)", 10), "the first axis has one entry: save array[0]");
  assert.equal(await hint("(5, 2, 3, 3)", 90), "feature maps [L, D, h, w]? save array.mean((2, 3))");
  assert.equal(await hint("(5, 2)", 10, { crops: "mean" }), "save it as the training features were");
  assert.equal(await hint("(40, 5, 2, 1)", 400, { crops: "mean" }), "save it as the training features were");
  assert.equal(await hint("(5, 2)", 10, { columns: "2:4" }), "save it as the training features were");
});
