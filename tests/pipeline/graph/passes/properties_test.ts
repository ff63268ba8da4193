/** What holds of every pass: it changes nothing but the program it returns, and that computes the same to the bit. */
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import fc from "fast-check";
import assert from "node:assert/strict";
import type { Engine } from "../../../../pipeline/engines/engine.ts";
import { evaluateNodes } from "../../../../pipeline/graph/evaluate.ts";
import { nodeOf } from "../../../../pipeline/graph/nodes.ts";
import { dropDeadNodes } from "../../../../pipeline/graph/passes/dead_nodes.ts";
import { toEvaluationMode } from "../../../../pipeline/graph/passes/evaluation_mode.ts";
import { shareSubexpressions } from "../../../../pipeline/graph/passes/shared_subexpressions.ts";
import type { Program } from "../../../../specs/program.ts";
import { INPUTS, parameterLeaves } from "../../contract/check.ts";
import { compileCola } from "../../contract/cola.ts";
import { cpuTest } from "../../contract/engines.ts";
import { scalar } from "../../contract/references.ts";
import { tensorsOf } from "../../contract/values.ts";
import { frozen, RECIPES } from "./random_recipe.ts";

/** Signals of a program exactly as it stands. */
function signalsOf(program: Program, engine: Engine, names: readonly string[]): number[][] {
  const found: number[][] = [];
  tf.tidy(() => {
    const { primitives } = engine;
    const inputs = tensorsOf({ ...INPUTS, progress: scalar(0.25), step: scalar(3) });
    const parameters = tensorsOf(parameterLeaves(program));
    const values = evaluateNodes(program, { kinds: KINDS, primitives, inputs, parameters, seed: 1, step: 1 });
    for (const name of names) found.push([...values[nodeOf(program, name)]!.dataSync()]);
  });
  return found;
}

/** Ids count up, inputs come before their users, and signals and losses point at what is there. */
function checkOrder({ nodes, signals, losses }: Program): void {
  nodes.forEach(({ id, inputs }, i) => {
    assert.equal(id, i);
    assert.ok(inputs.every((input) => input >= 0 && input < i));
  });
  assert.ok([...signals, ...losses].every(({ node }) => nodes[node] !== undefined));
}

const RUNS = { numRuns: 40 };

cpuTest("shareSubexpressions() computes the same to the bit, and nothing twice", (engine) => {
  fc.assert(
    fc.property(RECIPES, ({ names, compile }) => {
      const program = frozen(compile("training"));
      const shared = shareSubexpressions(program);
      checkOrder(shared);
      assert.deepEqual(signalsOf(shared, engine, names), signalsOf(program, engine, names));
      const random = (of: Program) => of.nodes.flatMap(({ stream }) => stream ?? []);
      assert.deepEqual(random(shared), random(program));
      const plain = shared.nodes.filter((node) => node.stream === undefined && node.parameters.length === 0);
      const keys = plain.map(({ op, inputs, options }) => JSON.stringify([op, inputs, options]));
      assert.equal(new Set(keys).size, keys.length);
      assert.deepEqual(shareSubexpressions(frozen(shared)), shared);
    }),
    RUNS,
  );
});

cpuTest("dropDeadNodes() computes the same to the bit, and nothing that is not needed", (engine) => {
  fc.assert(
    fc.property(RECIPES, fc.subarray(["s0", "s1", "s2", "s3"], { minLength: 1 }), ({ compile }, names) => {
      const program = frozen(compile("training"));
      const wanted = names.map((name) => nodeOf(program, name));
      const alive = dropDeadNodes(program, wanted);
      checkOrder(alive);
      assert.deepEqual(signalsOf(alive, engine, names), signalsOf(program, engine, names));
      const again = names.map((name) => nodeOf(alive, name));
      const used = new Set([...again, ...alive.nodes.flatMap(({ inputs }) => inputs)]);
      assert.equal(used.size, alive.nodes.length);
      assert.deepEqual(dropDeadNodes(frozen(alive), again), alive);
    }),
    RUNS,
  );
});

cpuTest("toEvaluationMode() computes what the recipe without random functions does", (engine) => {
  fc.assert(
    fc.property(RECIPES, ({ names, compile }) => {
      const program = frozen(compile("training"));
      const evaluated = toEvaluationMode(program);
      checkOrder(evaluated);
      assert.ok(evaluated.nodes.every(({ stream }) => stream === undefined));
      assert.deepEqual(
        signalsOf(evaluated, engine, names),
        signalsOf(compile("evaluation"), engine, names),
      );
      assert.deepEqual(toEvaluationMode(frozen(evaluated)), evaluated);
    }),
    RUNS,
  );
});

Deno.test("every pass keeps recipe, parameters, signals and losses of a whole recipe", () => {
  const program = frozen(compileCola());
  const all = program.nodes.map(({ id }) => id);
  const passes = [shareSubexpressions, toEvaluationMode, (each: Program) => dropDeadNodes(each, all)];
  for (const pass of passes) {
    const passed = pass(program);
    checkOrder(passed);
    assert.equal(passed.recipe, program.recipe);
    const names = (of: Program) => [
      of.nodes.flatMap(({ parameters }) => parameters.map(({ name }) => name)),
      of.signals.map(({ name }) => name),
      of.losses.map(({ name, weight }) => [name, weight]),
    ];
    assert.deepEqual(names(passed), names(program));
  }
});
