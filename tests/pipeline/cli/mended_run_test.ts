import assert from "node:assert/strict";
import { join } from "node:path";
import { npyFile } from "../data/files.ts";
import { opened, smallDataset } from "../data/small_dataset.ts";
import { task } from "./process.ts";
import { inRun, recipeInFolder, runsOf, withRuns } from "./small_run.ts";

const SPOILT = "features/test/rgb/v3.npy";
/** Nothing is measured on the test videos before the first step. */
const UNMINED = ["--set", "report=null"];
const ROWS = [[1, 2], [3, 4], [5, 6], [7, 8], [9, 10]];

for (
  const [name, training, step] of [
    ["test_mended_last", "evaluate_every: null", 8],
    ["test_mended_early", "evaluate_every: 4", 4],
  ] as const
) {
  Deno.test(`run keeps what is trained when test features cannot be used at step ${step}`, () =>
    withRuns(name, () =>
      opened(smallDataset(), async (_, root) => {
        await npyFile(join(root, SPOILT), ROWS.with(2, [5, NaN]));
        const recipe = recipeInFolder(root, name, `steps: 8, ${training}`);
        const { code, stderr } = await task(["run", recipe, ...UNMINED]);
        assert.equal(code, 2, stderr);
        const [run] = runsOf(name);
        const command = `deno task run --resume ${run}`;
        assert.match(stderr, /error: Feature file ".*v3\.npy" has NaN in row 2, column 1 /);
        const kept = `\nStep ${step} is kept. Once that is mended, go on with: ${command}\n`;
        assert.ok(stderr.endsWith(kept), stderr);
        assert.equal(JSON.parse(Deno.readTextFileSync(inRun(run, "checkpoint.json"))).step, step);

        await npyFile(join(root, SPOILT), ROWS);
        const resumed = await task(["run", "--resume", run!]);
        assert.equal(resumed.code, 0, resumed.stderr);
        assert.match(resumed.stderr, /^warning: The test data changed since the run began: /m);
        assert.ok(Deno.statSync(inRun(run, "result.json")).isFile);
      })));
}

Deno.test("run --resume refuses other training features of the same size", () =>
  withRuns("test_other", () =>
    opened(smallDataset(), async (_, root) => {
      await npyFile(join(root, SPOILT), ROWS.with(2, [5, NaN]));
      await task(["run", recipeInFolder(root, "test_other", "steps: 8, evaluate_every: null"), ...UNMINED]);
      await npyFile(join(root, "features/train/rgb/v1.npy"), ROWS);
      const { code, stderr } = await task(["run", "--resume", runsOf("test_other")[0]!]);
      assert.equal(code, 2);
      assert.match(stderr, /^error: The training data changed since the run began: /m);
      assert.match(stderr, /\n {2}= restore the data, or start a new run\n$/);
    })));

Deno.test("run fails before it trains where test features cannot be used and the mining error is measured", () =>
  withRuns("test_mined", () =>
    opened(smallDataset(), async (_, root) => {
      await npyFile(join(root, SPOILT), ROWS.with(2, [5, NaN]));
      const { code, stderr } = await task(["run", recipeInFolder(root, "test_mined", "steps: 8")]);
      assert.equal(code, 2);
      assert.match(stderr, /\nfailed before the first step, and left no run folder\n/);
      assert.match(stderr, /error: Feature file ".*v3\.npy" has NaN in row 2, column 1 /);
      assert.deepEqual(runsOf("test_mined"), []);
    })));
