import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, forward } from "../../../pipeline/graph/model.ts";
import { INPUTS } from "./check.ts";
import { engineTest } from "./engines.ts";
import { compileTiny } from "./recipe.ts";
import { tensorsOf, valuesOf } from "./values.ts";

const SIGNALS = {
  dropped: "dropout(features.a, 0.5)",
  kept: "bernoulli(like=positions, keep=0.5)",
  both: "sum(sum(dropped, D) * kept, T)",
};

const zeros = (values: readonly number[]) => values.map((v) => v === 0);

engineTest("dropout() is the signal itself in evaluation, and bernoulli() is 1", (engine) => {
  const program = compileTiny({ signals: SIGNALS });
  const found = evaluated(program, engine, ["dropped", "kept", "features.a"]);
  assert.deepEqual(found["dropped"], found["features.a"]);
  assert.deepEqual(found["kept"], Array(21).fill(1));
});

function evaluated(program: ReturnType<typeof compileTiny>, engine: Engine, wanted: string[]) {
  const model = createModel(program, engine, { seed: 0 });
  const inputs = tensorsOf(INPUTS);
  const signals = forward(model, inputs, wanted);
  const found = Object.fromEntries([...signals].map(([name, tensor]) => [name, [...tensor.dataSync()]]));
  tf.dispose([...signals.values(), ...inputs.values()]);
  model.dispose();
  return found;
}

engineTest("dropout() and bernoulli() draw by seed and step", (engine) => {
  const program = compileTiny({ signals: SIGNALS });
  const draw = (seed: number, step: number) =>
    valuesOf(program, engine, INPUTS, ["dropped", "kept"], { seed, step });
  assert.deepEqual(draw(1, 2), draw(1, 2));
  for (const name of ["dropped", "kept"]) {
    assert.notDeepEqual(draw(1, 2)[name], draw(2, 2)[name]);
    assert.notDeepEqual(draw(1, 2)[name], draw(1, 3)[name]);
  }
});

engineTest("a random stream depends on its name alone, not on what else is computed or when", (engine) => {
  const draws = { seed: 9, step: 4 };
  const program = compileTiny({ signals: SIGNALS });
  const { dropped, kept } = valuesOf(program, engine, INPUTS, ["dropped", "kept", "both"], draws);
  assert.deepEqual(valuesOf(program, engine, INPUTS, ["kept"], draws)["kept"], kept);
  const { both, ...others } = SIGNALS;
  const turned = compileTiny({
    signals: { both, before: "dropout(positions, 0.1)", kept: others.kept, dropped: others.dropped },
  });
  const again = valuesOf(turned, engine, INPUTS, ["before", "kept", "dropped"], draws);
  assert.deepEqual([again["kept"], again["dropped"]], [kept, dropped]);
});

engineTest("two draws in one signal, and equal draws in two signals, are not alike", (engine) => {
  const program = compileTiny({
    signals: {
      one: "dropout(positions ^ 2 + 1, 0.5)",
      other: "dropout(positions ^ 2 + 1, 0.5)",
      twice: "dropout(positions ^ 2 + 1, 0.5) - dropout(positions ^ 2 + 1, 0.5)",
    },
  });
  const { one, other, twice } = valuesOf(program, engine, INPUTS, ["one", "other", "twice"]);
  assert.notDeepEqual(zeros(one!), zeros(other!));
  assert.ok(twice!.some((v) => v !== 0));
  assert.deepEqual(
    program.nodes.flatMap(({ stream }) => stream ?? []),
    ["one.dropout", "other.dropout", "twice.dropout", "twice.dropout.2"],
  );
});

engineTest("a mask that is handed in stands for the drawn one of its stream", (engine) => {
  const program = compileTiny({ signals: { kept: SIGNALS.kept, dropped: "dropout(positions, 0.75)" } });
  const mask = { sizes: { B: 3, T: 7 }, values: Array.from({ length: 21 }, (_, i) => i % 3 ? 0 : 1) };
  const masks = { "kept.bernoulli": mask, "dropped.dropout": mask };
  const { kept, dropped } = valuesOf(program, engine, INPUTS, ["kept", "dropped"], { masks });
  assert.deepEqual(kept, mask.values);
  assert.deepEqual(dropped, INPUTS["positions"]!.values.map((v, i) => i % 3 ? 0 : 4 * v));
});
