/** Fixture kind `train_step`: injects parameters and random draws into the compiled recipe and compares everything. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { createModel, type Model, setParameter } from "../graph/model.ts";
import { readTextSync } from "../files/reading.ts";
import { adamStep, disposeMoments, zeroMoments } from "../training/adam.ts";
import { computePass, type Pass } from "../training/pass.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { configAt, type FixtureObject, listAt, numbersAt, objectAt, tensorAt } from "./fixture.ts";
import { chosen, type Mapping, resolveVariant, type Variant } from "./mapping.ts";

/** Compares every step of a file. */
export function compareTrainSteps(
  file: FixtureObject,
  mapping: Mapping,
  engine: Engine,
  comparison: Comparison,
): void {
  const config = configAt(file);
  const { recipe, overrides, variant } = resolveVariant(mapping, config, { weights: true });
  const program = compileRecipe(recipe, { set: overrides, read: readTextSync });
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(file, "params"), variant);
  const names = mapping.train_step;
  const wanted = [
    ...Object.values(names.lists),
    ...Object.values(names.regions),
    ...Object.values(names.scalars).map(({ signal }) => signal),
    ...Object.keys(names.signals),
    ...Object.values(names.losses).map((loss) => `losses.${loss}`),
  ];
  const active = trainingProgram(program, wanted);
  const inputs = new Map(
    Object.entries(names.inputs).map(([input, key]) => [input, toTensor(tensorAt(file, key))]),
  );
  const moments = zeroMoments(model);
  const { rate, weight_decay: weightDecay, beta1, beta2, epsilon } = program.recipe.training.optimizer;
  listAt(file, "steps").forEach((expected, i) => {
    const step = i + 1;
    const masks = new Map(
      Object.entries(names.masks).map(([stream, key]) => {
        return [stream, tf.tidy(() => tf.cast(toTensor(tensorAt(expected, key)), "bool"))];
      }),
    );
    const pass = computePass(model, active, { inputs, step, masks, wanted });
    const gradients = gradientsOf(pass, model, names.unreached);
    compareLosses(pass, config, expected, mapping, comparison);
    compareSelections(pass, expected, objectAt(file, "rounding"), mapping, comparison);
    if (step === 1) compareFirstStep({ ...pass, gradients }, file, mapping, variant, program, comparison);
    const options = { rate, weightDecay, beta1, beta2, epsilon };
    const loss = tf.scalar(pass.total);
    adamStep(model, gradients, moments, step, options, loss);
    loss.dispose();
    compareParameters(model, file, step, variant, comparison);
    tf.dispose([...pass.signals.values(), ...gradients.values(), ...masks.values()]);
  });
  tf.dispose([...inputs.values()]);
  disposeMoments(moments);
  model.dispose();
}

/** The gradients of a pass, and zeros for the other parameters where the reference has them. */
function gradientsOf(
  { gradients }: Pass,
  { program }: Model,
  unreached: Mapping["train_step"]["unreached"],
): Map<string, Tensor> {
  const others = parametersOf(program).filter(({ name }) => !gradients.has(name));
  const zeros = unreached === "zero_gradient"
    ? others.map(({ name, shape }) => [name, tf.zeros([...shape])] as const)
    : [];
  return new Map([...gradients, ...zeros]);
}

/** Replaces the model's parameters by a fixture's, whatever the order of their axes there. */
export function injectParameters(model: Model, values: FixtureObject, { parameters }: Variant): void {
  for (const { name, axes, shape } of parametersOf(model.program)) {
    const { name: key, axes: theirs } = parameters[name]!;
    const value = tf.tidy(() => {
      const order = axes.map((axis) => theirs.indexOf(axis));
      const rest = theirs.map((_, i) => i).filter((i) => !order.includes(i));
      const tensor = toTensor(tensorAt(values, key));
      return tf.reshape(tf.transpose(tensor, [...rest, ...order]), [...shape]);
    });
    setParameter(model, name, value);
  }
}

/** A parameter or gradient in the order of a fixture's axes. */
function inTheirOrder(
  tensor: Tensor,
  name: string,
  program: Program,
  { parameters }: Variant,
): ArrayLike<number> {
  const spec = parametersOf(program).find((each) => each.name === name)!;
  const order = parameters[name]!.axes.map((axis) => spec.axes.indexOf(axis)).filter((i) => i >= 0);
  return tf.tidy(() => tf.transpose(tensor, order).dataSync<"float32">());
}

