/** The beginning of a run: recipe, data, engine and run folder. */
import { dirname, join, resolve } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import type { Vocabulary } from "../../specs/kinds/mod.ts";
import { recipeWarnings } from "../../specs/explain/warnings.ts";
import { overridesPath } from "../../specs/load/override.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import type { Dataset } from "../data/dataset.ts";
import { openDataset } from "../data/open_dataset.ts";
import type { Engine } from "../engines/engine.ts";
import { openEngine } from "../engines/open.ts";
import { arithmeticFor, precisionText } from "../engines/precision.ts";
import { cannotWrite, syncFolder, writeWhole } from "../files/write.ts";
import { requireMemory } from "../memory.ts";
import { readTextSync } from "../files/reading.ts";
import type { Checkpoint } from "../runs/checkpoint/header.ts";
import { describeEnvironment } from "../runs/environment.ts";
import { createRunFolder, makeRunFolder } from "../runs/folder.ts";
import { runName } from "../runs/run_name.ts";
import { requireScores } from "../runs/keep_choice.ts";
import { lockRun } from "../runs/lock.ts";
import { withAllNames } from "./missing_names.ts";
import { oneLine } from "./terminal/columns.ts";
import type { Kinds } from "../kinds/mod.ts";
import { compileFile, type Loaded } from "./load.ts";
import { fromHere, headsFolder, pathWord, ROOT, runsFolder, toPaste } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";
import { recipeFile } from "./options/names.ts";
import { command } from "../../specs/diagnostics/command.ts";

/** A run that can train. */
export interface Started extends Pick<Loaded, "program"> {
  /** How its kinds run; undefined where those of the language are enough. */
  readonly kinds: Kinds | undefined;
  /** What its recipe may choose; undefined where that of the language is enough. */
  readonly vocabulary: Vocabulary | undefined;
  readonly engine: Engine;
  readonly dataset: Dataset;
  readonly folder: string;
  /** What the run was begun with beside the recipe, `path=value`. */
  readonly overrides: readonly string[];
  /** Held as long as the run goes on. */
  readonly lock: Disposable;
  /** What it goes on from. */
  readonly checkpoint?: Checkpoint | undefined;
}

/** What a new run is told beside the recipe. */
export interface StartOptions {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  readonly seed?: number | undefined;
  /** The folder that gets the run folder, instead of `runs`. */
  readonly out?: string | undefined;
  /** The run folder, which must be new, instead of one in `runs`. */
  readonly folder?: string | undefined;
}

/**
 * Starts a new run.
 *
 * @param made Is told the run folder as soon as there is one.
 * @throws {UserError} With every mistake of the recipe or of the data.
 */
export async function startRun(
  recipe: string | undefined,
  { set, seed, out, folder: wanted }: StartOptions,
  made: (folder: string) => void,
): Promise<Started> {
  if (recipe === undefined) {
    throw userError("No recipe given", `for instance: ${command("run", "recipes/demo.yaml")}`);
  }
  const file = recipeFile(recipe);
  const runs = out === undefined ? runsFolder() : fromHere(out);
  if (out !== undefined) requireWritable(runs);
  const other = seed === undefined
    ? undefined
    : set.find((each) => overridesPath(each, ["training", "seed"]));
  if (other !== undefined) {
    throw userError(`--seed and --set "${other}" state the same value`, "leave one of them out");
  }
  const sets = seed === undefined ? set : [...set, `training.seed=${seed}`];
  const { program, language } = await compileFile(file, {
    set: sets,
    folder: fromHere("."),
    cwd: Deno.cwd(),
    read: readTextSync,
  });
  const kinds = language?.kinds;
  requireMemory(program, { kinds });
  const dataset = await openDataset(program.recipe, language, { headsIn: headsFolder() }).catch(
    async (error) => {
      throw await withAllNames(error, program.recipe.name);
    },
  );
  requireScores(program.recipe, dataset);
  const engine = await openEngine(program.recipe.engine);
  describeStart(program, engine, dataset);
  const folder = wanted === undefined
    ? await createRunFolder(runs, runName(program, dataset))
    : await makeRunFolder(fromHere(wanted));
  made(folder);
  const lock = lockRun(folder);
  try {
    // Both may be new.
    const parent = dirname(folder);
    for (const each of [dirname(parent), parent]) {
      await syncFolder(each).catch((error) => Promise.reject(cannotWrite(folder, error)));
    }
    const environment = { ...describeEnvironment(program, engine, dataset, ROOT), recipe, overrides: sets };
    await writeWhole(join(folder, "environment.json"), `${JSON.stringify(environment, null, 2)}\n`);
    await writeWhole(join(folder, "recipe.yaml"), program.resolved);
    if (dataset.leftOut && dataset.leftOut.length > 0) {
      await writeWhole(join(folder, "left_out.txt"), dataset.leftOut.map((name) => `${name}\n`).join(""));
    }
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
  printErr(`run      ${pathWord(folder)}`);
  const { vocabulary } = language ?? {};
  return { program, kinds, vocabulary, engine, dataset, folder, overrides: sets, lock };
}

/** Refuses a folder in which the task may not write: what `walt` is told on its command line, it is allowed. */
function requireWritable(folder: string): void {
  const path = resolve(folder);
  if (Deno.permissions.querySync({ name: "write", path }).state === "granted") return;
  throw userError(
    `"${toPaste(path)}" is outside of runs, and ${command("run")} may write there alone`,
    `install the command walt, which asks for more: deno install -g -A ${pathWord(join(ROOT, "walt.ts"))}`,
  );
}

/** Prints what trains on what. */
export function describeStart(program: Program, engine: Engine, dataset: Dataset): void {
  const { recipe } = program;
  const parameters = parametersOf(program).reduce(
    (sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  );
  printErr(`recipe   ${recipe.name}${recipe.description ? `: ${oneLine(recipe.description)}` : ""}`);
  printErr(engine.reason.replace(/^engine /, "engine   "));
  const precision = precisionText(arithmeticFor(engine, recipe.training.precision));
  if (precision !== undefined) printErr(`products ${precision}`);
  for (const line of dataset.describe()) printErr(`data     ${line}`);
  for (const warning of dataset.warnings) printErr(`warning: ${warning}`);
  for (const warning of recipeWarnings(program)) printErr(`warning: ${warning}`);
  printErr(
    `model    ${parameters.toLocaleString("en-US")} trainable parameters, seed ${recipe.training.seed}`,
  );
}
