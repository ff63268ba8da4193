/** A run with videos that have no features, and with training videos that have no action. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { npyFile } from "../data/files.ts";
import { annotations, smallDataset } from "../data/small_dataset.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish } from "./process.ts";
import { inRun, recipeInFolder, runsOf, start, withRuns } from "./small_run.ts";

/** A folder with the small data set, a negative and some videos without features. */
async function folderWithGaps(): Promise<string> {
  const folder = temporaryFolder();
  const { files, matrices } = smallDataset();
  const gone = Array.from({ length: 12 }, (_, i) => `gone_${i}`);
  for (const [name, [rows, columns]] of Object.entries(matrices)) {
    const features = Array.from({ length: rows }, (_, r) => new Array(columns).fill(r % 3));
    await npyFile(join(folder, name), features);
    if (name.includes("v1")) await npyFile(join(folder, name.replace("v1", "negative")), features);
  }
  const texts = {
    ...files,
    "gt.json": annotations({
      v1: ["train", "A"],
      v2: ["train", "B", "A"],
      negative: ["train"],
      v3: ["test", "A"],
      ...Object.fromEntries(gone.map((name) => [name, ["test", "A"] as const])),
    }),
    "train.txt": "v1\nv2\nnegative\n",
    "test.txt": ["v3", ...gone].join("\n"),
  };
  for (const [name, text] of Object.entries(texts)) await Deno.writeTextFile(join(folder, name), text);
  return folder;
}

Deno.test("run leaves out videos without features and trains on negatives", () =>
  withRuns("gaps", async () => {
    const recipe = recipeInFolder(await folderWithGaps(), "gaps", "steps: 3, log_every: 1");
    const set = ["--set", "data.no_label=background", "--set", "data.missing=leave_out"];
    const { code, stderr } = await finish(start([recipe, ...set], { WALT_ENGINE: "cpu" }));
    assert.equal(code, 0, stderr);
    assert.match(
      stderr,
      /warning: Left out of training and scoring: 12 of 16 listed videos, .* and 2 more\n/,
    );
    const [run] = runsOf("gaps");
    assert.equal(Deno.readTextFileSync(inRun(run, "left_out.txt")).trim().split("\n").length, 12);
    const lines = Deno.readTextFileSync(inRun(run, "metrics.jsonl")).trim().split("\n").map((line) =>
      JSON.parse(line)
    );
    for (const { total } of lines.filter((line) => "total" in line)) {
      assert.ok(Number.isFinite(total), String(total));
    }
  }));

Deno.test("run names all videos without features in a file, where they are a mistake", () =>
  withRuns("gaps_refused", async () => {
    const recipe = recipeInFolder(await folderWithGaps(), "gaps_refused", "steps: 1");
    const set = ["--set", "data.no_label=background"];
    const { code, stderr } = await finish(start([recipe, ...set], { WALT_ENGINE: "cpu" }));
    assert.equal(code, 2, stderr);
    const file = join(ROOT, "runs", "gaps_refused-missing.txt");
    try {
      assert.match(stderr, /all names are in runs\/gaps_refused-missing.txt; put one .npy file/);
      assert.equal(Deno.readTextFileSync(file).trim().split("\n").length, 12);
    } finally {
      Deno.removeSync(file);
    }
  }));
