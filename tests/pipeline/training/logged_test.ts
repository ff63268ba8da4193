import assert from "node:assert/strict";
import { watchLogged } from "../../../pipeline/training/logged.ts";
import { task } from "../cli/process.ts";
import { inRun, recipe, runsOf, withRuns } from "../cli/small_run.ts";

Deno.test("watchLogged() warns once per name of what is not finite", () => {
  const warnings: string[] = [];
  const check = watchLogged((message) => warnings.push(message));
  check(1, new Map([["a", 1], ["b", 0]]));
  check(2, new Map([["a", NaN], ["b", 0]]));
  check(3, new Map([["a", NaN], ["b", -Infinity]]));
  assert.deepEqual(warnings, [
    'Logged value "a" is NaN at step 2: it stands as null in metrics.jsonl, there and at every later such step',
    'Logged value "b" is -Infinity at step 3: it stands as null in metrics.jsonl, there and at every later such step',
  ]);
});

Deno.test("run says once which logged value stands as null", () =>
  withRuns("test_logged", async () => {
    const { code, stderr } = await task([
      "run",
      recipe(
        "test_logged",
        "logged:\n  spoilt: sqrt(mean(mean(video, C), B) - 2)\n  good: mean(mean(video, C), B)\n",
      ),
    ]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(stderr.match(/^warning: Logged .*$/gm), [
      'warning: Logged value "spoilt" is NaN at step 1: it stands as null in metrics.jsonl, there and at every later such step',
    ]);
    const lines = Deno.readTextFileSync(inRun(runsOf("test_logged")[0], "metrics.jsonl")).trim().split("\n");
    const [first] = lines.map((line) => JSON.parse(line)).filter(({ logged }) => logged);
    assert.equal(first.logged.spoilt, null);
  }));
