import assert from "node:assert/strict";
import { join } from "node:path";
import { npyBytes } from "../data/files.ts";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";
import { recipeInFolder } from "./small_run.ts";

/** Snippets of 0.64 s. */
const ROWS = 10;

type Rows = number[][];

/** What is written beside the rows of rgb. */
interface Texts {
  train: string;
  readonly durations: Map<string, number>;
  /** Videos that have the features of another. */
  readonly same: Map<string, string>;
}

/** Nine training and three test videos of two sources; `spoil` changes the rows of files and the texts. */
function folder(
  spoil: (rgb: Map<string, Rows>, texts: Texts) => void,
) {
  const root = temporaryFolder();
  const names = Array.from({ length: 12 }, (_, i) => `v${i}`);
  const isTest = (name: string) => Number(name.slice(1)) >= 9;
  const drawn = (name: string, width: number): Rows => {
    const own = Number(name.slice(1)) + 1;
    return Array.from(
      { length: ROWS },
      (_, r) => Array.from({ length: width }, (_, c) => Math.sin(own * 31 + r * 7 + c)),
    );
  };
  const rgb = new Map(names.map((name) => [name, drawn(name, 2)]));
  const texts: Texts = {
    train: names.filter((name) => !isTest(name)).join("\n"),
    durations: new Map(names.map((name) => [name, ROWS * 0.64])),
    same: new Map(),
  };
  spoil(rgb, texts);
  for (const [name, other] of texts.same) rgb.set(name, rgb.get(other)!);
  for (const name of names) {
    const split = isTest(name) ? "test" : "train";
    for (
      const [source, rows] of [["rgb", rgb.get(name)!], [
        "flow",
        drawn(texts.same.get(name) ?? name, 1),
      ]] as const
    ) {
      Deno.mkdirSync(join(root, "features", split, source), { recursive: true });
      Deno.writeFileSync(join(root, "features", split, source, `${name}.npy`), npyBytes(rows));
    }
  }
  Deno.writeTextFileSync(join(root, "train.txt"), texts.train);
  Deno.writeTextFileSync(join(root, "test.txt"), names.filter(isTest).join("\n"));
  const database = Object.fromEntries(names.map((name, i) => [name, {
    subset: isTest(name) ? "test" : "train",
    duration: texts.durations.get(name),
    annotations: [{ label: "AB"[i % 2], segment: [0.5, 6] }],
  }]));
  Deno.writeTextFileSync(join(root, "gt.json"), JSON.stringify({ database }));
  return recipeInFolder(root, "test_data_check_faults", "steps: 2");
}

function warningsIn(stdout: string): string[] {
  return stdout.split("\n").filter((line) => line.startsWith("warning: ")).map((line) =>
    line.slice("warning: ".length)
  );
}

function scaled(rows: Rows, factor: number): Rows {
  return rows.map((row) => row.map((value) => value * factor));
}

Deno.test("data check tells of every fault that a run survives, with names and numbers", async () => {
  const recipe = folder((rgb, { durations }) => {
    rgb.set("v3", scaled(rgb.get("v3")!, 1000));
    rgb.set("v4", scaled(rgb.get("v4")!, 0));
    rgb.set("v5", rgb.get("v5")!.map(() => [0.25, 0.5]));
    durations.set("v6", 64);
  });
  const { code, stdout } = await task(["data", "check", recipe]);
  assert.equal(code, 0);
  assert.deepEqual(warningsIn(stdout), [
    "1 of 12 durations not that of the features (L stride / fps; check fps, stride and that times are in seconds): " +
    '"v6" 64 s, features 6.4 s',
    'All snippets of a video have the same values, 2 times: "v4" rgb, all of them 0, "v5" rgb',
    'Values of source rgb differ in size by more than ten times: about 0.692 in 10 videos, and in 1 video 719 ("v3"); ' +
    "which are right?",
  ]);
  assert.match(stdout, /^no mistakes, 3 warnings$/m);
});

Deno.test("data check tells of a column with one value, and of a video under two names in both splits", async () => {
  const recipe = folder((rgb, { same }) => {
    for (const rows of rgb.values()) for (const row of rows) row[1] = 0.75;
    same.set("v10", "v1").set("v8", "v2");
  });
  const { code, stdout } = await task(["data", "check", recipe, "--json"]);
  assert.equal(code, 0);
  const found = lastLine(stdout);
  assert.equal(found["ok"], true);
  assert.deepEqual(found["warnings"], [
    "Source rgb has 1 column with one value in all videos: 1",
    'The same features are trained on and tested under two names, once: "v1" and "v10"',
    'The same features under two names, once: "v2" and "v8"',
  ]);
  assert.deepEqual(found["sources"], [
    { name: "rgb", width: 2, constant_columns: [1] },
    { name: "flow", width: 1, constant_columns: [] },
  ]);
  assert.deepEqual(found["duplicates"], [
    [{ id: "v1", split: "train" }, { id: "v10", split: "test" }],
    [{ id: "v2", split: "train" }, { id: "v8", split: "train" }],
  ]);
});

Deno.test("data check tells of features that are under two names in one source alone", async () => {
  const recipe = folder((rgb) => rgb.set("v10", rgb.get("v1")!));
  const { code, stdout } = await task(["data", "check", recipe, "--json"]);
  assert.equal(code, 0);
  const { warnings, duplicates, same_in_source } = lastLine(stdout);
  assert.deepEqual(warnings, ['The same features of source rgb alone under two names, once: "v1" and "v10"']);
  assert.deepEqual(duplicates, []);
  assert.deepEqual(same_in_source, [
    { source: "rgb", videos: [{ id: "v1", split: "train" }, { id: "v10", split: "test" }] },
  ]);
});

Deno.test("data check says where a value is not finite, and names all videos that have one", async () => {
  const recipe = folder((rgb) => {
    rgb.get("v2")![3]![1] = NaN;
    rgb.get("v7")![0]![0] = -Infinity;
    rgb.get("v11")![9]![1] = Infinity;
  });
  const { code, stdout, stderr } = await task(["data", "check", recipe]);
  assert.equal(code, 2);
  assert.match(stdout, /^3 mistakes: a run would fail$/m);
  assert.match(
    stderr,
    /v2\.npy" has NaN in row 3, column 1 \(counted from 0\) of shape \[10, 2\].*, and 2 more: "v7", "v11"$/m,
  );
  const json = await task(["data", "check", recipe, "--json"]);
  assert.equal(json.code, 2);
  const { ok, failures } = lastLine(json.stdout) as { ok: boolean; failures: string[] };
  assert.equal(ok, false);
  const wanted = [
    /v2\.npy" has NaN in row 3,/,
    /v7\.npy" has -Infinity in row 0,/,
    /v11\.npy" has Infinity in row 9,/,
  ];
  assert.equal(failures.length, wanted.length);
  wanted.forEach((pattern, i) => assert.match(failures[i]!, pattern));
});

Deno.test("data check refuses a video that is trained on and tested, as a run does", async () => {
  const recipe = folder((_, texts) => texts.train += "\nv11");
  const { code, stdout, stderr } = await task(["data", "check", recipe, "--json"]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: Video "v11" is in both splits/m);
  assert.match(stderr, /test\.txt:3:1/);
  const { ok, failures, warnings } = lastLine(stdout);
  assert.deepEqual([ok, failures, warnings], [false, ['Video "v11" is in both splits'], []]);
});
