/** The continuation of an interrupted run, on the recipe, data and engine that it was begun with. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { openDataset } from "../data/dataset.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { engineFromEnvironment, openEngine } from "../engines/open.ts";
import { readTextSync } from "../reading.ts";
import { readCheckpoint } from "../training/checkpoint_header.ts";
import { requireSameData } from "../training/run.ts";
import { compileFile } from "./load.ts";
import { fromHere, RUNS, shown } from "./paths.ts";
import { printErr } from "./print.ts";
import { suggestRun } from "./run_names.ts";
import { describeStart, type Started, type StartOptions } from "./start_run.ts";

/**
 * Opens an interrupted run.
 *
 * @param recipe What else stands on the command line, which must be nothing.
 * @throws {UserError} When the folder is no run, the run is finished, or something else is asked for than it was begun
 * with.
 */
export async function resumeRun(
  resume: string,
  recipe: string | undefined,
  options: StartOptions,
): Promise<Started> {
  const folder = fromHere(resume);
  const path = join(folder, "recipe.yaml");
  if (!existsSync(path)) {
    throw userError(
      `"${resume}" is not a run folder: it has no recipe.yaml`,
      suggestRun(resume) ?? `run folders are in ${shown(RUNS)}`,
    );
  }
  if (existsSync(join(folder, "result.json"))) {
    throw userError(`Run "${resume}" is finished`, "there is nothing to resume");
  }
  const program = await compileFile(path, { read: readTextSync });
  const checkpoint = existsSync(join(folder, "checkpoint.json")) ? await readCheckpoint(folder) : undefined;
  const begunOn = checkpoint?.engine as WantedEngine | undefined ?? engineOfRecord(folder);
  refuseChanges(recipe, options, program.recipe, begunOn);
  const dataset = await openDataset(program.recipe);
  const changed = checkpoint && requireSameData(checkpoint, dataset);
  const engine = await openEngine(begunOn ?? program.recipe.engine, begunOn && "the run was begun on it");
  describeStart(program, engine, dataset);
  if (changed) printErr(`warning: ${changed}`);
  printErr(`resume   ${shown(folder)} from step ${checkpoint?.step ?? 0}`);
  return { program, engine, dataset, folder, checkpoint, overrides: overridesOfRecord(folder) };
}

/** The engine that `environment.json` names; a run that was killed early has no checkpoint. */
function engineOfRecord(folder: string): WantedEngine | undefined {
  const path = join(folder, "environment.json");
  if (!existsSync(path)) return undefined;
  return (JSON.parse(readFileSync(path, "utf8")) as { engine: { name: WantedEngine } }).engine.name;
}

/** The overrides that `environment.json` names. */
function overridesOfRecord(folder: string): string[] {
  const path = join(folder, "environment.json");
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, "utf8")) as { overrides?: string[] }).overrides ?? [];
}

function refuseChanges(
  recipe: string | undefined,
  { set, seed }: StartOptions,
  { engine }: Recipe,
  begunOn: WantedEngine | undefined,
): void {
  // A recipe that names an engine is not moved by WALT_ENGINE when a run starts either.
  const environment = engine === "auto" ? engineFromEnvironment() : "auto";
  const overridden = set.findLast((each) => each.startsWith("engine="))?.slice("engine=".length);
  for (const [what, wanted] of [["WALT_ENGINE", environment], ["--set engine", overridden]] as const) {
    if (begunOn === undefined || wanted === undefined || wanted === "auto" || wanted === begunOn) continue;
    throw userError(
      `${what} asks for the engine ${wanted}, but this run was begun on ${begunOn}`,
      "a run is continued on the engine that it was begun on, so that its numbers are the same to the bit: " +
        `leave ${what} out, or start a new run`,
    );
  }
  if (recipe === undefined && set.length === 0 && seed === undefined) return;
  throw userError(
    "--resume goes on with the recipe and seed of the run",
    "leave out the recipe, --set and --seed",
  );
}
