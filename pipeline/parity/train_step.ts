/** Training steps of a fixture: injects parameters and random draws into the compiled recipe and compares everything. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { numberOf } from "../engines/number_or_tensor.ts";
import { createModel, type Model } from "../graph/model.ts";
import type { Accumulate } from "../../specs/recipe/training.ts";
import { createAccumulation, reduceNumbers } from "../training/accumulation.ts";
import {
  changeMemories,
  createSlots,
  disposeSlots,
  optimizerOf,
  optimizerStep,
} from "../training/optimizer.ts";
import { schedulesOf, spansTraining, weightOf, type Weights } from "../training/schedules.ts";
import { computePass, disposePass, type Pass } from "../training/pass.ts";
import { progressAt } from "../training/steps.ts";
import { trainingProgram } from "../graph/passes/mod.ts";
import { batchInputs } from "./inputs.ts";
import { listSignals } from "./lists.ts";
import { drawsOf } from "./draws.ts";
import { itemsOf } from "./items.ts";
import { compareSignals, signalsFor } from "./signals.ts";
import { stateComparison } from "./state.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { configAt, type FixtureObject, objectAt, roundingAt } from "./fixture.ts";
import type { CompiledVariant } from "./compiled.ts";
import { chosen, firstStep, type Mapping, type Variant } from "./mapping.ts";
import { injectParameters, inTheirOrder, mappedParameters, rowsAt } from "./parameters.ts";
import type { LossReference, PassReference, TrainReference } from "./reference.ts";

/** Compares every step of a file; `reference` is what the file states about them. */
export function compareTrainSteps(
  file: FixtureObject,
  reference: TrainReference,
  { mapping, variant, program }: CompiledVariant,
  engine: Engine,
  comparison: Comparison,
): void {
  const config = configAt(file);
  const model = createModel(program, engine, { seed: 0 });
  injectParameters(model, objectAt(file, "params"), variant);
  const names = { ...mapping.train_step, signals: { ...mapping.train_step.signals, ...variant.signals } };
  const wanted = [
    ...Object.values(names.lists).flatMap(listSignals),
    ...Object.values(names.regions),
    ...Object.values(names.scalars).map(({ signal }) => signal),
    ...Object.entries(names.signals).flatMap(([signal, place]) => signalsFor(signal, place)),
    ...Object.values(names.losses).map((loss) => `losses.${loss}`),
    ...(names.items ? [names.items.signal] : []),
    ...Object.values(variant.parameters).flatMap((place) => place?.gradient ?? []),
  ];
  const active = trainingProgram(program, wanted);
  const optimizer = optimizerOf(model);
  const slots = createSlots(model);
  const { accumulate = ONE_PASS } = program.recipe.training;
  const accumulation = createAccumulation(model, accumulate);
  const steps = stepsFor(model, reference);
  const schedules = schedulesOf(model, steps);
  /** The batch of a pass, at a step of the training. */
  const read = ({ video }: PassReference, step: number) => {
    const inputs = batchInputs(file, config, names, program, video);
    return inputs.set("progress", tf.scalar(progressAt(step, steps))).set("step", tf.scalar(step));
  };
  const first = firstStep(names, config);
  const state = stateComparison(model, file, names, comparison);
  state.before({ step: first, steps }, reference.steps[0]!.passes.map((own) => () => read(own, first)));
  reference.steps.forEach((expected, i) => {
    const step = i + 1;
    /** Where the file's steps stand in the training; the optimizer begins with them. */
    const at = step + first - 1;
    const weights = schedules.weights(at);
    const losses = lossComparison(program, config, weights, mapping, comparison);
    accumulation.clear();
    const passes = expected.passes.map((own, place): Pick<Pass, "total" | "losses" | "logged"> => {
      const inputs = read(own, at);
      const masks = drawsOf(own, names.draws, active);
      const pass = computePass(model, active, {
        inputs,
        pass: i * accumulate.passes + place + 1,
        weights,
        masks,
        wanted,
      });
      compareSignals(pass.signals, own.signals, own.rounding, names, step === 1, comparison);
      if (names.items) {
        const found = itemsOf(pass.signals.get(names.items.signal)!);
        comparison.exact(names.items.lists, found.flat(), own.items!.flat());
      }
      if (step === 1) compareGradients("grads", pass.signals, reference.gradients, true);
      if (own.losses) losses(pass, own.losses, "video.");
      const total = tf.scalar(pass.total);
      accumulation.add({ total, gradients: pass.gradients });
      changeMemories(model, pass.updates, total);
      if (step === 1 && place === 0) {
        compareGradients("grads_first_video", pass.gradients, reference.firstGradients);
      }
      disposePass(pass);
      tf.dispose([total, ...inputs.values(), ...masks.values()]);
      return pass;
    });
    const rate = schedules.rate(at);
    const numbers = optimizer.numbers(step, rate, engine.variables);
    tf.tidy(() => {
      const { gradients, loss } = accumulation.taken();
      const all = gradientsOf(gradients, model, names.unreached);
      if (step === 1) compareGradients("grads", all, reference.gradients);
      optimizerStep(model, optimizer, slots, { gradients: all, numbers, loss });
    });
    losses(reduceNumbers(passes, accumulate.reduce), expected);
    compareParameters(model, reference, { step, rate }, variant, comparison);
    state.after(step);
  });
  accumulation.dispose();
  disposeSlots(slots);
  model.dispose();

  /** Gradients by parameter, or those that signals give memories. */
  function compareGradients(
    prefix: string,
    gradients: ReadonlyMap<string, Tensor>,
    expected: FixtureObject,
    ofMemories = false,
  ): void {
    if (Object.keys(expected).length === 0) return;
    const mapped = mappedParameters(program, variant);
    for (const parameter of mapped) {
      const { name, gradient: signal } = parameter.place;
      if (expected[name] === null || (signal !== undefined) !== ofMemories) continue;
      const { data } = rowsAt(expected, parameter.place);
      const gradient = gradients.get(signal ?? parameter.name);
      const actual = gradient ? inTheirOrder(gradient, parameter, program) : new Float32Array(data.length);
      const allowed = tolerance(roundingAt(reference.rounding.gradients, parameter.place.name), data);
      comparison.numbers(`${prefix}.${parameter.label}`, actual, data, allowed);
    }
    const named = new Set(mapped.map(({ place }) => place.name));
    for (const key of Object.keys(expected)) if (!named.has(key)) comparison.leave(`${prefix}.${key}`);
  }
}

