import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import {
  createSlots,
  disposeSlots,
  optimizerOf,
  optimizerStep,
} from "../../../pipeline/training/optimizer.ts";
import { assertClose } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { compileTiny } from "../contract/recipe.ts";

/** Slots with memory, steps of simple numbers. */
const MOMENTUM = "training.optimizer={kind: sgd, rate: 0.1, momentum: 0.5, weight_decay: 0.5}";

/** What is trained on an engine by a recipe's section `training`: variables by name. */
function trainedOf(
  engine: Engine,
  values: Readonly<Record<string, readonly number[]>>,
  set: readonly string[],
) {
  const program = compileTiny({ set });
  const parameters = new Map(
    Object.entries(values).map(([name, start]) => {
      const tensor = tf.tensor1d([...start]);
      const variable = engine.variables.create(tensor);
      tensor.dispose();
      return [name, variable];
    }),
  );
  const model = { engine, parameters, program, kinds: KINDS };
  const slots = createSlots(model);
  return {
    step(gradients: Readonly<Record<string, readonly number[]>>, loss = 0) {
      tf.tidy(() => {
        const tensors = Object.entries(gradients).map(([name, g]) => [name, tf.tensor1d([...g])] as const);
        const optimizer = optimizerOf(model);
        const numbers = optimizer.numbers(1, 0.1, engine.variables);
        optimizerStep(model, optimizer, slots, {
          gradients: new Map(tensors),
          numbers,
          loss: tf.scalar(loss),
        });
      });
    },
    /** Parameters, then every slot, by the name of the parameter. */
    values: () =>
      [parameters, ...slots.values()].map((variables) =>
        Object.fromEntries([...variables].map(([name, variable]) => [name, [...variable.dataSync()]]))
      ),
    dispose() {
      parameters.forEach((variable) => variable.dispose());
      disposeSlots(slots);
    },
  };
}

engineTest(
  "optimizerStep() leaves a parameter without a gradient as it is, decay and slots included",
  (engine) => {
    const { step, values, dispose } = trainedOf(engine, { used: [1], unused: [1] }, [MOMENTUM]);
    step({ used: [1] });
    const [parameters, velocity] = values();
    assert.deepEqual([parameters!["unused"], velocity!["unused"]], [[1], [0]]);
    assertClose(parameters!["used"]!, [1 - 0.1 * 1.5], 1e-7, "used");
    assertClose(velocity!["used"]!, [1.5], 1e-7, "velocity");
    dispose();
  },
);

engineTest("optimizerStep() leaves nothing behind, and keeps what it changes out of a tidy", (engine) => {
  const { step, values, dispose } = trainedOf(engine, { w: [1, 2] }, [
    MOMENTUM,
    "training.clip={kind: norm, max: 1}",
  ]);
  const before = tf.memory().numTensors;
  tf.tidy(() => step({ w: [1, 1] }));
  assert.equal(tf.memory().numTensors, before);
  assert.notDeepEqual(values()[0]!["w"], [1, 2]);
  dispose();
});

engineTest("optimizerStep() clips all gradients together", (engine) => {
  const set = ["training.optimizer={kind: sgd, rate: 1}", "training.clip={kind: norm, max: 1}"];
  const { step, values, dispose } = trainedOf(engine, { v: [0], w: [0, 0] }, set);
  step({ v: [3], w: [0, 4] });
  assertClose(values()[0]!["v"]!, [-0.06], 1e-6, "v");
  assertClose(values()[0]!["w"]!, [0, -0.08], 1e-6, "w");
  dispose();
});

for (const clip of ["none", "{kind: norm, max: 1}", "{kind: value, max: 1}"]) {
  engineTest(`optimizerStep() with clip ${clip} changes nothing when something is not finite`, (engine) => {
    for (const bad of [NaN, Infinity, -Infinity]) {
      const trained = trainedOf(engine, { v: [3], w: [1, 2] }, [MOMENTUM, `training.clip=${clip}`]);
      trained.step({ v: [1], w: [1, 1] });
      const before = trained.values();
      assert.throws(() => trained.step({ v: [1], w: [1, 1] }, bad), { name: "RunError" });
      assert.throws(() => trained.step({ v: [1], w: [1, bad] }), { name: "RunError" });
      assert.deepEqual(trained.values(), before);
      trained.dispose();
    }
  });
}

engineTest(
  "optimizerStep() refuses gradients that are too large for their norm, and changes nothing",
  (engine) => {
    const trained = trainedOf(engine, { w: [1, 2] }, [MOMENTUM, "training.clip={kind: norm, max: 1}"]);
    assert.throws(() => trained.step({ w: [1e30, 1] }), { name: "RunError", message: /too large to add up/ });
    assert.deepEqual(trained.values(), [{ w: [1, 2] }, { w: [0, 0] }]);
    trained.dispose();
  },
);
