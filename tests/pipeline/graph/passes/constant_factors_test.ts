import assert from "node:assert/strict";
import { foldFactors } from "../../../../pipeline/graph/passes/constant_factors.ts";
import { trainingProgram } from "../../../../pipeline/graph/passes/mod.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { cpuTest, engineTest } from "../../contract/engines.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { checkSameTraining } from "./same_training.ts";
import { frozen } from "./random_recipe.ts";

const folded = ({ nodes }: Program) => nodes.filter(({ options }) => options["scaled"] === false).length;
const head = { kind: "conv1d", in: "dropped", filters: 2, kernel: 1 };
const mean = (text: string) => `mean(mean(mean(${text}, D), T), B)`;
const LOSS = { of_head: { expression: mean("out * out") } };

function programOf(signals: Record<string, unknown>, losses: Record<string, unknown> = LOSS): Program {
  return trainingProgram(frozen(compileTiny({ signals, losses })));
}

engineTest("foldFactors() trains a whole recipe the same", (engine) => {
  const program = frozen(trainingProgram(compileCola()));
  const passed = foldFactors(program);
  assert.equal(folded(passed), 1);
  assert.ok(!passed.signals.some(({ name }) => name === "dropped_x"));
  checkSameTraining(program, passed, engine);
  assert.deepEqual(foldFactors(frozen(passed)), passed);
});

cpuTest(
  "foldFactors() changes a dropout that only linear blocks read, with a bias or without",
  (engine) => {
    const program = programOf({
      dropped: "dropout(features.a, 0.25)",
      one: head,
      two: { ...head, kernel: 3, bias: false },
      three: { kind: "depthwise_conv1d", in: "dropped", kernel: 3 },
      out: "one - two * mean(three, D)",
    });
    const passed = foldFactors(program);
    assert.equal(folded(passed), 1);
    checkSameTraining(program, passed, engine);
  },
);

Deno.test("foldFactors() leaves a dropout that something else reads, or none does", () => {
  const before = { ...head, in: "features.a" };
  const dropped = "dropout(before, 0.25)";
  const mixed = programOf({ before, dropped, one: head, out: "one + mean(dropped, D)" });
  const several = programOf({ before, dropped, out: head }, {
    ...LOSS,
    itself: { expression: mean("dropped") },
  });
  const nothing = programOf({ before, dropped: "dropout(before, 0)", out: head });
  // More weights than numbers to scale.
  const wide = programOf({ before, dropped, out: { ...head, kernel: 9, filters: 40 } });
  for (const program of [mixed, several, nothing, wide]) {
    assert.equal(folded(foldFactors(program)), 0);
    assert.deepEqual(foldFactors(program), program);
  }
});
