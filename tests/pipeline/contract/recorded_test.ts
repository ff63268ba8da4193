/** Training replays a recording where the engine makes one, so that nothing in it may read values back. */
import * as tf from "@tensorflow/tfjs-core";
import type { Scalar, Tensor } from "@tensorflow/tfjs-core";
import { evaluateNodes } from "../../../pipeline/graph/evaluate.ts";
import { nodeOf } from "../../../pipeline/graph/nodes.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import { CASES } from "./cases/mod.ts";
import {
  assertClose,
  type Case,
  compileCase,
  INPUTS,
  operationOf,
  parameterLeaves,
  toTensor,
} from "./check.ts";
import { engineTest } from "./engines.ts";

/** One case of every operation: the last, which has the most to it. */
const ONE_EACH = new Map(CASES.map((each) => [operationOf(compileCase(each)), each]));

for (const [op, each] of ONE_EACH) {
  engineTest(`${op} can be recorded, with its gradients`, ({ primitives, recorder }) => {
    const { names, leaves, run } = subject(each, primitives);
    tf.tidy(() => {
      const tensors = [...names.map((name) => toTensor(leaves[name]!)), tf.scalar(3, "int32")];
      const numbers = (results: readonly Tensor[]) => results.flatMap((result) => [...result.dataSync()]);
      const expected = numbers(run(tensors, 3));
      const recording = recorder!.record(
        tensors,
        tensors.map(() => undefined),
        (inputs) => run(inputs, inputs.at(-1)!),
      );
      try {
        assertClose(numbers(recording.replay(tensors)), expected, 1e-5, op);
      } finally {
        recording.dispose();
      }
    });
  }, ["tensorflow", "webgpu"]);
}

/** The sum of `out` and its gradients, as a function of the leaves and the step. */
function subject(each: Case, primitives: Parameters<typeof evaluateNodes>[1]["primitives"]) {
  const program = programFor(compileCase(each), ["out"]);
  const leaves = { ...INPUTS, ...parameterLeaves(program), ...each.inputs };
  const names = Object.keys(leaves);
  const run = (inputs: readonly Tensor[], step: number | Tensor): Tensor[] => {
    const tensors = new Map(names.map((name, i) => [name, inputs[i]!]));
    const environment = { kinds: KINDS, primitives, parameters: tensors, inputs: tensors, seed: 5, step };
    const { value, grads } = tf.engine().gradients(
      () =>
        tf.sum(tf.cast(evaluateNodes(program, environment)[nodeOf(program, "out")]!, "float32")) as Scalar,
      [...tensors.values()],
      null as unknown as Scalar,
      true,
    );
    return [value, ...grads.filter((gradient) => gradient)];
  };
  return { names, leaves, run };
}
