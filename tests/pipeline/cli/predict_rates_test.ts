import assert from "node:assert/strict";
import { join } from "node:path";
import { opened, smallDataset } from "../data/small_dataset.ts";
import { lastLine, task } from "./process.ts";
import { inRun, recipeInFolder, withRuns } from "./small_run.ts";

const FILE = "fps: { file: fps.json }";

Deno.test("predict takes frame rates from the file that the recipe names, or one from the command line", () =>
  withRuns("test_rates", () =>
    opened(smallDataset(), async (_, root) => {
      const rates = join(root, "fps.json");
      Deno.writeTextFileSync(rates, '{"v1": 25, "v2": 25, "v3": 25}');
      const trained = await task([
        "run",
        recipeInFolder(root, "test_rates", "steps: 4, evaluate_every: null", FILE),
        "--json",
      ]);
      assert.equal(trained.code, 0, trained.stderr);
      const run = String(lastLine(trained.stdout)["run"]);
      const header = JSON.parse(Deno.readTextFileSync(inRun(run, "checkpoint.json")));
      assert.deepEqual(header.fps, { file: "fps.json" });

      const features = join(root, "features", "test");
      const predict = async (...words: string[]) => {
        const { code, stdout, stderr } = await task(["predict", run, features, "--json", ...words]);
        assert.equal(code, 0, stderr);
        const { v3 } = lastLine(stdout)["results"] as { v3: { segment: number[] }[] };
        assert.ok(v3.length > 0);
        return v3.flatMap(({ segment }) => segment).sort((a, b) => a - b);
      };
      const seconds = await predict();
      const twice = (await predict("--fps", "12.5")).at(-1)!;
      assert.ok(Math.abs(twice - 2 * seconds.at(-1)!) < 1e-9, `${twice} ${seconds}`);

      Deno.writeTextFileSync(rates, '{"v1": 25}');
      const lacking = await task(["predict", run, features]);
      assert.equal(lacking.code, 2);
      assert.match(
        lacking.stderr,
        /error: ".*fps\.json" has no frame rate of 1 of 1 video, such as "v3"\n {2}= give one for all of them, for instance --fps 25\n$/,
      );
      Deno.removeSync(rates);
      const absent = await task(["predict", run, features]);
      assert.equal(absent.code, 2);
      assert.match(
        absent.stderr,
        /error: Cannot read ".*fps\.json": there is no such file\n {2}= give one for all/,
      );
      assert.deepEqual(await predict("--fps", "25"), seconds);

      const wrong = await task(["predict", run, features, "--fps", "0"]);
      assert.equal(wrong.code, 2);
      assert.match(wrong.stderr, /Expected a number > 0\./);
    })));
