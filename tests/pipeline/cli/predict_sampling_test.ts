import assert from "node:assert/strict";
import { join } from "node:path";
import { npyFile } from "../data/files.ts";
import { opened, smallDataset } from "../data/small_dataset.ts";
import { lastLine, task } from "./process.ts";
import { recipeInFolder, withRuns } from "./small_run.ts";

Deno.test("predict warns of long videos that are thinned, looks at all of one where asked, and takes durations", () =>
  withRuns("test_thinned", async () => {
    const small = smallDataset();
    const { database } = JSON.parse(small.files["gt.json"]!);
    for (const id of ["v1", "v2", "v3"]) database[id].duration = 5;
    small.files["gt.json"] = JSON.stringify({ database });
    await opened(small, async (_, root) => {
      const recipe = recipeInFolder(
        root,
        "test_thinned",
        "steps: 2, evaluate_every: null",
        "times: from_durations",
      );
      const trained = await task(["run", recipe, "--json"]);
      assert.equal(trained.code, 0, trained.stderr);
      assert.match(trained.stderr, /rgb: 2 values per snippet, times from durations, /);
      const run = String(lastLine(trained.stdout)["run"]);

      const features = join(root, "new");
      for (const [source, width] of [["rgb", 2], ["flow", 1]] as const) {
        const rows = Array.from({ length: 100 }, (_, r) => Array(width).fill(r % 10));
        await npyFile(join(features, source, "long.npy"), rows);
      }
      const unknown = await task(["predict", run, features]);
      assert.equal(unknown.code, 2);
      assert.match(unknown.stderr, /--durations FILE/);

      const durations = join(root, "durations.json");
      Deno.writeTextFileSync(durations, '{"long": 1000}');
      const predict = async (...words: string[]) => {
        const { code, stdout, stderr } = await task([
          "predict",
          run,
          features,
          "--json",
          "--durations",
          durations,
          ...words,
        ]);
        assert.equal(code, 0, stderr);
        const { long } = lastLine(stdout)["results"] as { long: { segment: [number, number] }[] };
        return { stderr, ends: long.map(({ segment: [, end] }) => end) };
      };
      const thinned = await predict();
      assert.match(
        thinned.stderr,
        /warning: Fewer than half of the snippets are looked at in 1 of 1 video \(T = 8\): "long" 8 of 100; .*; --sampling all looks at every one/,
      );
      const all = await predict("--sampling", "all");
      assert.doesNotMatch(all.stderr, /Fewer than half/);
      for (const { ends } of [thinned, all]) {
        assert.ok(ends.length > 0 && Math.max(...ends) <= 1000 + 1e-6, `${ends}`);
      }
    });
  }));
