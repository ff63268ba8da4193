import assert from "node:assert/strict";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Leaves } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { valuesOf } from "../../contract/values.ts";

const video = (...values: number[]): Leaves => ({ positions: { sizes: { B: 1, T: values.length }, values } });

engineTest("slice() and at() count in the batch, and refuse one that is too short", (engine) => {
  const program = compileTiny({
    signals: {
      late: "slice(positions, T, -3)",
      cut: "slice(positions, T, 1, -1)",
      third: "at(positions, T, 2)",
    },
  });
  const names = ["late", "cut", "third"];
  const found = valuesOf(program, engine, video(1, 2, 3, 4, 5), names);
  assert.deepEqual(names.map((name) => found[name]), [[3, 4, 5], [2, 3, 4], [3]]);
  const refusal = (signal: string) => {
    try {
      valuesOf(program, engine, video(1, 2), [signal]);
    } catch (error) {
      assert.ok(error instanceof UserError);
      const [{ message, hint } = { message: "", hint: "" }] = error.diagnostics;
      return [message, hint];
    }
    return [];
  };
  const told = (op: string, signal: string, range: string) => [
    `${op} in signal "${signal}" cannot take entries ${range}: its axis T has 2 here`,
    "take a shorter range, or sample longer sequences",
  ];
  assert.deepEqual(refusal("late"), told("slice", "late", "-3 to the end"));
  assert.deepEqual(refusal("cut"), told("slice", "cut", "1 to -1"));
  assert.deepEqual(refusal("third"), told("at", "third", "2 to 3"));
});