/** A step that is one pass. */
const ONE_PASS: Accumulate = { passes: 1, reduce: "sum" };

/** The steps of the whole training, which a schedule may depend on; of epochs nobody knows how many videos they have. */
function stepsFor(model: Model, reference: TrainReference): number {
  const { steps } = model.program.recipe.training;
  if (steps === undefined && spansTraining(model)) {
    throw userError(
      "A schedule or progress depends on the steps of the whole training, and the recipe has epochs of no data set",
      'add training.steps: "N" to "set" of the mapping',
    );
  }
  return steps ?? reference.steps.length;
}

/** The gradients of a step, and zeros for the other parameters where the reference has them. */
function gradientsOf(
  gradients: ReadonlyMap<string, Tensor>,
  { program }: Model,
  unreached: Mapping["train_step"]["unreached"],
): Map<string, Tensor> {
  const others = parametersOf(program).filter(({ name }) => !gradients.has(name));
  const zeros = unreached === "zero_gradient"
    ? others.map(({ name, shape }) => [name, tf.zeros([...shape])] as const)
    : [];
  return new Map([...gradients, ...zeros]);
}

/** Compares the losses of a step, or of one of its passes with a prefix. */
function lossComparison(
  { losses: loss }: Program,
  config: Readonly<Record<string, unknown>>,
  weights: Weights,
  mapping: Mapping,
  comparison: Comparison,
) {
  const { losses: terms, sums } = mapping.train_step;
  const weightIn = new Map(loss.map((term) => [term.name, numberOf(weightOf(term, weights))]));
  return (pass: Pick<Pass, "total" | "losses">, { losses, weighted }: LossReference, prefix = ""): void => {
    const compare = (name: string, value: number, stated: unknown) => {
      if (stated === null) return;
      const wanted = Number(stated);
      comparison.numbers(`${prefix}loss.${name}`, [value], [wanted], 1e-5 * Math.abs(wanted));
    };
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
    for (const key of Object.keys(losses)) if (!named.has(key)) comparison.leave(`${prefix}loss.${key}`);
  };
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
