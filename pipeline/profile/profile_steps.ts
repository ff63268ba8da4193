/** Where the time of a training step goes. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Dataset } from "../data/dataset.ts";
import type { Model } from "../graph/model.ts";
import { createAccumulation } from "../training/accumulation.ts";
import { passTensors } from "../training/pass.ts";
import {
  changeMemories,
  createSlots,
  disposeSlots,
  optimizerOf,
  type OptimizerStep,
  optimizerStep,
  type Slots,
} from "../training/optimizer.ts";
import { schedulesOf } from "../training/schedules.ts";
import { createTrainingStep, isRecorded } from "../training/step.ts";
import { prepareSteps, type StepData } from "../training/step_data.ts";
import { passAt, passesOf, stepsOf } from "../training/steps.ts";
import { createStopwatch, type Phase, PHASES, type Stopwatch, type Timing } from "./stopwatch.ts";

/** Steps that are not measured: the first ones compile and allocate. */
const WARM_UP = 4;

/** The time of one signal in one phase of a step. */
export interface ProfileRow {
  readonly phase: Phase;
  /** The signal of the program, or what else is done in that phase. */
  readonly signal: string;
  /** Where the recipe says so, `<file>:<line>`; absent for what no recipe says. */
  readonly from?: string;
  readonly ms: number;
  /** Part of the step's time, 0 to 1. */
  readonly share: number;
}

/** The mean times of some steps that ran operation by operation. */
export interface Profile {
  /** How many were measured. */
  readonly steps: number;
  /** A step; the rows add up to it, and so do the phases. */
  readonly step_ms: number;
  /** The same steps as training runs them, each replayed from a recording; null where it cannot. */
  readonly recorded_step_ms: number | null;
  /** In the order of a step. */
  readonly phases: readonly { readonly phase: Phase; readonly ms: number; readonly share: number }[];
  /** Longest first. */
  readonly rows: readonly ProfileRow[];
}

/**
 * Trains a model in place for some steps, operation by operation, and measures each; a recorded step is one function, of
 * which only the whole can be measured. Nothing is read ahead, so that reading counts in full.
 *
 * @param now Milliseconds.
 * @throws {RunError} When a loss is not finite.
 */
export async function profileSteps(
  model: Model,
  dataset: Dataset,
  steps: number,
  now: () => number,
): Promise<Profile> {
  const slots = createSlots(model);
  const all = stepsOf(model, dataset.train.length);
  const data = prepareSteps(model, dataset);
  const watch = createStopwatch(model.engine, now);
  let isReplayed = model.engine.recorder !== undefined && isRecorded(data.shapes);
  const warn = (message: string) => {
    isReplayed = false;
    model.warn(message);
  };
  const recorded = createTrainingStep({ ...model, warn }, data.program, slots, {
    steps: all,
    varying: data.varying,
    shapes: data.shapes,
  });
  const observed = observedStep(model, data, slots, all, watch);
  const passes = passesOf(model.program);
  let [whole, wholeRecorded] = [0, 0];
  const recordedShapes = new Set<string>();
  try {
    for (let step = 1; step <= WARM_UP + steps; step++) {
      if (step === WARM_UP + 1) {
        watch.reset();
        [whole, wholeRecorded] = [0, 0];
      }
      for (let pass = (step - 1) * passes + 1; pass <= step * passes; pass++) {
        const began = now();
        const batch = await data.make(pass);
        watch.add("data", "reading", now() - began);
        const inputs = watch.time("data", "tensors of the batch", () => batch.tensors());
        const given = now();
        observed.run(inputs, pass);
        whole += now() - began;
        if (isReplayed) {
          const shapes = shapesOf(inputs, data.varying);
          // Recording takes longer than a step, and is done once.
          if (!recordedShapes.has(shapes)) await recorded.run(inputs, pass);
          recordedShapes.add(shapes);
          const replayed = now();
          await recorded.run(inputs, pass);
          wholeRecorded += given - began + now() - replayed;
        }
        tf.dispose([...inputs.values()]);
        batch.release();
      }
    }
  } finally {
    recorded.dispose();
    observed.dispose();
    disposeSlots(slots);
  }
  return summary(model, watch.spans(), { steps, whole, recorded: isReplayed ? wholeRecorded : null });
}

/** What tells the batches apart that have recordings of their own. */
function shapesOf(inputs: ReadonlyMap<string, Tensor>, varying: ReadonlySet<string>): string {
  return [...inputs].map(([name, { shape }]) => varying.has(name) ? shape.slice(1) : shape).join("; ");
}

/** What `createTrainingStep` makes, measured. */
function observedStep(model: Model, { program }: StepData, slots: Slots, steps: number, watch: Stopwatch) {
  const optimizer = optimizerOf(model);
  const schedules = schedulesOf(model, steps);
  const { accumulate } = program.recipe.training;
  const accumulation = accumulate && createAccumulation(model, accumulate);

  function update(given: Omit<OptimizerStep, "numbers">, step: number): void {
    const numbers = optimizer.numbers(step, schedules.rate(step), model.engine.variables);
    optimizerStep(model, optimizer, slots, { ...given, numbers });
  }
  return {
    run(inputs: ReadonlyMap<string, Tensor>, pass: number): void {
      const { step, isFirst, isLast } = passAt(program, pass);
      if (isFirst) accumulation?.clear();
      tf.tidy(() => {
        const computed = passTensors(model, program, {
          inputs,
          pass,
          weights: schedules.weights(step),
          observe: watch.observe,
        });
        watch.time("optimizer", "all parameters", () => {
          if (!accumulation) update({ ...computed, loss: computed.total }, step);
          else {
            accumulation.add(computed);
            changeMemories(model, computed.updates, computed.total);
            if (isLast) update(accumulation.taken(), step);
          }
          // What a step reports; on a GPU all else is done only then.
          computed.numbers.dataSync();
        });
      });
    },
    dispose: () => accumulation?.dispose(),
  };
}

function summary(
  { program: { lines } }: Model,
  spans: readonly Timing[],
  { steps, whole, recorded }: { steps: number; whole: number; recorded: number | null },
): Profile {
  const measured = spans.reduce((sum, { ms }) => sum + ms, 0);
  const all: Timing[] = [...spans, {
    phase: "other",
    signal: "between the operations",
    ms: whole - measured,
  }];
  const mean = (ms: number) => ({ ms: ms / steps, share: ms / whole });
  return {
    steps,
    step_ms: whole / steps,
    recorded_step_ms: recorded === null ? null : recorded / steps,
    phases: PHASES.map((phase) => {
      const own = all.filter((span) => span.phase === phase);
      return { phase, ...mean(own.reduce((sum, { ms }) => sum + ms, 0)) };
    }),
    rows: all.map(({ phase, signal, ms }) => {
      const line = phase === "forward" || phase === "gradient" ? lines[signal] : undefined;
      return { phase, signal, ...(line ? { from: `${line.file}:${line.line}` } : {}), ...mean(ms) };
    }).sort((a, b) => b.ms - a.ms),
  };
}
