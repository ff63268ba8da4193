/** Training steps of a fixture: injects parameters and random draws into the compiled recipe and compares everything. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { numberOf } from "../engines/number_or_tensor.ts";
import { createModel, type Model } from "../graph/model.ts";
import { readTextSync } from "../files/reading.ts";
import { createSlots, disposeSlots, optimizerOf, optimizerStep } from "../training/optimizer.ts";
import { schedulesOf, spansTraining, weightOf, type Weights } from "../training/schedules.ts";
import { computePass, disposePass, type Pass } from "../training/pass.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { batchInputs } from "./inputs.ts";
import { listSignals } from "./lists.ts";
import { compareSignals } from "./signals.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { configAt, type FixtureObject, objectAt, roundingAt, tensorAt } from "./fixture.ts";
import { chosen, type Mapping, resolveVariant, type Variant } from "./mapping.ts";
import { injectParameters, inTheirOrder, mappedParameters, rowsAt, toTensor } from "./parameters.ts";
import type { StepReference, TrainReference } from "./reference.ts";

/** Compares every step of a file; `reference` is what the file states about them. */
export function compareTrainSteps(
  file: FixtureObject,
  reference: TrainReference,
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
    ...Object.values(names.lists).flatMap(listSignals),
    ...Object.values(names.regions),
    ...Object.values(names.scalars).map(({ signal }) => signal),
    ...Object.keys(names.signals),
    ...Object.values(names.losses).map((loss) => `losses.${loss}`),
  ];
  const active = trainingProgram(program, wanted);
  const inputs = batchInputs(file, config, names, program);
  const optimizer = optimizerOf(model);
  const slots = createSlots(model);
  const schedules = schedulesOf(model, stepsFor(model, reference));
  reference.steps.forEach((expected, i) => {
    const step = i + 1;
    const masks = drawsOf(expected.draws, names.draws);
    const weights = schedules.weights(step);
    const pass = computePass(model, active, { inputs, pass: step, weights, masks, wanted });
    const gradients = gradientsOf(pass, model, names.unreached);
    compareLosses(pass, program, config, expected, weights, mapping, comparison);
    compareSignals(pass.signals, expected.signals, reference.rounding.signals, names, step === 1, comparison);
    if (step === 1) compareGradients(gradients, reference, variant, program, comparison);
    const numbers = optimizer.numbers(step, schedules.rate(step), engine.variables);
    const loss = tf.scalar(pass.total);
    optimizerStep(model, optimizer, slots, { gradients, updates: pass.updates, numbers, loss });
    loss.dispose();
    compareParameters(model, reference, { step, rate: schedules.rate(step) }, variant, comparison);
    disposePass({ ...pass, gradients });
    tf.dispose([...masks.values()]);
  });
  tf.dispose([...inputs.values()]);
  disposeSlots(slots);
  model.dispose();
}

/** The steps of the whole training, which a schedule may depend on; of epochs nobody knows how many videos they have. */
function stepsFor(model: Model, reference: TrainReference): number {
  const { steps } = model.program.recipe.training;
  if (steps === undefined && spansTraining(model)) {
    throw userError(
      "A schedule depends on the steps of the whole training, and the recipe has epochs of no data set",
      'add training.steps: "N" to "set" of the mapping',
    );
  }
  return steps ?? reference.steps.length;
}

/** The random draws of a step by stream: masks, and numbers as they are; what a file calls null is not drawn. */
function drawsOf(draws: FixtureObject, names: Readonly<Record<string, string>>): Map<string, Tensor> {
  const drawn = Object.entries(names).filter(([, key]) => draws[key] !== null);
  return new Map(drawn.map(([stream, key]) => {
    const draw = tensorAt(draws, key);
    return [stream, tf.tidy(() => draw.isMask ? tf.cast(toTensor(draw), "bool") : toTensor(draw))];
  }));
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

function compareLosses(
  pass: Pass,
  { losses: loss }: Program,
  config: Readonly<Record<string, unknown>>,
  { losses, weighted }: StepReference,
  weights: Weights,
  mapping: Mapping,
  comparison: Comparison,
) {
  const compare = (name: string, value: number, stated: unknown) => {
    if (stated === null) return;
    const wanted = Number(stated);
    comparison.numbers(`loss.${name}`, [value], [wanted], 1e-5 * Math.abs(wanted));
  };
  const { losses: terms, sums } = mapping.train_step;
  const weightIn = new Map(loss.map((term) => [term.name, numberOf(weightOf(term, weights))]));
  for (const [key, term] of Object.entries(terms)) {
    const value = pass.losses.get(term)!;
    compare(key, value, losses[key]);
    if (key in weighted) compare(`weighted.${key}`, weightIn.get(term)! * value, weighted[key]);
  }
  for (const [key, { choice, terms: used }] of Object.entries(sums)) {
    const value = chosen(used, choice, config).reduce((sum, name) => sum + pass.losses.get(name)!, 0);
    compare(key, value, losses[key]);
  }
  compare("total", pass.total, losses["total"]);
  const named = new Set([...Object.keys(terms), ...Object.keys(sums), "total"]);
  for (const key of Object.keys(losses)) if (!named.has(key)) comparison.leave(`loss.${key}`);
}

function compareGradients(
  gradients: ReadonlyMap<string, Tensor>,
  { gradients: expected, rounding }: TrainReference,
  variant: Variant,
  program: Program,
  comparison: Comparison,
): void {
  const mapped = mappedParameters(program, variant);
  for (const parameter of mapped) {
    if (expected[parameter.place.name] === null) continue;
    const { data } = rowsAt(expected, parameter.place);
    const gradient = gradients.get(parameter.name);
    const actual = gradient ? inTheirOrder(gradient, parameter, program) : new Float32Array(data.length);
    const allowed = tolerance(roundingAt(rounding.gradients, parameter.place.name), data);
    comparison.numbers(`grads.${parameter.label}`, actual, data, allowed);
  }
  const named = new Set(mapped.map(({ place }) => place.name));
  for (const key of Object.keys(expected)) if (!named.has(key)) comparison.leave(`grads.${key}`);
}

function compareParameters(
  model: Model,
  reference: TrainReference,
  { step, rate }: { readonly step: number; readonly rate: number },
  variant: Variant,
  comparison: Comparison,
): void {
  const after = reference.after(step);
  for (const parameter of mappedParameters(model.program, variant)) {
    if (!(parameter.place.name in after)) continue;
    const { data } = rowsAt(after, parameter.place);
    const rounding = roundingAt(reference.rounding.after(step), parameter.place.name);
    const value = model.parameters.get(parameter.name)!.read();
    const actual = inTheirOrder(value, parameter, model.program);
    value.dispose();
    const allowed = Math.max(8 * rounding, 0.01 * rate * step);
    comparison.numbers(`params_after.${step}.${parameter.label}`, actual, data, allowed);
  }
}
