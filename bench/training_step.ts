/** Benchmarks of training steps: `train()` on videos in memory, timed from one step's end to the next one's. */
import { join } from "node:path";
import type { Dataset } from "../pipeline/data/dataset.ts";
import type { Engine } from "../pipeline/engines/engine.ts";
import { openEngine } from "../pipeline/engines/open.ts";
import { createModel } from "../pipeline/graph/model.ts";
import { programFor } from "../pipeline/graph/passes/mod.ts";
import { readTextSync } from "../pipeline/files/reading.ts";
import { KINDS } from "../pipeline/kinds/mod.ts";
import { createKind } from "../pipeline/kinds/kind.ts";
import { isRecorded } from "../pipeline/training/step.ts";
import { prepareSteps } from "../pipeline/training/step_data.ts";
import { passesOf } from "../pipeline/training/steps.ts";
import { stepVideos } from "../pipeline/training/step_videos.ts";
import { train } from "../pipeline/training/train.ts";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import type { Program } from "../specs/program.ts";
import { createCeiling } from "./ceiling.ts";
import { distinctPart, memoryDataset } from "./dataset.ts";
import { neededMultiplyAdds } from "./needed.ts";
import { peakGb, processorMs } from "./process.ts";
import { type PyTorch, startPyTorch } from "./pytorch.ts";
import { spreadOf } from "../pipeline/comparison/spread.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured, and how long. */
export interface StepOptions {
  /** A recipe file, relative to the repository's root. */
  readonly recipe: string;
  /** Overrides `path=value`. */
  readonly set?: readonly string[];
  /** Lengths of the training videos, snippets. */
  readonly lengths: readonly number[];
  /** Whether to compare with PyTorch. */
  readonly pytorch?: boolean;
  /** Rounds of steps, each followed by one sample of the ceiling and one step of PyTorch. */
  readonly rounds?: number;
  /** Measured steps of a round. */
  readonly steps?: number;
}

/** Step times in ms are medians. */
export interface StepResult {
  readonly recipe: string;
  readonly engine: string;
  readonly engine_description: string;
  readonly step_ms: number;
  /** Processor time of a step, all threads together. */
  readonly processor_ms: number;
  /** Null where it was not measured; `notes` says why. */
  readonly pytorch_ms: number | null;
  /** pytorch_ms / step_ms. */
  readonly times_faster: number | null;
  /** Needed arithmetic / step time / the ceiling, the median of the steps. */
  readonly ceiling_fraction: number;
  /** Best plain matrix product of the same run, 10^9 floating-point operations a second. */
  readonly ceiling_gflops: number;
  /** Floating-point operations of one product per distinct snippet and tap, 10^9, their mean; tiles need fewer. */
  readonly needed_gflop: number;
  /** Part of the sampled snippets that are distinct, their mean. */
  readonly distinct: number;
  /** The most memory held in the first round of steps, before the ceiling was measured; a long run holds more. */
  readonly peak_rss_gb: number;
  /** Why the step is not replayed as a native function; null where it is. */
  readonly unrecorded: string | null;
  readonly pytorch_peak_rss_gb: number | null;
  readonly pytorch_version: string | null;
  readonly notes: readonly string[];
}

/** Steps before anything counts: recording, first touches of memory. */
const WARM_UP = 2;

/** Measures the training step of a recipe. Every pause of a round is followed by a step that does not count. */
export async function benchStep(options: StepOptions): Promise<StepResult> {
  const { recipe: file, set = [], lengths, pytorch: compare = true, rounds = 5, steps = 3 } = options;
  const program = compileRecipe(join(ROOT, file), {
    set: [...set, `training.steps=${(rounds + 1) * 100 * (steps + WARM_UP)}`],
    read: readTextSync,
  });
  const { recipe } = program;
  const engine = await openEngine(recipe.engine);
  const dataset = memoryDataset(recipe, lengths);
  const other = compare ? await startPyTorch(program, engine.processor) : { missing: "not asked for" };
  const pytorch = "missing" in other ? undefined : other;
  const notes = "missing" in other ? [`PyTorch: ${other.missing}`] : [];
  try {
    const measured = await measure(program, engine, dataset, { pytorch, rounds, steps, notes });
    const stepMs = median(measured.times);
    const pytorchMs = measured.pytorch.length > 0 ? median(measured.pytorch) : null;
    const distinct = await distinctParts(program, dataset, measured.counted.map(({ step }) => step));
    const active = program.losses.filter(({ weight }) => weight !== 0).map(({ name }) => `losses.${name}`);
    const computed = programFor(program, active);
    const pass = recipe.training.batch * recipe.features.sampling.length;
    const flops = distinct.map((part, i) =>
      2 * neededMultiplyAdds(computed, part) * measured.counted[i]!.snippets / pass
    );
    // Steps have unequal numbers of distinct snippets, so each is held against its own arithmetic.
    const rates = flops.map((flop, i) => flop / measured.times[i]! / 1e6);
    return {
      recipe: recipe.name,
      engine: engine.name,
      engine_description: engine.description,
      step_ms: rounded(stepMs),
      processor_ms: rounded(median(measured.processor)),
      pytorch_ms: pytorchMs && rounded(pytorchMs),
      times_faster: pytorchMs && rounded(pytorchMs / stepMs),
      ceiling_fraction: rounded(median(rates) / measured.ceiling),
      ceiling_gflops: rounded(measured.ceiling),
      needed_gflop: rounded(spreadOf(flops).mean / 1e9),
      distinct: rounded(spreadOf(distinct).mean),
      peak_rss_gb: rounded(measured.peak),
      unrecorded: measured.unrecorded ?? null,
      pytorch_peak_rss_gb: pytorch ? rounded(measured.pytorchPeak) : null,
      pytorch_version: pytorch?.version ?? null,
      notes,
    };
  } finally {
    await pytorch?.stop();
  }
}

