import assert from "node:assert/strict";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { gradientOf, valuesOf } from "../../contract/values.ts";

engineTest("where() keeps what is not taken out of the value and out of the gradient", (engine) => {
  const program = compileTiny({
    signals: {
      safe: "where(positions > 0, log(positions), positions)",
      total: "sum(where(positions > 0, positions, zeros(positions) / zeros(positions)), [B, T])",
      out: "sum(safe, [B, T])",
    },
  });
  const leaves = { positions: { sizes: { B: 1, T: 4 }, values: [1, 0, 4, -2] } };
  assert.deepEqual(
    valuesOf(program, engine, leaves, ["safe"])["safe"]!.map((v) => Math.fround(v)),
    [0, 0, Math.log(4), -2].map((v) => Math.fround(v)),
  );
  assert.deepEqual(gradientOf(program, engine, leaves, "total", "positions"), [1, 0, 1, 0]);
});
