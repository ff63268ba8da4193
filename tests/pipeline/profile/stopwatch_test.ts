import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { createModel } from "../../../pipeline/graph/model.ts";
import { createStopwatch } from "../../../pipeline/profile/stopwatch.ts";
import { passTensors } from "../../../pipeline/training/pass.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { BATCH, compileCola } from "../contract/cola.ts";
import { engineTest } from "../contract/engines.ts";
import { tensorsOf } from "../contract/values.ts";

engineTest("a pass that is observed computes the same bits", (engine) => {
  const model = createModel(compileCola(), engine, { seed: 3 });
  const program = trainingProgram(model.program);
  const numbers = (observe?: ReturnType<typeof createStopwatch>["observe"]) =>
    tf.tidy(() => {
      const inputs = tensorsOf(BATCH);
      const pass = passTensors(model, program, { inputs, pass: 1, ...(observe ? { observe } : {}) });
      return [pass.numbers, ...pass.gradients.values()].map((tensor) => [...tensor.dataSync()]);
    });
  for (const processor of ["cpu", "gpu"] as const) {
    const watch = createStopwatch({ name: engine.name, processor }, () => 0);
    assert.deepEqual(numbers(watch.observe), numbers());
    const phases = new Set(watch.spans().map(({ phase }) => phase));
    assert.deepEqual([...phases], ["forward", "gradient"]);
  }
  model.dispose();
});
