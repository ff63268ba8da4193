import assert from "node:assert/strict";
import { failedRows, tableRows } from "../../../pipeline/sweeps/table.ts";
import { progressed } from "./progressed.ts";

const jobs = [
  progressed("a", 0, { state: "done", average: 10, map: { "0.5": 8, "0.25": 12 } }),
  progressed("a", 1, { state: "done", average: 14, map: { "0.5": 10, "0.25": 18 } }),
  progressed("b", 0, { state: "done", average: 20, map: { "0.5": 20, "0.25": 20 } }),
  progressed("b", 1, { state: "failed", message: "Loss is not finite" }),
  progressed("c", 0, { state: "planned" }),
];

Deno.test("tableRows() has the mean of each tIoU, and the metric with its deviation over the seeds", () => {
  assert.deepEqual(tableRows(jobs, "average"), [
    ["variant", "runs", " 0.25", "  0.5", "average mAP"],
    ["a", "2", "15.00", " 9.00", "12.00 +- 2.83"],
    ["b", "1 of 2", "20.00", "20.00", "20.00"],
    ["c", "0 of 1", "    -", "    -", "    -"],
  ]);
});

Deno.test("tableRows() shows the metric that a grid names", () => {
  const last = (metric: string) => tableRows(jobs, metric).map((row) => row.at(-1));
  assert.deepEqual(last("0.1:0.5").slice(0, 2), ["average mAP 0.1:0.5", "13.00 +- 2.83"]);
  assert.deepEqual(last("0.5").slice(0, 2), ["mAP@0.5", " 9.00 +- 1.41"]);
});

Deno.test("failedRows() has the message of each failed run", () => {
  assert.deepEqual(failedRows(jobs), [["failed", "b, seed 1", "Loss is not finite"]]);
});
