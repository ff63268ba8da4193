import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { leanTrainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { createTrainingStep } from "../../../pipeline/training/step.ts";
import { refuseNonFinite } from "../../../pipeline/training/finite.ts";
import type { Program } from "../../../specs/program.ts";
import { assertClose, INPUTS } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { compileTiny } from "../contract/recipe.ts";
import { tensorsOf } from "../contract/values.ts";

/** Means of the scores over the steps; the loss draws the scores to them. */
const program = compileTiny({
  signals: {
    means: {
      kind: "memory",
      axes: { C: "classes" },
      init: { kind: "uniform" },
      update: "0.75 * means + 0.25 * mean(scores, B)",
    },
    far: "mean(sum((scores - means) ^ 2, C), B)",
  },
  losses: { far: "far" },
  logged: { size: "norm(means, C)" },
});

const variants: [string, (engine: Engine) => Engine][] = [
  ["", (engine) => engine],
  [" without a recorder", ({ recorder: _, ...engine }) => engine],
];

for (const [name, of] of variants) {
  engineTest(
    `a memory takes the value of its update, of the parameters before the step${name}`,
    async (engine) => {
      const model = createModel(program, of(engine), { seed: 4 });
      const slots = createSlots(model);
      const trainingStep = createTrainingStep(model, leanTrainingProgram(program), slots, { steps: 9 });
      const inputs = tensorsOf(INPUTS);
      const memory = model.parameters.get("means.values")!;
      for (let step = 1; step <= 3; step++) {
        const before = [...memory.dataSync()];
        const signals = forward(model, inputs, ["scores", "far"]);
        const scores = [...signals.get("scores")!.dataSync()];
        const far = signals.get("far")!.dataSync()[0]!;
        const { losses } = await trainingStep.run(inputs, step);
        assertClose([losses.get("far")!], [far], 1e-5, "the loss reads the memory before its update");
        const mean = before.map((_, c) => [0, 1, 2].reduce((sum, b) => sum + scores[b * 4 + c]! / 3, 0));
        assertClose(
          [...memory.dataSync()],
          before.map((x, c) => 0.75 * x + 0.25 * mean[c]!),
          1e-6,
          `step ${step}`,
        );
        assert.notDeepEqual([...memory.dataSync()], before);
        tf.dispose([...signals.values()]);
      }
      assert.ok(
        [...slots.values()].every((variables) => !variables.has("means.values")),
        "it is not trained",
      );
      tf.dispose([...inputs.values()]);
      trainingStep.dispose();
      disposeSlots(slots);
      model.dispose();
    },
  );
}

engineTest(
  "memories take the values of their updates after every pass of a step, all at once",
  async (engine) => {
    const program = compileTiny({
      signals: {
        passes: { kind: "memory", axes: {}, update: "passes + 1" },
        before: { kind: "memory", axes: {}, update: "passes" },
      },
      set: ["training.accumulate={ passes: 2, reduce: sum }"],
    });
    const model = createModel(program, engine, { seed: 4 });
    const slots = createSlots(model);
    const trainingStep = createTrainingStep(model, leanTrainingProgram(program), slots, { steps: 9 });
    const inputs = tensorsOf(INPUTS);
    for (let pass = 1; pass <= 4; pass++) {
      await trainingStep.run(inputs, pass);
      const values = ["passes", "before"].map((name) =>
        model.parameters.get(`${name}.values`)!.dataSync()[0]
      );
      assert.deepEqual(values, [pass, pass - 1]);
    }
    tf.dispose([...inputs.values()]);
    trainingStep.dispose();
    disposeSlots(slots);
    model.dispose();
  },
);

engineTest(
  "a step whose update is not finite changes nothing, and the message names memory and signal",
  async (engine) => {
    const broken: Program = compileTiny({
      signals: {
        means: { kind: "memory", axes: { C: "classes" }, update: "inverse" },
        inverse: "1 / means",
      },
    });
    const model = createModel(broken, engine, { seed: 4 });
    const slots = createSlots(model);
    const lean = leanTrainingProgram(broken);
    const trainingStep = createTrainingStep(model, lean, slots, { steps: 9 });
    const inputs = tensorsOf(INPUTS);
    const state = () => [...model.parameters.values()].flatMap((variable) => [...variable.dataSync()]);
    const before = state();
    await assert.rejects(trainingStep.run(inputs, 1), /not finite/);
    assert.deepEqual(state(), before);
    assert.throws(() => refuseNonFinite(model, lean, { inputs, pass: 1, step: 1 }, ["a", "b", "c"]), {
      message:
        'The next value of memory "means.values" is not finite at step 1: signal "inverse" went wrong first, in a, b, c',
    });
    tf.dispose([...inputs.values()]);
    trainingStep.dispose();
    disposeSlots(slots);
    model.dispose();
  },
);
