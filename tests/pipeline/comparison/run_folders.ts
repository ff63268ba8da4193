/** Run folders with the results of methods that tests make up. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadRecipe } from "../../../pipeline/api.ts";
import type { Detection } from "../../../pipeline/annotations/detection.ts";
import type { GroundTruth } from "../../../pipeline/annotations/ground_truth.ts";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import { evaluationSummary } from "../../../pipeline/evaluation/text.ts";
import { writeScored } from "../../../pipeline/runs/scored_files.ts";
import { protocolOf } from "../../../pipeline/runs/test_split.ts";
import { ROOT } from "../../shared.ts";

/** What a made-up run is. */
export interface MadeRun {
  readonly seed: number;
  /** Which of the videos it localizes, by their number. */
  readonly finds: (video: number) => boolean;
  /** Overrides of the demo. */
  readonly set?: readonly string[];
  /** The folder's name; that of a run otherwise. */
  readonly folder?: string;
  readonly truth?: GroundTruth;
  /** Averages of evaluations on the way, in percent. */
  readonly evaluations?: readonly number[];
}

/** A ground truth of some videos, each with one instance. */
export function truthOf(count: number, end = 10): GroundTruth {
  const videos = new Map(
    Array.from({ length: count }, (_, i) => [
      `video_${i}`,
      [{ index: 0, label: i % 2 ? "dive" : "jump", start: 2, end }],
    ]),
  );
  return { subset: "test", videos, classes: ["dive", "jump"], labels: ["dive", "jump"] };
}

/** Writes a finished run of the demo into a folder, and gives its path. */
export async function makeRun(parent: string, run: MadeRun): Promise<string> {
  const { seed, finds, set = [], truth = truthOf(20), evaluations = [] } = run;
  const program = loadRecipe(join(ROOT, "recipes/demo.yaml"), { set: [...set, `training.seed=${seed}`] });
  const folder = join(parent, run.folder ?? `${program.recipe.name}-${set.length}0000000-s${seed}`);
  mkdirSync(folder, { recursive: true });
  const write = (file: string, value: unknown) =>
    writeFileSync(join(folder, file), typeof value === "string" ? value : JSON.stringify(value));
  const detections = [...truth.videos].flatMap(([video, list], i): Detection[] => {
    const { label, start, end } = list[0]!;
    const other = { video, label, score: 1 + i / 100, start: end + 1, end: end + 2 };
    return finds(i) ? [{ video, label, score: 2 + i / 100, start, end }, other] : [other];
  });
  await writeScored(folder, { program, dataset: { groundTruth: truth, test: [] } }, detections);
  const evaluation = evaluate(truth, detections, protocolOf(program.recipe));
  const { classes: _, predictions: __, ...summary } = evaluationSummary(evaluation);
  write("recipe.yaml", program.resolved);
  write("environment.json", { data: { hash: "0123456789abcdef" }, extensions: {} });
  write("result.json", {
    recipe: program.recipe.name,
    seed,
    ...summary,
    classification_map: 100,
    accuracy: 100,
  });
  const { averages, map } = summary;
  write(
    "metrics.jsonl",
    evaluations.map((average, i) =>
      `${
        JSON.stringify({
          step: i + 1,
          average,
          averages: { ...averages as object, "0.1:0.7": average },
          map,
          classification_map: 100,
          accuracy: 100,
        })
      }\n`
    ).join(""),
  );
  return folder;
}
