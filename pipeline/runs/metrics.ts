/** `metrics.jsonl`: one JSON object a line, for training steps and evaluations. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { isAbsent, readText } from "../files/reading.ts";
import { cannotWrite, type FileSystem, writeAll, writeWhole } from "../files/write.ts";
import type { LinesHash } from "./checkpoint/header.ts";
import {
  checkLines,
  type EvaluationLine,
  type MetricsLine,
  type MiningLine,
  type ReadLine,
  type StepLine,
  wholeLines,
} from "./metrics_file.ts";

/** The lines of a run so far. */
export interface MetricsLines {
  readonly steps: StepLine[];
  readonly evaluations: EvaluationLine[];
  /** What was mined before training, where a recipe says where it should lie. */
  readonly before: MiningLine[];
}

/** The lines of a run that goes on. */
export interface Metrics extends MetricsLines {
  /** What is not as it was written, in a sentence. */
  readonly warning?: string | undefined;
  add(line: MetricsLine): Promise<void>;
  /** Brings the lines so far to the disk, and gives their hash. */
  sync(): Promise<LinesHash>;
}

/** Where a run goes on from. */
export interface MetricsStart {
  readonly step: number;
  /** The lines that were on the disk then; unknown where a checkpoint is of the first format. */
  readonly metrics?: LinesHash | undefined;
}

/**
 * Opens the metrics of a run folder; lines after the step that a run goes on from are cut, since they are written again.
 *
 * @throws {UserError} When the file cannot be read or a line is damaged.
 * @throws {RunError} When it cannot be written.
 */
export async function openMetrics(
  folder: string,
  from: MetricsStart,
  system: FileSystem = Deno,
): Promise<Metrics> {
  const path = join(folder, "metrics.jsonl");
  const { lines, warning } = await readLines(path, from);
  const { keep, ...sorted } = sortedLines(lines);
  const hash = createHash("sha256");
  const texts = lines.map(({ text }) => `${text}\n`);
  texts.forEach((text) => hash.update(text));
  let written = texts.length;
  await writeWhole(path, texts.join(""), system);
  return {
    ...sorted,
    warning,
    async add(line) {
      const text = `${JSON.stringify(line)}\n`;
      await append(path, text, system);
      keep(line);
      hash.update(text);
      written++;
    },
    async sync() {
      try {
        using file = await system.open(path, { append: true });
        await file.sync();
      } catch (error) {
        throw cannotWrite(path, error);
      }
      return { lines: written, sha256: hash.copy().digest("hex") };
    },
  };
}

/**
 * Reads the metrics of a run folder up to a step, and changes nothing.
 *
 * @throws {UserError} When the file cannot be read or a line is damaged.
 */
export async function readMetrics(
  folder: string,
  from: MetricsStart,
): Promise<MetricsLines & { readonly warning?: string | undefined }> {
  const { lines, warning } = await readLines(join(folder, "metrics.jsonl"), from);
  const { keep: _, ...sorted } = sortedLines(lines);
  return { ...sorted, warning };
}

/** Lines by what they are about, and a function that adds another. */
function sortedLines(lines: readonly ReadLine[]): MetricsLines & { keep(line: MetricsLine): void } {
  const steps: StepLine[] = [];
  const evaluations: EvaluationLine[] = [];
  const before: MiningLine[] = [];
  const keep = (line: MetricsLine) => {
    if ("losses" in line) steps.push(line);
    else if ("average" in line) evaluations.push(line);
    else before.push(line);
  };
  lines.forEach(({ line }) => keep(line));
  return { steps, evaluations, before, keep };
}

async function append(path: string, text: string, system: FileSystem): Promise<void> {
  try {
    using file = await system.open(path, { append: true });
    await writeAll(file, new TextEncoder().encode(text));
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** The lines up to a step, and what to say where they are not those that were written up to it. */
async function readLines(
  path: string,
  { step, metrics }: MetricsStart,
): Promise<{ lines: readonly ReadLine[]; warning?: string }> {
  if (step === 0) return { lines: [] };
  const text = await readIfThere(path);
  const texts = wholeLines(text ?? "");
  const isWhole = metrics !== undefined && hashOf(texts.slice(0, metrics.lines)) === metrics.sha256;
  // What follows was not brought to the disk, and is written again.
  const sure = isWhole ? metrics.lines : texts.length;
  const lines = checkLines(texts, path, sure).filter(({ line }) => line.step <= step);
  if (isWhole || (metrics === undefined && text !== undefined)) return { lines };
  const then = "the curves and the best evaluation are of what is there";
  if (text === undefined) return { lines, warning: `"${path}" is absent: ${then}, after step ${step}` };
  const counts = metrics && `${metrics.lines} lines then, ${texts.length} now`;
  return { lines, warning: `"${path}" is not as it was at step ${step} (${counts}): ${then}` };
}

function hashOf(lines: readonly string[]): string {
  return createHash("sha256").update(lines.map((line) => `${line}\n`).join("")).digest("hex");
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readText(path);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}
