import assert from "node:assert/strict";
import { nodeOf } from "../../../../pipeline/graph/nodes.ts";
import { toEvaluationMode } from "../../../../pipeline/graph/passes/evaluation_mode.ts";
import { compileCola } from "../../contract/cola.ts";

Deno.test("toEvaluationMode() puts the embedding in the place of the dropped-out one", () => {
  const training = compileCola();
  const evaluation = toEvaluationMode(training);
  assert.equal(nodeOf(evaluation, "dropped_x"), nodeOf(evaluation, "x"));
  assert.notEqual(nodeOf(training, "dropped_x"), nodeOf(training, "x"));
  const cas = evaluation.nodes[nodeOf(evaluation, "cas")]!;
  assert.deepEqual(cas.inputs, [nodeOf(evaluation, "x")]);
});

Deno.test("toEvaluationMode() makes a drawn mask ones and leaves no stream", () => {
  const training = compileCola();
  const evaluation = toEvaluationMode(training);
  assert.deepEqual(
    training.nodes.flatMap(({ stream }) => stream ?? []),
    ["dropped_x.dropout", "kept.bernoulli"],
  );
  assert.deepEqual(evaluation.nodes.flatMap(({ stream }) => stream ?? []), []);
  const { op, inputs, type } = evaluation.nodes[nodeOf(evaluation, "kept")]!;
  assert.equal(op, "filled");
  assert.deepEqual(inputs, [nodeOf(evaluation, "actionness")]);
  assert.deepEqual(type, training.nodes[nodeOf(training, "kept")]!.type);
});
