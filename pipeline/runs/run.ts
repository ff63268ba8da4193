/** A whole run: training, evaluations, checkpoints and the files of its folder. */
import type { Program } from "../../specs/program.ts";
import { breather } from "../breather.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engines/engine.ts";
import type { FileSystem } from "../files/write.ts";
import type { Kinds } from "../kinds/mod.ts";
import { createModel, type Model } from "../graph/model.ts";
import { writeScored } from "./scored_files.ts";
import { evaluateTestSplit, lineOf, type TestResult } from "./test_split.ts";
import { NotFinite } from "../not_finite.ts";
import { createSlots, disposeSlots, type Slots } from "../training/optimizer.ts";
import { loadCheckpoint } from "./checkpoint/checkpoint.ts";
import { type Checkpoint, checkpointHeader } from "./checkpoint/header.ts";
import { writeCheckpoint } from "./checkpoint/tensors.ts";
import { environmentHash } from "./environment.ts";
import { Interrupted, Unfinished, withKept } from "./early_end.ts";
import { watchReports } from "../training/still_losses.ts";
import { type MetricsLines, openMetrics } from "./metrics.ts";
import { writeMiningBefore } from "./mining_before.ts";
import type { EvaluationLine } from "./metrics_file.ts";
import { folderGuard } from "./folder.ts";
import { readBest } from "./keep.ts";
import { bestOf, choiceOf, type ComparedStep, type KeepChoice } from "./keep_choice.ts";
import type { RunWatcher } from "./watcher.ts";
import { isEvaluatedAfter, stepsOf } from "../training/steps.ts";
import { type StepReport, train } from "../training/train.ts";

/** What a run is made of. */
export interface RunOptions {
  readonly program: Program;
  /** How its kinds run; those of the language by default. */
  readonly kinds?: Kinds | undefined;
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly folder: string;
  /** The checkpoint to go on from. */
  readonly checkpoint?: Checkpoint | undefined;
  /** Stops the run after the step or video at hand; it can be resumed. */
  readonly interruption: AbortSignal;
  /** Stops the run as soon as its last whole step is kept; of what is at hand, only a step is waited for. */
  readonly haste?: AbortSignal;
  readonly watch: RunWatcher;
  /** Where files are written; the machine's own unless another is given. */
  readonly system?: FileSystem;
}

/** A finished run. */
export interface FinishedRun extends KeepChoice {
  /** With the weights of the step that is kept. */
  readonly model: Model;
  /** The evaluation of that step. */
  readonly kept: TestResult & { readonly step: number };
  /** The evaluation after the last step. */
  readonly last: ComparedStep;
  /** The best of all evaluations, on the test split itself; NaN where nothing could be scored. */
  readonly best: ComparedStep;
  readonly metrics: MetricsLines;
  /** The steps of the whole training. */
  readonly steps: number;
}

/**
 * Trains and evaluates by the recipe. The folder gets `metrics.jsonl` and checkpoints on the way, `predictions.json` of
 * the step that is kept and what they are scored against at the end; where that is the best one, its weights on the way,
 * before the line of its evaluation.
 *
 * @throws {Interrupted} After writing a checkpoint.
 * @throws {Unfinished} When test data cannot be read, a map is not finite or a file cannot be written, after a checkpoint.
 * @throws {RunError} When a loss is not finite, or a file cannot be written before there is a checkpoint.
 */
export async function performRun(options: RunOptions): Promise<FinishedRun> {
  const { program, kinds, engine, watch } = options;
  const model = createModel(program, engine, {
    kinds,
    seed: program.recipe.training.seed,
    warn: (message) => watch.warned?.(message),
  });
  const slots = createSlots(model);
  const requireFolder = folderGuard(options.folder);
  // What is given up may still compute with the model and its slots.
  const isGivenUp = () => options.haste?.aborted ?? false;
  try {
    return await trainAndTest(options, model, slots, requireFolder);
  } catch (error) {
    if (!isGivenUp()) model.dispose();
    if (!(error instanceof Interrupted)) requireFolder();
    throw await withKept(error, options);
  } finally {
    if (!isGivenUp()) disposeSlots(slots);
  }
}

