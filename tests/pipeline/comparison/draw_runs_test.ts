import assert from "node:assert/strict";
import { join } from "node:path";
import { drawRuns } from "../../../pipeline/comparison/draw_runs.ts";
import { readPredicted } from "../../../pipeline/comparison/predicted.ts";
import { readScoredRun, type ScoredRun } from "../../../pipeline/comparison/finished_runs.ts";
import type { RunGroup } from "../../../pipeline/comparison/groups.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { temporaryFolder } from "../../temporary.ts";
import { makeRun } from "./run_folders.ts";

/** Draws runs with what their folders have. */
async function drawn(groups: readonly RunGroup[], count: number) {
  const { predicted, without } = await readPredicted(groups);
  return { drawn: drawRuns(groups, predicted, count), without };
}

async function groupOf(folder: string): Promise<RunGroup> {
  const recipe = { protocols: KINDS.protocols } as RunGroup["recipe"];
  return { name: "demo", recipe, runs: [await readScoredRun(folder) as ScoredRun] };
}

Deno.test("drawRuns() draws the same videos for every run", async () => {
  const root = temporaryFolder();
  const folders = ["a", "b"].map((name) =>
    makeRun(join(root, name), { seed: 0, finds: (video) => video < 10 })
  );
  const groups = await Promise.all(folders.map(async (folder) => groupOf(await folder)));
  const { drawn: maps, without } = await drawn(groups, 50);
  const [a, b] = groups.map(({ runs }) => maps.get(runs[0]!)!);
  assert.deepEqual(a, b);
  assert.deepEqual(without, []);
  assert.ok(new Set(a).size > 5);
});

Deno.test("drawRuns() leaves runs without ground truth, and refuses predictions of another run", async () => {
  const root = temporaryFolder();
  const [some, most] = [
    await makeRun(join(root, "some"), { seed: 0, finds: (video) => video < 10 }),
    await makeRun(join(root, "most"), { seed: 0, finds: (video) => video < 18 }),
  ];
  Deno.copyFileSync(join(some, "predictions.json"), join(most, "predictions.json"));
  await assert.rejects(
    drawn([await groupOf(most)], 5),
    /do not belong together: result\.json says mAP 90\.00 at tIoU 0\.1, its predictions have \d+\.\d\d/,
  );
  Deno.removeSync(join(most, "ground_truth.json"));
  assert.equal((await drawn([await groupOf(most)], 5)).without.length, 1);
});
