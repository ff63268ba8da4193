/** `tensorboard/`: the scalars of `metrics.jsonl` as event files, which the engine writes. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Engine } from "../engines/engine.ts";
import { isThere } from "../files/reading.ts";
import { cannotWrite } from "../files/write.ts";
import type { EvaluationLine, MetricsLine, StepLine } from "./metrics_file.ts";

/** The folder in that of a run. */
export const EVENTS = "tensorboard";

/** Event files that are open. */
export interface EventFile {
  add(line: MetricsLine): void;
  close(): void;
}

/**
 * Refuses event files where the engine writes none.
 *
 * @throws {UserError} Then, with where the numbers are.
 */
export function requireEvents(engine: Pick<Engine, "name" | "summaries">): NonNullable<Engine["summaries"]> {
  if (engine.summaries) return engine.summaries;
  throw userError(
    `Event files are written by the engine tensorflow, and this run computes on ${engine.name}`,
    "leave out --tensorboard: metrics.jsonl has all that would be in them",
  );
}

/**
 * Opens event files for a run from its first line on: what is there of an earlier process goes.
 *
 * @throws {UserError} When the engine writes none.
 * @throws {RunError} When the folder cannot be written.
 */
export function openEventFile(run: string, engine: Pick<Engine, "name" | "summaries">): EventFile {
  const open = requireEvents(engine);
  const folder = join(run, EVENTS);
  try {
    if (isThere(folder)) Deno.removeSync(folder, { recursive: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  const summaries = open(folder);
  return {
    add(line) {
      for (const [name, value] of scalarsOf(line)) summaries.scalar(name, line.step, value);
      summaries.flush();
    },
    close: () => summaries.close(),
  };
}

/** What of a line is drawn: names with the chart that they are in, percentages of evaluations. */
export function scalarsOf(line: MetricsLine): (readonly [name: string, value: number])[] {
  if ("losses" in line) return ofStep(line);
  return "average" in line ? ofEvaluation(line) : [];
}

function ofStep({ total, losses, logged }: StepLine) {
  return [...named("loss", { total, ...losses }), ...named("logged", logged)];
}

function ofEvaluation(line: EvaluationLine) {
  const { average, averages, map, classification_map, accuracy } = line;
  return [
    ...named("mAP", { average, ...averages, ...map }),
    ...named("videos", { classification_map, accuracy }),
  ].filter(([, value]) => !Number.isNaN(value));
}

function named(chart: string, values: Readonly<Record<string, number>>) {
  return Object.entries(values).map(([name, value]) => [`${chart}/${name}`, value] as const);
}
