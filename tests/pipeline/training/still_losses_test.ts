import assert from "node:assert/strict";
import { watchStill } from "../../../pipeline/training/still_losses.ts";

Deno.test("watchStill() warns once of a loss that has one value in 20 steps, not of one that ever moved", () => {
  const warnings: string[] = [];
  const check = watchStill((message) => warnings.push(message));
  for (let step = 1; step <= 100; step++) {
    check(new Map([["still", 0.5], ["moves", step === 19 ? 1 : 0], ["late", step <= 30 ? 2 : 3]]));
    if (step === 19) assert.deepEqual(warnings, []);
  }
  const told = (name: string, value: number) =>
    `Loss "${name}" has been exactly ${value} for 20 steps: no parameter changes it, ` +
    "or its gradient is 0 wherever the training has been";
  assert.deepEqual(warnings, [told("still", 0.5), told("late", 2)]);
});
