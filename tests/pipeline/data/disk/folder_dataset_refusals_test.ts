/** What a person is told about a data set that cannot be used. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { openFolderDataset } from "../../../../pipeline/data/disk/folder_dataset.ts";
import { compareCodePoints } from "../../../../specs/recipe/class_names.ts";
import { npyFile } from "../files.ts";
import { annotations, opened, refusal, type SmallDataset, smallDataset } from "../small_dataset.ts";
import { temporaryFolder } from "../../../temporary.ts";

const RGB = "features/train/rgb/v1.npy";

Deno.test("openFolderDataset() tells what a missing root should contain", async () => {
  const { data, features } = smallDataset();
  const open = (root: string) => openFolderDataset({ ...data, root }, features, { subset: "test" });
  const hint = "expected there gt.json, train.txt, test.txt, features/{split}/{source}/{video}.npy " +
    "(see docs/your_own_features.md); for another folder: --set data.root=FOLDER";
  const missing = 'Cannot find the data set: there is no folder "no/such/folder"';
  await assert.rejects(open("no/such/folder"), { diagnostics: [{ message: missing, hint }] });
  const file = join(temporaryFolder(), "file");
  await Deno.writeTextFile(file, "");
  await assert.rejects(open(file), { message: `Cannot find the data set: "${file}" is not a folder` });
});

Deno.test("openFolderDataset() refuses a recipe without sources", async () => {
  assert.equal(
    await refusal((small) => small.features.sources = {}),
    "error: The recipe has no feature source\n  = add one under features.sources",
  );
});

Deno.test("openFolderDataset() tells which feature files are missing and how to get them", async () => {
  assert.equal(
    await refusal(({ matrices }) => delete matrices[RGB]),
    `error: Missing features of source "rgb" for 1 of 3 videos: there is no file "ROOT/${RGB}"
  = put one .npy file [snippets, 2] per video there, or leave such videos out: data.missing: leave_out; docs/your_own_features.md says how to get or make them`,
  );
  assert.match(
    await refusal((small) => small.matrices = {}),
    /^Cannot use data set "ROOT": 2 problems\n\nerror: .* "rgb" for all 3 videos: .*v1.npy", and none of "v2", "v3"\n[^]*"flow"/,
  );
});

Deno.test("openFolderDataset() names the ending that lists keep and feature files do not", async () => {
  const text = await refusal(({ files }) => {
    for (const [name, text] of Object.entries(files)) {
      if (name.endsWith(".txt")) files[name] = text.trim().replaceAll(/$/gm, ".mp4");
    }
  });
  assert.match(text, /there is "ROOT\/.*v1\.npy": take "\.mp4" out of the names in the lists/);
});

Deno.test("openFolderDataset() names the folder that videos have and feature files do not", async () => {
  const renamed = (small: SmallDataset) => {
    for (const [name, text] of Object.entries(small.files)) {
      if (name.endsWith(".txt")) small.files[name] = text.trim().replaceAll(/^/gm, "clips/");
    }
  };
  const text = await refusal(renamed);
  assert.match(
    text,
    /there is "ROOT\/features\/train\/rgb\/v1\.npy": take "clips\/" out of the names in the lists/,
  );
  const derived = await refusal((small) => {
    small.files["gt.json"] = small.files["gt.json"]!.replaceAll(/"(v\d)"/g, '"clips/$1"');
    small.data.splits.train.list = undefined;
    small.data.splits.test.list = undefined;
  });
  assert.match(derived, /there is "ROOT\/.*v1\.npy": write lists of the names without "clips\/"/);
  // Both remedies work.
  const small = smallDataset();
  small.files["gt.json"] = small.files["gt.json"]!.replaceAll(/"(v\d)"/g, '"clips/$1"');
  await opened(small, ({ train, test, describe }) => {
    assert.deepEqual([...train, ...test].map(({ id }) => id), ["v1", "v2", "v3"]);
    assert.match(describe().join("\n"), /3 videos named otherwise in .*: "v1" is "clips\/v1"/);
  });
});

Deno.test("openFolderDataset() refuses features of another width, once per source", async () => {
  assert.equal(
    await refusal(({ matrices }) => matrices[RGB] = [5, 3]),
    `error: Feature file "ROOT/${RGB}" has shape [5, 3]: wanted [snippets, 2]
  = features.sources.rgb.width says 2: correct it, or the files; features.sources.rgb.columns: "1:3" leaves out the first, such as a row number`,
  );
  const swapped = `such as "ROOT/${RGB}" [2, 5]\n  = `;
  const look = 'error: The axes of source "rgb" look swapped: axis 0 has the wanted width, 2, in';
  const some = "save array.T of these; the other files are as the recipe says";
  assert.equal(
    await refusal(({ matrices }) => matrices[RGB] = [2, 5]),
    `${look} 1 of 3 files, ${swapped}${some}`,
  );
  const all = await refusal(({ matrices }) => {
    for (const name of Object.keys(matrices)) if (name.includes("rgb")) matrices[name] = [2, 5];
  });
  const remedy = "features.sources.rgb.axes: [D, L] reads them as they are; or save array.T";
  assert.equal(all, `${look} 3 of 3 files, ${swapped}${remedy}`);
  assert.match(
    await refusal(({ features }) => features.sources["rgb"]!.width = 7),
    /^error: .*v1.npy" has shape \[5, 2\]: wanted \[snippets, 7\], and 2 more: "\S*v2.npy" \[5, 2\], "\S*v3.npy" \[5, 2\]\n/,
  );
});

Deno.test("openFolderDataset() refuses feature files that cannot be read as they are", async () => {
  const spoilt = (rows: number[][], options: Parameters<typeof npyFile>[2]) =>
    refusal(() => {}, (root) => npyFile(join(root, RGB), rows, options));
  const rows = [[1, 2], [3, 4]];
  const convert = "\n  = a complex number is two values, and astype would lose one: " +
    "numpy.save(path, numpy.concatenate([array.real, array.imag], -1)) keeps both, in twice the width";
  assert.equal(
    await spoilt(rows, { descr: "<c8" }),
    `error: Feature file "ROOT/${RGB}" has dtype <c8, complex numbers: wanted numbers: floats, integers or booleans${convert}`,
  );
  assert.match(await spoilt(rows, { shape: "(4,)" }), /has shape \[4\], one axis: wanted two axes/);
  assert.match(await spoilt(rows, { shape: "(3, 2)" }), /is truncated: it has 16 bytes of values, wanted 24/);
  assert.match(await spoilt(rows, { shape: "(1, 2)" }), /is too long: it has 16 bytes of values, wanted 8/);
  const empty = await refusal(() => {}, (root) => Deno.writeFile(join(root, RGB), new Uint8Array(0)));
  assert.match(empty, /^error: Feature file "ROOT\/features\/train\/rgb\/v1.npy" is empty \(0 bytes\)/);
});

Deno.test("openFolderDataset() refuses sources of different length", async () => {
  const hint = "\n  = features.length_mismatch: truncate_to_shortest would use the first 5 snippets of each";
  assert.equal(
    await refusal(({ matrices }) => matrices[RGB] = [6, 2]),
    `error: Sources of video "v1" differ in length: rgb 6, flow 5 snippets${hint}`,
  );
  assert.equal(
    await refusal(({ matrices, features }) => {
      features.length_mismatch = "first_source";
      matrices[RGB] = [6, 2];
    }),
    `error: A source of video "v1" is shorter than the first, "rgb": rgb 6, flow 5 snippets${hint}`,
  );
});

Deno.test("compareCodePoints() sorts as Python does", () => {
  // U+1F600 is D83D DE00 in UTF-16, before U+FF5E there but after it as a code point.
  const names = ["\u{1F600}", "\uFF5E", "a", "B", "", "ab"];
  assert.deepEqual(names.sort(compareCodePoints), ["", "B", "a", "ab", "\uFF5E", "\u{1F600}"]);
});

Deno.test("openFolderDataset() refuses frame rates that are absent or wrong", async () => {
  const rates = (text: string | undefined) =>
    refusal(({ features, files }) => {
      features.sources["rgb"]!.fps = { file: "fps.json" };
      if (text !== undefined) files["fps.json"] = text;
    });
  assert.equal(await rates(undefined), 'error: Cannot read "ROOT/fps.json": there is no such file');
  assert.equal(
    await rates('{"v1": 25}'),
    `error: "ROOT/fps.json" has no frame rate of 2 of 3 videos, such as "v2"
  = add them, or give one number as fps`,
  );
  assert.match(
    await rates('{"v1": 25, "v2": 0, "v3": 25}'),
    /^error: The frame rate of "v2" must be a number > 0: current value is 0\n --> ROOT\/fps.json:1:18\n/,
  );
  assert.match(await rates("[25]"), /^error: "ROOT\/fps.json" must be a map of video ids/);
});

Deno.test("openFolderDataset() refuses sources whose rows cover different times", async () => {
  assert.equal(
    await refusal(({ features }) => features.sources["flow"]!.stride = 8),
    `error: Snippets of "rgb" last 0.64 s and of "flow" 0.32 s in video "v1": rows of all sources must cover the same times
  = make stride / fps of the sources equal`,
  );
});

Deno.test("openFolderDataset() refuses path templates that cannot work", async () => {
  const template = (path: string) => refusal(({ features }) => features.sources["rgb"]!.path = path);
  assert.match(await template("features/{source}.npy"), /has no \{video\}: all videos would share a file\n/);
  assert.match(
    await template("{name}/{video}.npy"),
    /^error: Unknown \{name\} in features.sources.rgb.path /,
  );
});

Deno.test("openFolderDataset() reports files, lists and annotations together", async () => {
  const text = await refusal(({ files, data }) => {
    files["gt.json"] = files["gt.json"]!.replace("0.5", "-1");
    delete files["train.txt"];
    data.classes = { file: "classes.txt", count: 2 };
  });
  assert.match(text, /^Cannot use data set "ROOT": 3 problems\n/);
  assert.match(
    text,
    /must end after its start[^]*gt.json:8:17[^]*Cannot read "ROOT\/classes.txt"[^]*"ROOT\/train.txt"/,
  );
  assert.match(
    await refusal(({ files }) =>
      files["gt.json"] = annotations({ v1: ["train", "A"], v2: ["train", "B"], v3: ["x", "A"] })
    ),
    /^error: Unknown subset "test" in "ROOT\/gt.json"\n {2}= subsets present: train, x$/,
  );
});

Deno.test("openFolderDataset() tells the same mistake in many files and lines once", async () => {
  const videos = Array.from({ length: 12 }, (_, i) => `w${String(i).padStart(2, "0")}`);
  const text = await refusal(
    ({ files, matrices }) => {
      files["train.txt"] = ["v1", "v2", ...videos, ...videos].join("\n");
      files["test.txt"] = ["v3", ...videos].join("\n");
      for (const video of videos) {
        for (const source of ["rgb", "flow"]) matrices[`features/train/${source}/${video}.npy`] = [5, 2];
      }
    },
    async (root) => {
      for (const video of videos) {
        await npyFile(join(root, `features/train/rgb/${video}.npy`), [[1, 2]], { shape: "(1, 1, 2)" });
      }
    },
  );
  const others = (wrap: (name: string) => string) => `, and 11 more: ${wrap("w01")}, ${wrap("w02")}, ...`;
  const told = text.split("\n").filter((line) => line.startsWith("error: "));
  assert.deepEqual(told, [
    `error: The video "w00" is listed twice${
      others((name) => `"${name}" in line ${Number(name.slice(1)) + 15}`)
    }`,
    `error: Video "w00" is in both splits${others((name) => `"${name}"`)}`,
    `error: Video "w00" has no annotation in "ROOT/gt.json"${others((name) => `"${name}"`)}`,
    'error: Feature file "ROOT/features/train/rgb/w00.npy" has shape [1, 1, 2]: wanted two axes, [snippets, values]' +
    others((name) => `"features/train/rgb/${name}.npy"`),
    'error: Feature file "ROOT/features/train/flow/w00.npy" has shape [5, 2]: wanted [snippets, 1]' +
    others((name) => `"features/train/flow/${name}.npy" [5, 2]`),
  ]);
});

Deno.test("openFolderDataset() shows ten mistakes and counts the rest", async () => {
  const text = await refusal(({ files }) => {
    const others = Array.from({ length: 14 }, (_, i) => `other${i}`);
    files["gt.json"] = annotations({
      v1: ["train", "A", ...others],
      v2: ["train", "B"],
      v3: ["test", "A"],
    });
  });
  assert.equal(text.match(/Unknown class "other/g)?.length, 10);
  assert.match(text, /error: Not shown: 4 more$/);
});
