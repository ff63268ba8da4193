import assert from "node:assert/strict";
import { disagreements } from "../../../pipeline/comparison/agreement.ts";
import { findRuns } from "../../../pipeline/comparison/find_runs.ts";
import { readScoredRun } from "../../../pipeline/comparison/finished_runs.ts";
import { type GroupRecipe, groupRuns, type NamedRun } from "../../../pipeline/comparison/groups.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { readTextSync } from "../../../pipeline/files/reading.ts";
import { compileTree } from "../../../specs/compile/mod.ts";
import { loadTree } from "../../../specs/load/mod.ts";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary.ts";
import { makeRun, truthOf } from "./run_folders.ts";

const half = (video: number) => video < 10;

function read(folder: string): Promise<GroupRecipe> {
  const loaded = loadTree(join(folder, "recipe.yaml"), { read: readTextSync });
  return Promise.resolve({ tree: loaded.tree, program: compileTree(loaded), protocols: KINDS.protocols });
}

/** The runs found below some folders, in groups. */
async function grouped(...paths: string[]) {
  const { runs, missing, metric } = await findRuns(paths, "/nowhere");
  const scored: NamedRun[] = [];
  for (const { folder, variant } of runs) {
    const run = await readScoredRun(folder);
    if (typeof run !== "string") scored.push({ ...run, variant });
  }
  return { ...await groupRuns(scored, read), missing, metric };
}

Deno.test("groupRuns() groups runs that differ by seed and places, and names the others by what differs", async () => {
  const root = temporaryFolder();
  for (const seed of [1, 0]) await makeRun(join(root, "a"), { seed, finds: half });
  await makeRun(join(root, "b"), { seed: 0, finds: half, set: ["training.steps=7", "constants.hidden=8"] });
  const { groups } = await grouped(root);
  assert.deepEqual(groups.map(({ name, runs }) => [name, runs.map(({ seed }) => seed)]), [
    ["demo", [0, 1]],
    ["demo (constants.hidden=8, training.steps=7)", [0]],
  ]);
});

Deno.test("groupRuns() takes the last of several runs of one seed", async () => {
  const root = temporaryFolder();
  await makeRun(root, { seed: 0, finds: half, folder: "demo-12345678-s0" });
  await makeRun(root, { seed: 0, finds: half, folder: "demo-12345678-s0-10" });
  await makeRun(root, { seed: 0, finds: half, folder: "demo-12345678-s0-9" });
  const { groups, repeated } = await grouped(root);
  assert.deepEqual(groups.map(({ runs }) => runs.map(({ folder }) => folder)), [[
    join(root, "demo-12345678-s0-10"),
  ]]);
  assert.equal(repeated.length, 2);
});

Deno.test("findRuns() finds each run once, and gives it the name that a sweep has for its recipe", async () => {
  const [runs, sweep] = [temporaryFolder(), temporaryFolder()];
  const first = await makeRun(runs, { seed: 0, finds: half });
  const second = await makeRun(sweep, { seed: 0, finds: half, set: ["training.steps=7"] });
  const listed = [
    { variant: "shorter", seed: 0, run: second.slice(sweep.length + 1), state: "finished" },
    { variant: "whole", seed: 0, run: first },
    { variant: "whole", seed: 1, run: null },
  ];
  Deno.writeTextFileSync(
    join(sweep, "sweep.json"),
    JSON.stringify({ kind: "walt.sweep", version: 1, metric: "0.5", runs: listed }),
  );
  const { groups, missing, metric } = await grouped(runs, sweep, first);
  assert.deepEqual(groups.map(({ name }) => name), ["whole", "shorter"]);
  assert.deepEqual([missing, metric], [["whole seed 1"], "0.5"]);
});

Deno.test("findRuns() follows links to runs alone", async () => {
  const [runs, root] = [temporaryFolder(), temporaryFolder()];
  const run = await makeRun(runs, { seed: 0, finds: half });
  Deno.symlinkSync(run, join(root, "one"));
  Deno.symlinkSync(root, join(root, "circle"));
  assert.deepEqual((await findRuns([root], "/nowhere")).runs.map(({ folder }) => folder), [
    join(root, "one"),
  ]);
});

Deno.test("readScoredRun() tells runs without results, and refuses damaged ones with the place", async () => {
  const root = temporaryFolder();
  const folder = await makeRun(root, { seed: 0, finds: half });
  const file = join(folder, "result.json");
  const result = JSON.parse(Deno.readTextFileSync(file));
  Deno.writeTextFileSync(file, JSON.stringify({ ...result, average: null, map: null, rules: null }));
  assert.equal(await readScoredRun(folder), "unscored");
  Deno.writeTextFileSync(file, JSON.stringify({ ...result, seed: "zero" }));
  await assert.rejects(readScoredRun(folder), /seed must be a whole number: found "zero"/);
  Deno.removeSync(file);
  assert.equal(await readScoredRun(folder), "unfinished");
});

Deno.test("disagreements() names the axes of protocols and the ground truths that differ", async () => {
  const root = temporaryFolder();
  await makeRun(join(root, "a"), { seed: 0, finds: half });
  const other = await makeRun(join(root, "b"), {
    seed: 0,
    finds: half,
    set: ["evaluation.protocol={kind: thumos14_seconds, match: best_free}"],
    truth: truthOf(21),
  });
  await makeRun(join(root, "c"), { seed: 0, finds: half, set: ["evaluation.protocol=thumos14_seconds"] });
  const { groups } = await grouped(root);
  const [found, ...more] = disagreements(groups[0]!, groups);
  assert.deepEqual([more, found!.folders], [[], [other]]);
  assert.match(
    found!.message,
    /^1 run of "demo \(.*\)" was scored otherwise than "demo": protocol with match "best_free" instead of "anet_greedy"; ground truth of 21 videos with 21 instances \(\w{12}\) instead of 20 videos with 20 instances \(\w{12}\)$/,
  );
});
