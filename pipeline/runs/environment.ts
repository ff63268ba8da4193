/** What a run was made with, for `environment.json`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Program } from "../../specs/program.ts";
import type { Dataset } from "../data/dataset.ts";
import { type Engine, engineNames } from "../engines/engine.ts";
import { arithmeticFor, type Precision } from "../engines/precision.ts";
import { checkJson } from "../annotations/json/check.ts";
import { placeOf } from "../annotations/json/locate.ts";
import { readJson } from "../annotations/json/read.ts";
import { isThere, readText } from "../files/reading.ts";
import type { Checkpoint } from "./checkpoint/header.ts";
import { VERSION } from "../version.ts";
import { extensionHashes, hashOf, type Used, usedBy } from "./extension_hashes.ts";
import { isResolvedRecipe } from "./saved_recipe.ts";

/** A record of program, machine, engine and data. */
export interface RunEnvironment {
  readonly walt: string;
  /** Commit of the checkout, where it is one. */
  readonly commit: string | null;
  readonly deno: string;
  readonly platform: string;
  readonly cores: number;
  readonly engine: { readonly name: string; readonly description: string; readonly reason: string };
  /** What products of layers are computed in, and why it is not what the recipe wants, where it is not. */
  readonly precision: { readonly computed: Precision; readonly lacking: string | null };
  readonly data: { readonly hash: string; readonly description: readonly string[] };
  /** SHA-256 of every extension file, by its name in section `use`. */
  readonly extensions: Readonly<Record<string, string>>;
  /** The resolved recipe as YAML, which `recipe.yaml` is compared with when the run is resumed. */
  readonly resolved: string;
}

/** Describes the environment of a run. */
export function describeEnvironment(
  program: Program,
  engine: Engine,
  dataset: Dataset,
  root: string,
): RunEnvironment {
  const { name, description, reason } = engine;
  return {
    walt: VERSION,
    commit: commitOf(root),
    deno: Deno.version.deno,
    platform: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    engine: { name, description, reason },
    precision: precisionOf(program, engine),
    data: { hash: dataset.hash, description: dataset.describe() },
    extensions: extensionHashes(usedBy(program)),
    resolved: program.resolved,
  };
}

function precisionOf({ recipe }: Program, engine: Engine): RunEnvironment["precision"] {
  const { precision, lacking } = arithmeticFor(engine, recipe.training.precision);
  return { computed: precision, lacking: lacking ?? null };
}

/**
 * Refuses to go on with a run whose steps until now were computed in another precision than those to come.
 *
 * @throws {UserError} With why they would be.
 */
export function requirePrecision(program: Program, engine: Engine, begunWith: BegunWith | undefined): void {
  const { computed, lacking } = precisionOf(program, engine);
  const before = begunWith?.precision?.computed;
  if (before === undefined || before === computed) return;
  throw userError(
    `This run was begun in ${before}, and would go on in ${computed}${
      lacking === null ? "" : `: ${lacking}`
    }`,
    "go on where it was begun, so that its numbers are the same to the bit, or start a new run",
  );
}

const FILE = "environment.json";
const RESTORE = "restore the file from a copy, or start a new run";

/** What a run that goes on needs of its environment; absent parts are of an earlier version. */
const begunSchema = z.object({
  engine: z.object({ name: z.enum(engineNames) }),
  precision: z.object({ computed: z.enum(["float32", "mixed"]) }).optional(),
  extensions: z.record(z.string(), z.string()).optional(),
  resolved: z.string().refine(isResolvedRecipe, "must be a recipe as YAML").optional(),
  overrides: z.array(z.string()).optional(),
});

/** What a run was begun with. */
export type BegunWith = z.output<typeof begunSchema>;

/**
 * What `environment.json` says that a run was begun with, or undefined where the file is absent.
 *
 * @param checkpoint The run's, where it has one.
 * @throws {UserError} When it cannot be read, with the places of its mistakes, or is not the one of the checkpoint.
 */
export async function readEnvironment(
  folder: string,
  checkpoint?: Pick<Checkpoint, "environment_sha256">,
): Promise<BegunWith | undefined> {
  const path = join(folder, FILE);
  if (!isThere(path)) return undefined;
  const json = await readJson(path);
  const begunWith = checkJson(json, begunSchema, RESTORE);
  const expected = checkpoint?.environment_sha256;
  if (expected === undefined || expected === hashOf(json.text)) return begunWith;
  throw new UserError(`Cannot use "${path}"`, [{
    message:
      `"${path}" was changed since the run began, or is of another run: checkpoint.json has another hash`,
    place: placeOf(json.text, path, []),
    hint: RESTORE,
  }]);
}

/** SHA-256 of the `environment.json` of a run folder; undefined where it is absent. */
export async function environmentHash(folder: string): Promise<string | undefined> {
  const path = join(folder, FILE);
  return isThere(path) ? hashOf(await readText(path)) : undefined;
}

/** Of the extensions that a recipe uses, those whose files are others than when the run began; undefined where nothing says so. */
export function changedExtensions(
  used: readonly Used[],
  begunWith: BegunWith | undefined,
): string[] | undefined {
  const now = Object.entries(extensionHashes(used));
  const then = begunWith?.extensions;
  if (!then && now.length > 0) return undefined;
  return now.filter(([name, hash]) => then?.[name] !== hash).map(([name]) => name);
}

/** Reads the commit from git's own files: starting git would need a permission. */
function commitOf(root: string): string | null {
  try {
    const git = join(root, ".git");
    const head = Deno.readTextFileSync(join(git, "HEAD")).trim();
    if (!head.startsWith("ref: ")) return head;
    const ref = head.slice(5);
    if (existsSync(join(git, ref))) return Deno.readTextFileSync(join(git, ref)).trim();
    const packed = Deno.readTextFileSync(join(git, "packed-refs"));
    return packed.split("\n").find((line) => line.endsWith(` ${ref}`))?.split(" ")[0] ?? null;
  } catch {
    return null;
  }
}
