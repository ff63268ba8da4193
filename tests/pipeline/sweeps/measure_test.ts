import assert from "node:assert/strict";
import { fromFinished, secondsLeft } from "../../../pipeline/sweeps/measure.ts";
import { progressed } from "./progressed.ts";

Deno.test("fromFinished() is the mean over the steps of finished runs, by recipe", () => {
  const jobs = [
    progressed("a", 0, { state: "done", average: 1 }),
    progressed("b", 0, { state: "done", average: 1 }),
    progressed("b", 1, { state: "planned" }),
  ];
  assert.deepEqual([...fromFinished(jobs)], [["r", 0.1]]);
  assert.deepEqual([...fromFinished([jobs[2]!])], []);
});

Deno.test("secondsLeft() shares the steps among runs at a time, and is unknown where a recipe was not measured", () => {
  const steps = [{ recipe: "a", steps: 100 }, { recipe: "b", steps: 10 }, { recipe: "a", steps: 100 }];
  const measured = new Map([["a", 0.1], ["b", 2]]);
  assert.equal(secondsLeft(steps, measured, 1), 40);
  assert.equal(secondsLeft(steps, measured, 2), 20);
  assert.equal(secondsLeft(steps, new Map([["a", 0.1]]), 1), undefined);
  assert.equal(secondsLeft([], new Map(), 1), 0);
});
