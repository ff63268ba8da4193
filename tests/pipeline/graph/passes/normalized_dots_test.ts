import assert from "node:assert/strict";
import { joinNormalizedDots } from "../../../../pipeline/graph/passes/normalized_dots.ts";
import { trainingProgram } from "../../../../pipeline/graph/passes/mod.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { cpuTest, engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { frozen } from "./random_recipe.ts";
import { checkSameTraining } from "./same_training.ts";

const count = ({ nodes }: Program, op: string) => nodes.filter((node) => node.op === op).length;
const mapped = { kind: "conv1d", in: "features.a", filters: 5, kernel: 1 };

function programOf(signals: Record<string, unknown>, loss: string): Program {
  const losses = { one: { expression: loss } };
  return frozen(trainingProgram(compileTiny({ signals: { mapped, ...signals }, losses })));
}

engineTest("joinNormalizedDots() trains a whole recipe the same", (engine) => {
  const program = frozen(trainingProgram(compileCola()));
  const passed = joinNormalizedDots(program);
  assert.deepEqual([count(program, "quotient"), count(passed, "norms"), count(passed, "quotient")], [
    0,
    4,
    4,
  ]);
  checkSameTraining(program, passed, engine);
});

cpuTest("joinNormalizedDots() takes a normalized signal on either side, and two of them", (engine) => {
  const sides = ["mean(mapped, T), l2_normalize(mapped, D)", "l2_normalize(mapped, D), mean(mapped, T)"];
  for (const operands of [...sides, "l2_normalize(mapped, D), l2_normalize(features.b * mapped, D)"]) {
    const program = programOf({ near: `dot(${operands}, D)` }, "mean(mean(near * near, T), B)");
    const passed = joinNormalizedDots(program);
    assert.equal(count(passed, "quotient"), 1);
    checkSameTraining(program, passed, engine);
  }
});

Deno.test("joinNormalizedDots() leaves what is read elsewhere, normalized along another axis, or summed over one", () => {
  const signals = { n: "l2_normalize(mapped, D)", q: "mean(mapped, T)" };
  const total = "mean(mean(dot(q, n, D), T), B)";
  const elsewhere = programOf(signals, `${total} + mean(mean(mean(n, D), T), B)`);
  const along = programOf({ ...signals, n: "l2_normalize(mapped, T)" }, total);
  const over = programOf({ ...signals, n: "l2_normalize(mapped, T)" }, "mean(mean(dot(mapped, n, T), D), B)");
  const summed = programOf({ n: signals.n }, "mean(mean(sum(n, D), T), B)");
  for (const program of [elsewhere, along, over, summed]) {
    assert.deepEqual(joinNormalizedDots(program), program);
  }
});
