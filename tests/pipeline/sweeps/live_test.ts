import assert from "node:assert/strict";
import { liveLines, type Running } from "../../../pipeline/sweeps/live.ts";
import type { Progressed } from "../../../pipeline/sweeps/record.ts";
import { progressed } from "./progressed.ts";

const jobs: Progressed[] = [
  progressed("a", 0, { state: "done", average: 12.345 }),
  progressed("a", 1, { state: "failed", message: "Loss is not finite" }),
  progressed("b", 0, { state: "running" }),
  progressed("b", 1, { state: "running" }),
  progressed("b", 2, { state: "planned" }),
];
const running: Running[] = [
  { progressed: jobs[2]!, moment: { step: 40, loss: 0.25 }, left: "0:12" },
  { progressed: jobs[3]!, moment: undefined, left: undefined },
];

Deno.test("liveLines() shows what is done, failed and running, and all together", () => {
  assert.deepEqual(liveLines(jobs, running, "1:00", { rows: 24, columns: 80 }), [
    "done     a, seed 0  12.35",
    "failed   a, seed 1  Loss is not finite",
    "running  b, seed 0  step 40/100  loss 0.2500  0:12 left",
    "running  b, seed 1  starting",
    "1 of 5 done, 1 failed, 2 running, about 1:00 left",
  ]);
});

Deno.test("liveLines() fits every size: first what is done goes, then what failed", () => {
  assert.deepEqual(liveLines(jobs, running, undefined, { rows: 4, columns: 20 }), [
    "failed   a, seed 1  ",
    "running  b, seed 0  ",
    "running  b, seed 1  ",
    "1 of 5 done, 1 faile",
  ]);
  for (let rows = 1; rows < 8; rows++) {
    assert.equal(liveLines(jobs, running, undefined, { rows, columns: 80 }).length, Math.min(rows, 5));
  }
});
