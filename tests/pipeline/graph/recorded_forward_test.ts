import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { createModel, forward, type Model, setParameter } from "../../../pipeline/graph/model.ts";
import { assertClose } from "../contract/check.ts";
import { COLA, compileCola } from "../contract/cola.ts";
import { engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { tensorsOf } from "../contract/values.ts";

const { D, H } = COLA;

/** The values of a signal for one video of T' snippets. */
function valuesOf(model: Model, name: string, length: number): number[] {
  const inputs = tensorsOf({ features: wave({ B: 1, T: length, D }, 7) });
  const signals = forward(model, inputs, [name]);
  const values = [...signals.get(name)!.dataSync()];
  tf.dispose([...inputs.values(), ...signals.values()]);
  return values;
}

engineTest("forward() is recorded once for every length, where the engine records", (engine) => {
  const { recorder, ...plain } = engine;
  const lengths: number[] = [];
  const noting = recorder && {
    record: ((inputs, shapes, run) => {
      lengths.push(inputs[0]!.shape[1]!);
      return recorder.record(inputs, shapes, run);
    }) as typeof recorder.record,
  };
  const program = compileCola();
  const model = createModel(program, noting ? { ...engine, recorder: noting } : engine, {
    seed: 1,
    warn: assert.fail,
  });
  const eager = createModel(program, plain, { seed: 1, warn: assert.fail });
  for (const length of [5, 9, 5, 5, 9]) {
    const expected = valuesOf(eager, "cas", length);
    assert.equal(expected.length, length * COLA.C);
    assertClose(valuesOf(model, "cas", length), expected, 1e-6, "cas");
  }
  assert.deepEqual(lengths, recorder ? [5, 9] : []);
  model.dispose();
  eager.dispose();
});

engineTest("forward() sees what a parameter is now", (engine) => {
  const model = createModel(compileCola(), engine, { seed: 1 });
  assert.ok(valuesOf(model, "x", 4).some((value) => value !== 0));
  setParameter(model, "x.weights", tf.zeros([D, 3, H]));
  setParameter(model, "x.bias", tf.fill([H], 2));
  assert.deepEqual(valuesOf(model, "x", 4), Array(4 * H).fill(2));
  model.dispose();
});