function toTensor({ shape, data }: { shape: readonly number[]; data: readonly number[] }): Tensor {
  return tf.tensor(Float32Array.from(data), [...shape]);
}

function compareLosses(
  pass: Pass,
  config: Readonly<Record<string, unknown>>,
  expected: FixtureObject,
  mapping: Mapping,
  comparison: Comparison,
) {
  const losses = objectAt(expected, "loss");
  const compare = (key: string, value: number) => {
    const wanted = Number(losses[key]);
    comparison.numbers(`loss.${key}`, [value], [wanted], 1e-5 * Math.abs(wanted));
  };
  const { losses: terms, sums } = mapping.train_step;
  for (const [key, term] of Object.entries(terms)) compare(key, pass.losses.get(term)!);
  for (const [key, { choice, terms: used }] of Object.entries(sums)) {
    compare(key, chosen(used, choice, config).reduce((sum, name) => sum + pass.losses.get(name)!, 0));
  }
  compare("total", pass.total);
}

function compareSelections(
  pass: Pass,
  expected: FixtureObject,
  rounding: FixtureObject,
  mapping: Mapping,
  comparison: Comparison,
): void {
  const { lists, regions, scalars } = mapping.train_step;
  const rowsOf = (signal: string): number[][] => {
    const tensor = pass.signals.get(signal)!;
    const [videos, size] = [tensor.shape[0]!, tensor.size / tensor.shape[0]!];
    const data = Array.from(tensor.dataSync());
    return Array.from({ length: videos }, (_, b) => data.slice(b * size, (b + 1) * size));
  };
  const each = (
    names: Record<string, string>,
    compare: (key: string, row: number[], video: FixtureObject) => void,
  ) => {
    for (const [key, signal] of Object.entries(names)) {
      const rows = rowsOf(signal);
      listAt(expected, "index").forEach((video, b) => compare(key, rows[b]!, video));
    }
  };
  each(lists, (key, row, video) => comparison.exact(`index.${key}`, row, numbersAt(video, key)));
  each(regions, (key, row, video) => {
    const inside = row.flatMap((value, t) => value > 0 ? [t] : []);
    comparison.exact(`region.${key}`, inside, numbersAt(video, key));
  });
  for (const [key, { signal, rounding: like }] of Object.entries(scalars)) {
    each({ [key]: signal }, (_, row, video) => {
      const wanted = [Number(video[key])];
      comparison.numbers(key, row, wanted, tolerance(rounding[like], wanted));
    });
  }
}

function compareFirstStep(
  pass: Pass,
  file: FixtureObject,
  mapping: Mapping,
  variant: Variant,
  program: Program,
  comparison: Comparison,
): void {
  const rounding = objectAt(file, "rounding");
  for (const [signal, key] of Object.entries(mapping.train_step.signals)) {
    const { data } = tensorAt(file, key);
    comparison.numbers(key, pass.signals.get(signal)!.dataSync(), data, tolerance(rounding[key], data));
  }
  const grads = objectAt(file, "grads");
  for (const [name, { name: key }] of Object.entries(variant.parameters)) {
    const { data } = tensorAt(grads, key);
    const gradient = pass.gradients.get(name);
    const actual = gradient ? inTheirOrder(gradient, name, program, variant) : new Float32Array(data.length);
    comparison.numbers(`grads.${key}`, actual, data, tolerance(objectAt(rounding, "grads")[key], data));
  }
}

function compareParameters(
  model: Model,
  file: FixtureObject,
  step: number,
  variant: Variant,
  comparison: Comparison,
): void {
  const after = objectAt(objectAt(file, "params_after"), String(step));
  const rounding = objectAt(objectAt(objectAt(file, "rounding"), "params_after"), String(step));
  const { rate } = model.program.recipe.training.optimizer;
  for (const [name, { name: key }] of Object.entries(variant.parameters)) {
    if (!(key in after)) continue;
    const { data } = tensorAt(after, key);
    const allowed = Math.max(8 * Number(rounding[key] ?? 0), 0.01 * rate * step);
    const value = model.parameters.get(name)!.read();
    const actual = inTheirOrder(value, name, model.program, variant);
    value.dispose();
    comparison.numbers(`params_after.${step}.${key}`, actual, data, allowed);
  }
}
