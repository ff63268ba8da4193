import assert from "node:assert/strict";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { valuesOf } from "../../contract/values.ts";

engineTest("top_mask() takes the first of equal values, and no more than where= allows", (engine) => {
  const program = compileTiny({
    signals: {
      free: "top_mask(positions, T, count=3)",
      half: "top_mask(positions, T, ratio=2, round=up, where=positions < 3)",
      four: "top_mask(positions, T, count=4, where=positions < 3)",
    },
  });
  const leaves = {
    positions: { sizes: { B: 3, T: 5 }, values: [2, 2, 2, 2, 2, 1, 3, 1, 3, 1, 3, 3, -1, 3, 3] },
  };
  const { free, half, four } = valuesOf(program, engine, leaves, ["free", "half", "four"]);
  assert.deepEqual(free, [1, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 1, 0]);
  assert.deepEqual(half, [1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0, 0]);
  assert.deepEqual(four, [1, 1, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0]);
});
