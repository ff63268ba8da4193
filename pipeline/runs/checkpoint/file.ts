/** `checkpoint.json`: how it is written and checked. */
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import { UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../../specs/program.ts";
import { classCount } from "../../../specs/recipe/data.ts";
import { engineNames } from "../../engines/engine.ts";
import { count } from "../../annotations/layout.ts";
import { checkJson } from "../../annotations/json/check.ts";
import { placeOf } from "../../annotations/json/locate.ts";
import { type JsonFile, readJson } from "../../annotations/json/read.ts";
import { isThere } from "../../files/reading.ts";
import type { Checkpoint, CheckpointHeader } from "./header.ts";
import { isResolvedRecipe } from "../saved_recipe.ts";

/** The format that is written. */
export const FORMAT = "walt-checkpoint/2";
/** Has no hashes. */
const FIRST_FORMAT = "walt-checkpoint/1";

const hash = z.string().regex(/^[0-9a-f]{64}$/).describe("64 hexadecimal digits");
const text = z.string().min(1).describe("text");
const whole = z.int().nonnegative().describe("a whole number from 0");
const RATE = 'a number above 0, {"file": "<name>"} or {"from": "annotations"}';

const FIRST = z.strictObject({
  format: z.literal([FIRST_FORMAT, FORMAT]),
  tensors: text,
  step: whole,
  seed: whole,
  engine: z.enum(engineNames),
  classes: z.array(text).min(1).describe("a list of class names"),
  data: hash,
  training_data: hash,
  sources: z.array(
    z.strictObject({ name: text, width: z.int().positive().describe("a whole number from 1") }),
  )
    .min(1).describe("a list of sources"),
  fps: z.union([
    z.number().positive(),
    z.strictObject({ file: text }).describe(RATE),
    z.strictObject({ from: z.enum(["annotations", "durations"]) }).describe(RATE),
  ]).describe(RATE),
  stride: z.number().positive().describe("a number above 0"),
  recipe: z.string().describe("a recipe as YAML").refine(isResolvedRecipe, "must be a recipe as YAML"),
}).superRefine(({ tensors, step }, context) => {
  const wanted = tensorsName(step, isTensorsName(tensors, "best") ? "best" : "checkpoint");
  if (tensors === wanted) return;
  const message = `must be "${wanted}", the file of step ${step}: found ${JSON.stringify(tensors)}`;
  context.addIssue({ code: "custom", path: ["tensors"], message });
});
const SECOND = FIRST.safeExtend({
  tensors_sha256: hash,
  metrics: z.strictObject({ lines: whole, sha256: hash }).describe("a map").optional(),
  environment_sha256: hash.optional(),
  best: z.strictObject({ by: text, average: z.number() }).describe("a map").optional(),
  sha256: hash,
});

/** What a run folder may have of a step: what training goes on from, and the best evaluation so far. */
export type Stem = "checkpoint" | "best";

/** The file that names the best step of a run. */
export const BEST = "best.json";

/** The file of the tensors of a step. */
export function tensorsName(step: number, stem: Stem): string {
  return `${stem}-${step}.safetensors`;
}

/** Whether a file has the name of the tensors of any step. */
export function isTensorsName(name: string, stem: Stem): boolean {
  return name.startsWith(`${stem}-`) && /^-\d+\.safetensors$/.test(name.slice(stem.length));
}

/** The text of a `checkpoint.json`; its last entry is the hash of all others. */
export function checkpointText(header: Omit<CheckpointHeader, "format">): string {
  const content = { format: FORMAT, ...header };
  return `${JSON.stringify({ ...content, sha256: contentOf(content) }, null, 2)}\n`;
}

/**
 * Reads the header of a checkpoint: of a run folder, or by the path of its `checkpoint.json` or of its tensors.
 *
 * @throws {UserError} When there is none, it is of another format, damaged, or of other tensors.
 *
 * @example Say what to do when there is none
 * ```ts
 * import { readCheckpoint, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * await assert.rejects(readCheckpoint("runs/nothing"), UserError);
 * ```
 */
export async function readCheckpoint(path: string): Promise<Checkpoint> {
  const isTensors = path.endsWith(".safetensors");
  const header = isTensorsName(basename(path), "best") ? BEST : "checkpoint.json";
  const file = path.endsWith(".json") ? path : join(isTensors ? dirname(path) : path, header);
  if (!isThere(file)) {
    throw userError(
      `No checkpoint at "${file}"`,
      "give a run folder that has checkpoint.json, for instance runs/demo-1a2b3c4d-s0",
    );
  }
  const checked = checkHeader(await readJson(file));
  if (isTensors && basename(path) !== checked.tensors) {
    throw userError(`"${file}" describes "${checked.tensors}", not "${basename(path)}"`, `give "${file}"`);
  }
  return { ...checked, file };
}

/**
 * Reads the header of what a run keeps: of the best step where its recipe says so, else of its checkpoint; one that is
 * given by its own path is read in any case.
 *
 * @throws {UserError} As `readCheckpoint` does.
 */
export function readKept(path: string): Promise<Checkpoint> {
  const best = join(path, BEST);
  return readCheckpoint(isThere(best) ? best : path);
}

/** What helps where a checkpoint is damaged. */
export const DAMAGED = "restore the run folder from a copy, or start a new run";

function checkHeader(json: JsonFile): CheckpointHeader {
  const { file, text, value } = json;
  const format = (value as { format?: unknown } | null)?.format;
  if (format !== FORMAT && format !== FIRST_FORMAT) {
    throw new UserError(`Cannot use "${file}"`, [{
      message: `"${file}" is not a checkpoint of walt`,
      place: placeOf(text, file, ["format"]),
      hint: `expected JSON with "format": "${FORMAT}"`,
    }]);
  }
  if (format === FIRST_FORMAT) return checkJson(json, FIRST, DAMAGED);
  const { sha256, ...header } = checkJson(json, SECOND, DAMAGED);
  const { sha256: _, ...content } = value as Record<string, unknown>;
  if (sha256 !== contentOf(content)) {
    throw new UserError(`Cannot use "${file}"`, [{
      message: `"${file}" was changed since it was written: its hash is another`,
      place: placeOf(text, file, ["sha256"]),
      hint: DAMAGED,
    }]);
  }
  return header;
}

function contentOf(content: object): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/**
 * Refuses a checkpoint that does not belong to a program.
 *
 * @param steps Of the whole training; unknown where the recipe has epochs and no data set is open.
 *
 * @throws {UserError} When it has more steps or another number of classes than the recipe.
 */
export function requireFits(
  { file, step, classes }: Checkpoint,
  { recipe }: Program,
  steps: number | undefined = recipe.training.steps,
): void {
  const { data } = recipe;
  if (steps !== undefined && step > steps) {
    throw userError(`"${file}" is of step ${step}, but its recipe has ${count(steps, "step")}`, DAMAGED);
  }
  const wanted = classCount(data);
  if (classes.length !== wanted) {
    const found = `The number of classes in "${file}" is ${classes.length}`;
    throw userError(`${found}: expected ${wanted}, as in its recipe`, DAMAGED);
  }
}

/** What to say of a checkpoint whose damage may go unnoticed; nothing where it has hashes. */
export function hashWarning({ tensors_sha256 }: Checkpoint): string[] {
  return tensors_sha256 === undefined
    ? ["warning: the checkpoint is of an earlier version, without hashes: damage may go unnoticed"]
    : [];
}
