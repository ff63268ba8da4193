/** Pipes, devices and circles of links wherever a command reads: refused at once, with the permissions that it has. */
import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { npyFile } from "../data/files.ts";
import { smallDataset } from "../data/small_dataset.ts";
import { needs } from "../../needs.ts";
import { recipeInFolder } from "./small_run.ts";

/** What stands for a file, and how it is called. */
const ODD = {
  pipe: { make: (path: string) => void command("mkfifo", [path]).outputSync(), what: "it is a named pipe" },
  zeros: { make: (path: string) => Deno.symlinkSync("/dev/zero", path), what: "it is a device" },
  circle: {
    make: (path: string) => Deno.symlinkSync(path, path),
    what: "it is a link that leads back to itself",
  },
  system: {
    make: (path: string) => Deno.symlinkSync("/proc/self/environ", path),
    what: "walt does not read files of the system",
  },
};

function command(name: string, args: readonly string[]): Deno.Command {
  return new Deno.Command(name, {
    args: [...args],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT },
    stdout: "null",
    stderr: "piped",
    signal: AbortSignal.timeout(120_000),
  });
}

/** Runs a command in a folder with a data set, recipes and predictions, some of them replaced, and gives its errors. */
async function refusal(
  words: (folder: string) => readonly string[],
  odd: Readonly<Record<string, keyof typeof ODD>>,
): Promise<string> {
  const folder = temporaryFolder();
  const { files, matrices } = smallDataset();
  for (const [name, [rows, columns]] of Object.entries(matrices)) {
    await npyFile(join(folder, name), Array.from({ length: rows }, () => new Array(columns).fill(0)));
  }
  const texts = {
    ...files,
    "fps.json": '{"v1": 25, "v2": 25, "v3": 25}',
    "predictions.json": '{"results": {}}',
    "child.yaml": "version: 1\nname: child\nextends: odd.yaml\n",
    "mine.yaml": "version: 1\nname: mine\nextends: odd.yaml\nuse: { mine: mine.ts }\n",
  };
  for (const [name, text] of Object.entries(texts)) await Deno.writeTextFile(join(folder, name), text);
  recipeInFolder(folder, "odd", "steps: 1", "fps: { file: fps.json }");
  for (const [name, kind] of Object.entries(odd)) {
    await Deno.remove(join(folder, name)).catch(() => {});
    await Deno.mkdir(dirname(join(folder, name)), { recursive: true });
    ODD[kind].make(join(folder, name));
  }
  const { code, stderr } = await command(Deno.execPath(), ["task", "--quiet", ...words(folder)]).output();
  const text = new TextDecoder().decode(stderr).replaceAll(folder, "FOLDER");
  assert.equal(code, 2, text);
  return text;
}

const cases: [title: string, words: string[], odd: Record<string, keyof typeof ODD>, recipe?: true][] = [
  ["a recipe", ["check", "FOLDER/odd.yaml"], { "odd.yaml": "system" }, true],
  ["a parent", ["check", "FOLDER/child.yaml"], { "odd.yaml": "pipe" }, true],
  ["an extension", ["check", "FOLDER/mine.yaml"], { "mine.ts": "pipe" }],
  [
    "annotations, lists and classes",
    ["run", "FOLDER/odd.yaml", "--set", "data.classes={file: classes.txt, count: 2}"],
    { "gt.json": "zeros", "train.txt": "pipe", "classes.txt": "circle" },
  ],
  [
    "frame rates and features",
    ["run", "FOLDER/odd.yaml"],
    {
      "fps.json": "pipe",
      "features/train/rgb/v1.npy": "pipe",
      "features/test/flow/v3.npy": "circle",
    },
  ],
  [
    "predictions",
    ["eval", "FOLDER/predictions.json", "--ground-truth", "FOLDER/gt.json"],
    { "predictions.json": "system" },
  ],
  [
    "the ground truth",
    ["eval", "FOLDER/predictions.json", "--ground-truth", "FOLDER/gt.json"],
    { "gt.json": "pipe" },
  ],
  ["a fixture", ["parity", "FOLDER/fixture.json"], { "fixture.json": "pipe" }],
  [
    "annotations of lengths",
    ["data", "synth", "thumos14", "--out", "FOLDER/out", "--annotations", "FOLDER/gt.json"],
    { "gt.json": "zeros" },
  ],
  [
    "a list beside them",
    ["data", "synth", "thumos14", "--out", "FOLDER/out", "--annotations", "FOLDER/gt.json"],
    { "split_train.txt": "circle" },
  ],
];

for (const [title, words, odd, isRecipe = false] of cases) {
  Deno.test({
    ...needs(
      "Linux",
      Deno.build.os === "linux",
      `${title}: refused at once where no regular file stands there`,
    ),
    fn: async () => {
      const text = await refusal((folder) => words.map((word) => word.replace("FOLDER", folder)), odd);
      for (const [name, kind] of Object.entries(odd)) {
        const file = `${isRecipe ? "recipe " : ""}"FOLDER/${name}"`;
        assert.ok(text.includes(`error: Cannot read ${file}: ${ODD[kind].what}`), text);
      }
    },
  });
}
