import assert from "node:assert/strict";
import { join } from "node:path";
import { smallDataset } from "../data/small_dataset.ts";
import { temporaryFolder } from "../../temporary.ts";
import { lastLine, task } from "./process.ts";
import { inRun, recipeInFolder, withRuns } from "./small_run.ts";

/** A format of text: rows in lines, values apart by a word of the recipe. */
const EXTENSION = `import { type Extension, type FeatureFormat, kind } from "@walt/walt";
import { z } from "zod";

export const formats: Extension["formats"] = [{
  spec: {
    ...kind({
      kind: "lines",
      summary: "A line of text for every row",
      options: () => z.strictObject({ apart: z.string().default(" ").describe("What stands between two values") }),
    }),
    endings: [".lines"],
  },
  run({ apart }: { apart: string }): FeatureFormat {
    async function readRows(path: string) {
      const text = await Deno.readTextFile(path);
      const rows = text.trimEnd().split("\\n").map((line) => line.split(apart).map(Number));
      const width = rows[0]!.length;
      if (rows.some((row) => row.length !== width)) throw new Error("uneven rows");
      return { shape: [rows.length, width] as const, width, values: Float32Array.from(rows.flat()) };
    }
    return {
      readRows,
      readHead: async (path) => ({ shape: (await readRows(path)).shape, size: (await Deno.stat(path)).size }),
    };
  },
}];
`;

/** The small data set with its features in lines. */
function write(apart = " "): string {
  const root = temporaryFolder();
  const { files, matrices } = smallDataset();
  for (const [name, text] of Object.entries(files)) Deno.writeTextFileSync(join(root, name), text);
  for (const [name, [rows, columns]] of Object.entries(matrices)) {
    Deno.mkdirSync(join(root, name, ".."), { recursive: true });
    const lines = Array.from({ length: rows }, (_, row) => Array(columns).fill(row).join(apart));
    Deno.writeTextFileSync(join(root, name.replace(".npy", ".lines")), `${lines.join("\n")}\n`);
  }
  Deno.writeTextFileSync(join(root, "lines.ts"), EXTENSION);
  return root;
}

const SOURCE = 'path: "features/{split}/{source}/{video}.lines"';

Deno.test("a recipe reads features in a format of an extension file, and predicts from such files", async () => {
  const root = write();
  const path = recipeInFolder(root, "test_format", "steps: 2", SOURCE);
  Deno.writeTextFileSync(path, `use: { mine: lines.ts }\n`, { append: true });
  const explained = await task(["explain", path, "--json"]);
  assert.equal(explained.code, 0, explained.stderr);
  const settings: { path: string; value: unknown; from: string }[] = JSON.parse(explained.stdout).settings;
  const said = settings.filter((each) => each.path.startsWith("features.sources.rgb.format"));
  assert.deepEqual(said, [
    { path: "features.sources.rgb.format.apart", value: " ", from: "default" },
    { path: "features.sources.rgb.format.kind", value: "lines", from: "default" },
  ]);
  await withRuns("test_format", async () => {
    const { code, stdout, stderr } = await task(["run", path, "--json"]);
    assert.equal(code, 0, stderr);
    const run = String(lastLine(stdout)["run"]);
    Deno.removeSync(inRun(run, "result.json"));
    const resumed = await task(["run", "--resume", inRun(run, "")]);
    assert.equal(resumed.code, 0, resumed.stderr);
    const predicted = await task(["predict", inRun(run, ""), join(root, "features", "test"), "--json"]);
    assert.equal(predicted.code, 0, predicted.stderr);
    assert.deepEqual(Object.keys(JSON.parse(predicted.stdout).results), ["v3"]);
  });
});

Deno.test("what a format of an extension file throws is told as its own, but not that a file is absent", async () => {
  const root = write();
  const path = recipeInFolder(root, "test_format_refused", "steps: 2", SOURCE);
  Deno.writeTextFileSync(path, `use: { mine: lines.ts }\n`, { append: true });
  const file = join(root, "features/train/rgb/v2.lines");
  Deno.removeSync(file);
  const absent = await task(["run", path]);
  assert.equal(absent.code, 2);
  assert.match(
    absent.stderr,
    /Missing features of source "rgb" for 1 of 3 videos: there is no file ".*v2\.lines"\n/,
  );
  assert.match(absent.stderr, /put one \.lines file \[snippets, 2\] per video there/);
  Deno.writeTextFileSync(file, "1 2\n3\n");
  const uneven = await task(["run", path]);
  assert.equal(uneven.code, 1);
  assert.match(
    uneven.stderr,
    /^error: "lines" of extension ".*lines\.ts" fails: uneven rows, at .*lines\.ts:\d+:\d+$/m,
  );
});
