import assert from "node:assert/strict";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { benchStart } from "../../bench/start.ts";
import { ROOT } from "../shared.ts";

const SMALL = ["engine=cpu", "constants.hidden=4", "data.videos={train: 5, test: 2}"];

function left(): string[] {
  const runs = join(ROOT, "runs");
  return existsSync(runs) ? readdirSync(runs).filter((run) => run.startsWith("bench_start-")) : [];
}

Deno.test("benchStart() measures from the command to the first step, and leaves no run behind", async () => {
  const before = left();
  const result = await benchStart({ recipe: "recipes/demo.yaml", set: SMALL, rounds: 1 });
  assert.ok(result.start_ms > 0);
  assert.deepEqual(left(), before);
});

Deno.test("benchStart() says why a run has no first step", async () => {
  const before = left();
  const wrong = benchStart({ recipe: "recipes/demo.yaml", set: ["training.batch=0"], rounds: 1 });
  await assert.rejects(wrong, ({ hint }) => /training\.batch/.test(hint));
  assert.deepEqual(left(), before);
});
