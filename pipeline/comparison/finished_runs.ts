/** Run folders as they are compared. */
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";
import { checkJson } from "../annotations/json/check.ts";
import { readJson } from "../annotations/json/read.ts";
import { isThere, readText } from "../files/reading.ts";
import type { Scores } from "../runs/metric.ts";
import { checkLines, type EvaluationLine, wholeLines } from "../runs/metrics_file.ts";

/** Which ground truth a run was scored against. */
export interface TruthIdentity {
  readonly subset: string;
  readonly videos: number;
  readonly instances: number;
  readonly hash: string;
}

/** A run with results. */
export interface ScoredRun {
  readonly folder: string;
  /** The name of its recipe. */
  readonly recipe: string;
  readonly seed: number;
  /** What runs have in common that differ by their seed alone: a hash of recipe, extensions and data. */
  readonly identity: string;
  /** Hash of its data. */
  readonly data: string;
  readonly scores: Scores;
  /** Which step the scores are of. */
  readonly keeps: "last" | "best";
  /** The average by which the best step is chosen. */
  readonly by: string;
  /** Every evaluation on the way, in order. */
  readonly evaluations: readonly EvaluationLine[];
  readonly protocol: Protocol;
  /** Absent in runs of earlier versions. */
  readonly groundTruth?: TruthIdentity | undefined;
}

const REMEDY = "restore the file from a copy, or leave the run out";
const nullable = z.number().nullable();

const RESULT = z.object({
  recipe: z.string(),
  seed: z.int().describe("a whole number"),
  protocol: z.string(),
  rules: z.looseObject({ headline: z.string(), thresholds: z.array(z.number()) }).nullable(),
  average: nullable,
  averages: z.record(z.string(), z.number()).nullish(),
  map: z.record(z.string(), z.number()).nullable(),
  classification_map: nullable,
  accuracy: nullable,
  kept: z.enum(["last", "best"]).optional(),
  by: z.string().optional(),
  ground_truth: z.object({
    subset: z.string(),
    videos: z.number(),
    instances: z.number(),
    hash: z.string(),
  }).nullish(),
});

const ENVIRONMENT = z.object({
  data: z.object({ hash: z.string() }),
  extensions: z.record(z.string(), z.string()).default({}),
});

/** Why a run folder has nothing to compare. */
export type WithoutScores = "unfinished" | "unscored";

/**
 * Reads the results of a run.
 *
 * @throws {UserError} When a file of it cannot be used, with the places of its mistakes.
 */
export async function readScoredRun(folder: string): Promise<ScoredRun | WithoutScores> {
  const file = join(folder, "result.json");
  if (!isThere(file)) return "unfinished";
  const { averages, ground_truth: groundTruth, ...result } = checkJson(await readJson(file), RESULT, REMEDY);
  const { recipe, seed, average, map, rules, classification_map, accuracy, kept = "last" } = result;
  if (average === null || map === null || rules === null) return "unscored";
  const { data, extensions } = checkJson(
    await readJson(join(folder, "environment.json")),
    ENVIRONMENT,
    REMEDY,
  );
  return {
    folder,
    recipe,
    seed,
    identity: identityOf(await readText(join(folder, "recipe.yaml")), [
      data.hash,
      ...Object.values(extensions),
    ]),
    data: data.hash,
    scores: { average, averages, map, classification_map, accuracy },
    keeps: kept,
    by: result.by ?? rules.headline,
    evaluations: await evaluationsOf(folder),
    protocol: { kind: result.protocol, ...rules } as unknown as Protocol,
    groundTruth: groundTruth ?? undefined,
  };
}

/** Neither seed nor places count. */
function identityOf(recipe: string, others: readonly string[]): string {
  const { data, training, use: _, ...rest } = parse(recipe) as Record<string, Record<string, unknown>>;
  const { root: _root, ...ofData } = data ?? {};
  const { seed: _seed, ...ofTraining } = training ?? {};
  const text = stringify({ ...rest, data: ofData, training: ofTraining });
  return createHash("sha256").update([text, ...others].join("\n")).digest("hex").slice(0, 8);
}

async function evaluationsOf(folder: string): Promise<EvaluationLine[]> {
  const file = join(folder, "metrics.jsonl");
  if (!isThere(file)) return [];
  const lines = checkLines(wholeLines(await readText(file)), file);
  return lines.flatMap(({ line }) => "map" in line ? [line] : []);
}

/** Which of several runs of one recipe and seed it is, by the end of its folder's name: the first has none. */
export function repetitionOf({ folder }: Pick<ScoredRun, "folder">): number {
  return Number(/-s\d+-(\d+)$/.exec(basename(folder))?.[1] ?? 1);
}
