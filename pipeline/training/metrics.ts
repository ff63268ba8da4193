/** `metrics.jsonl`: one JSON object a line, for training steps and evaluations. */
import { join } from "node:path";
import { cannotWrite, writeWhole } from "../files.ts";

/** A line about a training step. */
export interface StepLine {
  readonly step: number;
  readonly total: number;
  /** Terms without their weights. */
  readonly losses: Readonly<Record<string, number>>;
  /** The scalars of section `logged`. */
  readonly logged: Readonly<Record<string, number>>;
}

/** A line about an evaluation; percentages. */
export interface EvaluationLine {
  readonly step: number;
  readonly average: number;
  /** tIoU -> mAP. */
  readonly map: Readonly<Record<string, number>>;
  /** Classification mAP of the video scores. */
  readonly classification_map: number;
  /** Videos whose predicted classes are exactly their labels. */
  readonly accuracy: number;
}

/** The lines of a run so far. */
export interface Metrics {
  readonly steps: StepLine[];
  readonly evaluations: EvaluationLine[];
  add(line: StepLine | EvaluationLine): Promise<void>;
}

/** Opens the metrics of a run folder; lines after step `from` are cut, since a resumed run writes them again. */
export async function openMetrics(folder: string, from: number): Promise<Metrics> {
  const path = join(folder, "metrics.jsonl");
  const lines = (await readLines(path)).filter(({ step }) => step <= from);
  const steps = lines.filter((line): line is StepLine => "losses" in line);
  const evaluations = lines.filter((line): line is EvaluationLine => "average" in line);
  await writeWhole(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return {
    steps,
    evaluations,
    async add(line) {
      if ("losses" in line) steps.push(line);
      else evaluations.push(line);
      await Deno.writeTextFile(path, `${JSON.stringify(line)}\n`, { append: true }).catch((error) => {
        throw cannotWrite(path, error);
      });
    },
  };
}

/** The whole lines of a file; a last one that was cut off by an interruption is left out. */
async function readLines(path: string): Promise<(StepLine | EvaluationLine)[]> {
  const text = await Deno.readTextFile(path).catch(() => "");
  return text.split("\n").slice(0, -1).map((line) => JSON.parse(line));
}