async function trainAndTest(
  { program, kinds, dataset, folder, checkpoint, interruption, haste, watch, system = Deno }: RunOptions,
  model: Model,
  slots: Slots,
  requireFolder: () => void,
): Promise<FinishedRun> {
  const { training } = program.recipe;
  const end = stepsOf(model, dataset.train.length);
  if (checkpoint) await loadCheckpoint(checkpoint, model, slots);
  const from = checkpoint?.step ?? 0;
  const environment = await environmentHash(folder);
  const metrics = await openMetrics(folder, { step: from, metrics: checkpoint?.metrics }, system);
  if (metrics.warning) watch.warned?.(metrics.warning);
  for (const line of [...metrics.steps, ...metrics.evaluations]) watch.written?.(line);
  const choice = choiceOf(program.recipe);
  let best = choice.keeps === "best"
    ? await readBest(folder, program, { step: from, evaluations: metrics.evaluations })
    : undefined;
  const breathe = breather();
  const check = watchReports((message) => watch.warned?.(message));
  const results = new Map<number, TestResult>();
  let saved = checkpoint?.step;
  let trained = from;
  let isComputing = false;
  let saving = Promise.resolve();

  const save = (step: number) => {
    saving = saving.catch(() => {}).then(async () => {
      if (saved === step) return;
      requireFolder();
      const header = {
        ...checkpointHeader(model, dataset, step),
        metrics: await metrics.sync(),
        environment_sha256: environment,
      };
      await writeCheckpoint(folder, header, model, slots, system);
      saved = step;
    });
    return saving;
  };
  const stop = async (step: number) => {
    await save(step);
    throw new Interrupted(step);
  };
  const hasty = new Promise<never>((_, reject) => {
    haste?.addEventListener("abort", () => {
      // While a step computes, the parameters are of no whole step.
      if (!isComputing || saved === trained) stop(trained).catch(reject);
    });
  });
  hasty.catch(() => {});
  const unlessHasty = <T>(work: Promise<T>) => Promise.race([work, hasty]);
  const isEvaluated = (step: number) => isEvaluatedAfter(program, step, end);

  const afterVideo = (step: number) => async (videos: number) => {
    watch.tested(step, videos);
    await breathe();
    if (interruption.aborted) await stop(step);
  };

  async function evaluateAt(step: number): Promise<void> {
    const tested = evaluateTestSplit(model, dataset, afterVideo(step));
    const result = await tested.catch(async (error) => {
      await save(step).catch(() => {});
      throw error;
    });
    const line = lineOf(step, result);
    requireFolder();
    await keep(line);
    // Of the others nothing but their lines is needed.
    for (const other of results.keys()) if (other !== best?.step) results.delete(other);
    results.set(step, result);
    await metrics.add(line);
    watch.written?.(line);
    watch.evaluated(line);
  }

  /** Writes the weights of an evaluation that is better than all before. */
  async function keep(line: EvaluationLine): Promise<void> {
    const { step, average } = choice.compared(line);
    if (choice.keeps === "last" || (best?.best && !(average > best.best.average))) return;
    // A resumed run never begins before its best step.
    await save(step);
    requireFolder();
    const header = {
      ...checkpointHeader(model, dataset, step),
      environment_sha256: environment,
      best: { by: choice.by, average },
    };
    best = await writeCheckpoint(folder, header, model, new Map(), system);
  }

  async function afterStep({ step, total, losses, logged }: StepReport): Promise<void> {
    check.losses(losses);
    if (step % training.log_every === 0 || step === end) {
      const named = { losses: Object.fromEntries(losses), logged: Object.fromEntries(logged) };
      requireFolder();
      await metrics.add({ step, total, ...named });
      watch.written?.({ step, total, ...named });
      check.logged(step, logged);
    }
    // Not before its line is written: a checkpoint counts on the lines of its steps.
    isComputing = false;
    trained = step;
    if (step % training.checkpoint_every === 0 || step === end) await save(step);
    if (interruption.aborted) await stop(step);
    if (isEvaluated(step)) await evaluateAt(step);
  }

  /** Anything but a step of training: what is trained is kept when it fails. */
  async function besides<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const ends = error instanceof Interrupted || error instanceof NotFinite;
      throw ends || saved === undefined ? error : new Unfinished(saved, error);
    }
  }

  if (from > 0 && isEvaluated(from) && !metrics.evaluations.some(({ step }) => step === from)) {
    await unlessHasty(besides(() => evaluateAt(from)));
  }
  if (from === 0) await unlessHasty(besides(() => writeMiningBefore(model, dataset, metrics, afterVideo(0))));
  const steps = train(model, dataset, {
    from,
    slots,
    beforeStep: () => isComputing = !interruption.aborted,
    onFilled: async () => (await breathe(), !interruption.aborted),
    async onStep(report) {
      watch.trained(report);
      await breathe();
      await besides(() => afterStep(report));
    },
  });
  await unlessHasty(steps);
  if (trained < end) await besides(() => stop(trained));
  // What a step needs is most of the memory of a run.
  model.engine.memory?.returnKept();
  const step = best?.step ?? end;
  const kept = await unlessHasty(besides(async () => {
    if (best && step !== end) await loadCheckpoint(best, model);
    const result = results.get(step) ?? await evaluateTestSplit(model, dataset);
    await writeScored(folder, { program, kinds, dataset }, result.detections, system);
    return { ...result, step };
  }));
  const evaluations = metrics.evaluations.map(choice.compared);
  return {
    model,
    kept,
    ...choice,
    last: evaluations.at(-1)!,
    best: best?.best ? { step, average: best.best.average } : bestOf(evaluations),
    metrics,
    steps: end,
  };
}
