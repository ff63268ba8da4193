/** Trains a recipe on generated videos and scores it, as a run does, without a folder. */
import type { Program } from "../../../specs/program.ts";
import { breather } from "../../breather.ts";
import type { Engine } from "../../engines/engine.ts";
import { createModel } from "../../graph/model.ts";
import { requireMemory } from "../../memory.ts";
import { assembleReport } from "../../report/assemble.ts";
import { lossCourses } from "../../report/loss_courses.ts";
import { bestOf, choiceOf, requireScores } from "../../runs/keep_choice.ts";
import type { MetricsLines } from "../../runs/metrics.ts";
import type { MiningLine } from "../../runs/metrics_file.ts";
import { writeMiningBefore } from "../../runs/mining_before.ts";
import { lineOf } from "../../runs/test_split.ts";
import { isEvaluatedAfter, stepsOf } from "../../training/steps.ts";
import { watchReports } from "../../training/still_losses.ts";
import { train } from "../../training/train.ts";
import type { Courses, News } from "../messages.ts";
import { generated, testOnce, type TestPass } from "./test_pass.ts";

/** Milliseconds between two drawings of the curves. */
const DRAWN_EVERY = 500;

/** Bytes that WebAssembly reaches with addresses of 32 bits. */
const PAGE_MEMORY = 2 ** 32;

/** How a training is watched. */
export interface TrainingWatch {
  readonly tell: (news: News) => void;
  /** Ends it after the step or video at hand. */
  readonly signal: AbortSignal;
}

/**
 * Trains and scores; everything it finds is told.
 *
 * @throws {UserError} When the recipe has data of files, or needs more memory than a page has.
 * @throws {RunError} When a loss is not finite.
 */
export async function trainAndScore(
  program: Program,
  engine: Engine,
  { tell, signal }: TrainingWatch,
): Promise<void> {
  const began = performance.now();
  requireMemory(program, { total: PAGE_MEMORY, owner: "a page" });
  const dataset = generated(program);
  requireScores(program.recipe, dataset);
  const warn = (message: string) => tell({ is: "warned", message });
  const model = createModel(program, engine, { warn });
  const metrics: MetricsLines = { steps: [], evaluations: [], before: [] };
  const choice = choiceOf(program.recipe);
  const end = stepsOf(model, dataset.train.length);
  const breathe = breather();
  const check = watchReports(warn);
  let step = 0;
  let drawn = 0;
  let kept: TestPass & { readonly step: number; readonly average: number } | undefined;

  const courses = (): Courses => {
    const evaluations = dataset.groundTruth ? metrics.evaluations.map(choice.compared) : [];
    return {
      ...lossCourses(program, metrics.steps),
      evaluations,
      by: choice.by,
      ...evaluations.length > 1 ? { best: bestOf(evaluations) } : {},
    };
  };
  const afterVideo = async (done: number) => {
    tell({ is: "tested", step, done, of: dataset.test.length });
    await breathe();
    if (signal.aborted) throw new Stopped();
  };

  async function score(): Promise<void> {
    const test = await testOnce(model, dataset, afterVideo);
    const line = lineOf(step, test.result);
    metrics.evaluations.push(line);
    tell({ is: "trained", step, courses: courses() });
    const { average } = choice.compared(line);
    if (!kept || choice.keeps === "last" || average > kept.average) kept = { ...test, step, average };
    const { result, videos, maps } = kept;
    const evaluations = metrics.evaluations.map(choice.compared);
    const finished = {
      ...{ model, metrics, steps: end, ...choice },
      kept: { ...result, step: kept.step },
      last: evaluations.at(-1)!,
      best: bestOf(evaluations),
    };
    const report = assembleReport({
      ...{ program, engine, dataset, finished, videos, maps },
      overrides: [],
      run: program.file,
      platform: [["browser", navigator.userAgent]],
    });
    tell({ is: "scored", step, report });
  }

  try {
    tell({ is: "begun", engine: engine.reason, steps: end, facts: dataset.describe() });
    const lines = { add: (line: MiningLine) => Promise.resolve(void metrics.before.push(line)) };
    await writeMiningBefore(model, dataset, lines, afterVideo);
    await train(model, dataset, {
      beforeStep: () => !signal.aborted,
      onFilled: async () => (await breathe(), !signal.aborted),
      async onStep(report) {
        step = report.step;
        check.losses(report.losses);
        if (step % program.recipe.training.log_every === 0 || step === end) {
          const { total, losses, logged } = report;
          const named = { losses: Object.fromEntries(losses), logged: Object.fromEntries(logged) };
          metrics.steps.push({ step, total, ...named });
          check.logged(step, logged);
        }
        if (performance.now() - drawn > DRAWN_EVERY || step === end) {
          tell({ is: "trained", step, courses: courses() });
          drawn = performance.now();
        }
        await breathe();
        if (isEvaluatedAfter(program, step, end)) await score();
      },
    });
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    model.dispose();
  }
  tell({ is: "ended", step, seconds: (performance.now() - began) / 1000, isWhole: step === end });
}

/** Was asked to end. */
class Stopped extends Error {}
