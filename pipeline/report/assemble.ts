/** Puts together what a report shows of a run. */
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Vocabulary } from "../../specs/kinds/mod.ts";
import { diagnosisDefaults } from "../../specs/kinds/protocols/mod.ts";
import type { Program } from "../../specs/program.ts";
import type { Dataset } from "../data/dataset.ts";
import { UNSCORED } from "../data/describe.ts";
import type { Engine } from "../engines/engine.ts";
import { diagnose, type Diagnosis } from "../evaluation/diagnosis/diagnosis.ts";
import { neverPredicted } from "../evaluation/text.ts";
import { choiceWarnings } from "../runs/keep_choice.ts";
import { miningSummary } from "../runs/mining_summary.ts";
import type { FinishedRun } from "../runs/run.ts";
import { protocolOf } from "../runs/test_split.ts";
import { VERSION } from "../version.ts";
import { lossCourses } from "./loss_courses.ts";
import type { ReportData, ReportVideo } from "./report_data.ts";
import { reportMining } from "./report_mining.ts";
import { hardestFirst, scoresAlone } from "./scores_alone.ts";

/** What a report is put together from. */
export interface ReportParts {
  readonly program: Program;
  /** What recipes may choose, with extensions; the language's own by default. */
  readonly vocabulary?: Vocabulary | undefined;
  readonly engine: Pick<Engine, "description">;
  readonly dataset: Dataset;
  readonly finished: FinishedRun;
  /** What the run was begun with beside the recipe, `path=value`. */
  readonly overrides: readonly string[];
  /** The run folder as a person names it. */
  readonly run: string;
  /** What the run depended on besides, for instance ["Deno", "2.9.6"]. */
  readonly platform: ReportData["environment"];
  /** The test videos with the weights that are kept. */
  readonly videos: readonly ReportVideo[];
  /** The values of their maps. */
  readonly maps: ReportData["maps"];
}

/** The numbers of a run, and its test videos. */
export function assembleReport(
  { program, vocabulary, engine, dataset, finished, overrides, run, platform, videos, maps }: ReportParts,
): ReportData {
  const { recipe } = program;
  const { kept, keeps, by, last, best } = finished;
  const { evaluation } = kept;
  const { steps, evaluations } = finished.metrics;
  const percent = (values: readonly number[]) => values.map((value) => value * 100);
  const headline = evaluation?.protocol.headline;
  const averages = Object.entries(evaluation?.averages ?? {}).map(([name, value]) => ({
    name,
    percent: value * 100,
  }));
  const mining = miningSummary(program, kept, finished.metrics);
  const { diagnosis, undiagnosed } = diagnosed(finished, dataset, vocabulary);
  const { protocols } = finished.model.kinds;
  const scores = scoresAlone(dataset.groundTruth, kept.detections, protocolOf(recipe), protocols);
  return {
    recipe: recipe.name,
    seed: recipe.training.seed,
    engine: engine.description,
    steps: finished.steps,
    run,
    overrides,
    protocol: recipe.evaluation.protocol.kind,
    environment: [
      ["walt", VERSION],
      ...platform,
      ["engine", engine.description],
      ["data", dataset.hash.slice(0, 16)],
      ...evaluation
        ? [["protocol", `${evaluation.protocol.kind} (${evaluation.protocolHash})`] as const]
        : [],
    ],
    counts: [
      ["training videos", dataset.train.length],
      ["test videos", dataset.test.length],
      ...evaluation ? [["instances", evaluation.counts.instances]] : [],
      ["predicted segments", kept.detections.length],
    ].map(([name, count]) => [String(name), count!.toLocaleString("en-US")] as const),
    ...evaluation ? {} : { unscored: `Nothing was scored: ${UNSCORED}` },
    map: evaluation?.tiou.map((tiou, i) => ({ tiou, percent: evaluation.map[i]! * 100 })) ?? [],
    averages: averages.toSorted((a, b) => Number(b.name === headline) - Number(a.name === headline)),
    ...(evaluation && evaluations.length > 1 ? { best } : {}),
    last,
    by,
    keeps,
    classification: kept.classification * 100,
    accuracy: kept.accuracy * 100,
    neverPredicted: evaluation && neverPredicted(evaluation),
    perClass: Object.entries(evaluation?.ap ?? {}).map(([label, ap]) => ({
      label,
      percent: percent(ap),
      ...evaluation!.counts.classes[label]!,
    })),
    ...lossCourses(program, steps),
    evaluations: evaluation ? evaluations.map(finished.compared) : [],
    diagnosis,
    mining: mining && reportMining(mining, kept.step),
    maps,
    videos: hardestFirst(videos.map((video) => ({ ...video, score: scores.get(video.id) }))),
    recipeText: program.resolved,
    warnings: [
      ...dataset.warnings,
      ...evaluation ? [...evaluation.warnings, ...choiceWarnings(finished)] : [],
      ...undiagnosed === undefined ? [] : [undiagnosed],
    ],
  };
}

/** Nothing where nothing could be scored; where that is all that cannot be told, a warning says why. */
function diagnosed(
  { model, kept }: FinishedRun,
  { groundTruth }: Dataset,
  vocabulary: Vocabulary | undefined,
): { readonly diagnosis?: Diagnosis; readonly undiagnosed?: string } {
  if (!groundTruth) return {};
  const protocol = protocolOf(model.program.recipe);
  const { tiou, bins } = diagnosisDefaults(protocol, vocabulary?.protocols);
  const { protocols } = model.kinds;
  try {
    return {
      diagnosis: diagnose(groundTruth, kept.detections, protocol, { thresholds: tiou, bins, protocols }),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { undiagnosed: `Not diagnosed: ${error.diagnostics[0]!.message}` };
  }
}