interface Measuring {
  readonly pytorch: PyTorch | undefined;
  readonly rounds: number;
  readonly steps: number;
  readonly notes: string[];
}

async function measure(program: Program, engine: Engine, dataset: Dataset, options: Measuring) {
  const { pytorch, rounds, steps, notes } = options;
  const { training, features } = program.recipe;
  const { length, train: sampler } = features.sampling;
  // Whole videos have as many snippets as they have.
  const full = createKind(KINDS.train_samplers, sampler).whole
    ? undefined
    : training.batch * length * passesOf(program);
  const model = createModel(program, engine, {
    seed: training.seed,
    warn(message) {
      notes.push(message);
      unrecorded ??= "no, see the notes";
    },
  });
  const { shapes } = prepareSteps(model, dataset);
  let unrecorded: string | undefined;
  if (!engine.recorder) unrecorded = `no: the engine ${engine.name} does not`;
  else if (!isRecorded(shapes)) unrecorded = `no: videos have ${shapes} lengths`;
  const ceiling = createCeiling(model.arithmetic.primitives);
  const times: number[] = [];
  const counted: { readonly step: number; readonly snippets: number }[] = [];
  const pytorchTimes: number[] = [];
  const processor: number[] = [];
  let [peak, pytorchPeak, left, since, busy] = [0, 0, WARM_UP + steps, 0, 0];

  /** What happens between two rounds. */
  async function pause(): Promise<void> {
    peak ||= peakGb();
    ceiling.sample();
    const step = await pytorch?.step();
    if (step) pytorchTimes.push(step.ms);
    pytorchPeak = Math.max(pytorchPeak, step?.peakGb ?? 0);
  }

  try {
    // Warms PyTorch up.
    await pytorch?.step();
    await train(model, dataset, {
      async onStep({ step, snippets }) {
        const took = performance.now() - since;
        // The last batch of an epoch may be smaller, and the batch after a pause was made during it.
        const isFull = full === undefined || snippets === full;
        if (isFull && left > 0 && left <= steps) {
          times.push(took);
          processor.push(processorMs() - busy);
          counted.push({ step, snippets });
        }
        if (isFull || left > steps) left--;
        if (left === 0) {
          await pause();
          left = steps + 1;
        }
        [since, busy] = [performance.now(), processorMs()];
        return times.length < rounds * steps;
      },
    });
  } finally {
    model.dispose();
  }
  return {
    times,
    processor,
    counted,
    pytorch: pytorchTimes,
    pytorchPeak,
    peak,
    ceiling: ceiling.best(),
    unrecorded,
  };
}

/** The distinct part of the snippets of some steps. */
function distinctParts(
  program: Program,
  dataset: Dataset,
  steps: readonly number[],
): Promise<number[]> {
  const { training: { seed }, features } = program.recipe;
  if (createKind(KINDS.train_samplers, features.sampling.train).whole) {
    return Promise.resolve(steps.map(() => 1));
  }
  const videosOf = stepVideos({ program, kinds: KINDS, seed }, dataset.train);
  const passes = passesOf(program);
  return Promise.all(steps.map(async (step) => {
    const parts = await Promise.all(Array.from({ length: passes }, (_, i) => {
      const pass = (step - 1) * passes + i + 1;
      return distinctPart(dataset, videosOf(pass).videos, features, { seed, pass });
    }));
    return spreadOf(parts).mean;
  }));
}
