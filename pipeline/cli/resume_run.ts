/** The continuation of a run that was interrupted, or is to train longer, on the data and engine that it was begun with. */
import { join } from "node:path";
import { extensionsOf } from "../../specs/recipe/check/use.ts";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { type LoadedTree, loadTree } from "../../specs/load/mod.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { openDataset } from "../data/open_dataset.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { engineFromEnvironment, openEngine } from "../engines/open.ts";
import { removeLeftovers, writeWhole } from "../files/write.ts";
import { requireMemory } from "../memory.ts";
import { isThere, readFolder, readTextSync } from "../files/reading.ts";
import { hashWarning, isTensorsName, readCheckpoint, requireFits } from "../runs/checkpoint/file.ts";
import type { Checkpoint } from "../runs/checkpoint/header.ts";
import { type BegunWith, changedExtensions, readEnvironment, requirePrecision } from "../runs/environment.ts";
import { recipeChanges } from "../runs/recipe_changes.ts";
import { requireSameData } from "../runs/same_data.ts";
import { lockRun } from "../runs/lock.ts";
import { KINDS } from "../kinds/mod.ts";
import { spansTraining } from "../training/schedules.ts";
import { stepsOf } from "../training/steps.ts";
import { compileLoaded } from "./load.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, headsFolder, pathWord, runsFolder, toPaste } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";
import { suggestRun } from "./options/names.ts";
import { describeStart, type Started, type StartOptions } from "./start_run.ts";

/**
 * Opens a run that was interrupted, or is finished and is to train longer. Its recipe becomes what overrides make of it;
 * the result of a finished one is kept under the number of its steps, such as `result-500.json`.
 *
 * @param recipe What else stands on the command line, which must be nothing.
 * @throws {UserError} When the folder is no run or is damaged, the run is finished or goes on in another process, or
 * training would be another than it was begun with.
 */
export async function resumeRun(
  resume: string,
  recipe: string | undefined,
  options: StartOptions,
): Promise<Started> {
  const folder = fromHere(resume);
  if (!isThere(join(folder, "recipe.yaml"))) {
    const lost = isThere(join(folder, "checkpoint.json"))
      ? 'restore it: checkpoint.json has its text under "recipe"'
      : undefined;
    throw userError(
      `"${resume}" is not a run folder: it has no recipe.yaml`,
      lost ?? suggestRun(resume) ?? `run folders are in ${pathWord(runsFolder())}`,
    );
  }
  const result = join(folder, RESULT);
  const isFinished = isThere(result);
  const lock = lockRun(folder);
  try {
    const { notes, ...run } = await openRun(folder, recipe, options);
    describeStart(run.program, run.engine, run.dataset);
    printErr(notes);
    printErr(`resume   ${pathWord(folder)} from step ${run.checkpoint?.step ?? 0}`);
    if (options.set.length > 0) await writeWhole(join(folder, "recipe.yaml"), run.program.resolved);
    if (isFinished) await Deno.rename(result, join(folder, `result-${run.checkpoint!.step}.json`));
    return { ...run, lock };
  } catch (error) {
    lock[Symbol.dispose]();
    throw error;
  }
}

const ENGINE = "engine=";
const RESULT = "result.json";

function finishedError(
  run: string,
  { training }: Recipe,
  checkpoint: Checkpoint | undefined,
  set: readonly string[],
): UserError {
  const { steps, epochs } = training;
  const longer = steps === undefined ? `training.epochs=${2 * epochs!}` : `training.steps=${2 * steps}`;
  const others = set.filter((each) => !/^training\.(steps|epochs)=/.test(each));
  const sets = [...others, longer].flatMap((each) => ["--set", each]);
  return userError(
    `Run "${run}" is finished${
      others.length > 0 ? ": other settings need steps that are still to come" : ""
    }`,
    checkpoint
      ? `to train it on, write ${command("run", "--resume", run, ...sets)}`
      : "there is no checkpoint to train on from: start a new run",
  );
}

/** A run that can go on, without its lock, and the lines to print about what changed since it began. */
export async function openRun(
  folder: string,
  recipe: string | undefined,
  options: StartOptions,
): Promise<Omit<Started, "lock"> & { readonly notes: readonly string[] }> {
  await removeLeftovers(folder);
  const loaded = loadTree(join(folder, "recipe.yaml"), {
    read: readTextSync,
    // Which engine is asked for is told below.
    set: options.set.filter((each) => !each.startsWith(ENGINE)),
    folder: fromHere("."),
    cwd: Deno.cwd(),
  });
  const checkpoint = isThere(join(folder, "checkpoint.json")) ? await readCheckpoint(folder) : undefined;
  const begunWith = await readEnvironment(folder, checkpoint);
  // Before code is loaded that may be other code by now.
  const { notes, isLonger } = refuseChanges(loaded, checkpoint, begunWith);
  const { program, language } = await compileLoaded(loaded);
  const kinds = language?.kinds;
  requireMemory(program, { kinds });
  const begunOn = checkpoint?.engine ?? begunWith?.engine.name;
  refuseOptions(recipe, options, program.recipe, begunOn);
  if (isThere(join(folder, RESULT)) && !(isLonger && checkpoint)) {
    throw finishedError(toPaste(folder), program.recipe, checkpoint, options.set);
  }
  if (checkpoint) requireFits(checkpoint, program);
  else notes.push(...await unusedTensors(folder));
  const dataset = await openDataset(program.recipe, language, { headsIn: headsFolder() });
  const changed = checkpoint && requireSameData(checkpoint, dataset);
  if (checkpoint) requireFits(checkpoint, program, stepsOf({ program, kinds }, dataset.train.length));
  if (changed) notes.push(`warning: ${changed}`);
  if (isLonger && checkpoint && checkpoint.step > 0 && spansTraining({ program, kinds: kinds ?? KINDS })) {
    notes.push(
      "warning: a schedule or `progress` goes over the whole training, which was shorter until now: " +
        "a run of this length from the start would have other numbers",
    );
  }
  const engine = await openEngine(begunOn ?? program.recipe.engine, begunOn && "the run was begun on it");
  requirePrecision(program, engine, begunWith);
  return {
    program,
    kinds,
    vocabulary: language?.vocabulary,
    engine,
    dataset,
    folder,
    checkpoint,
    overrides: begunWith?.overrides ?? [],
    notes,
  };
}

/** Refuses a recipe or extensions that would train otherwise; the lines to print about other changes. */
function refuseChanges(
  loaded: LoadedTree,
  checkpoint: Checkpoint | undefined,
  begunWith: BegunWith | undefined,
): { notes: string[]; isLonger: boolean } {
  let isLonger = false;
  const notes = checkpoint ? hashWarning(checkpoint) : [];
  const was = checkpoint?.recipe ?? begunWith?.resolved;
  if (was === undefined) {
    notes.push("warning: nothing says whether recipe.yaml was changed since the run began");
  } else {
    const changes = recipeChanges(was, loaded);
    const { refused, harmless, evaluatesOtherwise } = changes;
    isLonger = changes.isLonger;
    if (refused.length > 0) throw new UserError("Cannot resume: the recipe was changed", refused);
    if (harmless.length > 0) notes.push(`changed  ${harmless.join("; ")}`);
    if (evaluatesOtherwise.length > 0) {
      notes.push(
        `warning: the evaluations so far cannot be compared with those to come: ${
          evaluatesOtherwise.join(", ")
        } changed`,
      );
    }
  }
  const extensions = changedExtensions(extensionsOf(loaded.tree), begunWith);
  if (!extensions) {
    notes.push("warning: nothing says whether the extensions were changed since the run began");
  } else if (extensions.length > 0) {
    throw userError(
      `Changed since the run began: ${extensions.map((name) => `extension "${name}"`).join(", ")}`,
      "restore what was changed, or start a new run",
    );
  }
  return { notes, isLonger };
}

/** Tensors without their header are of no use. */
async function unusedTensors(folder: string): Promise<string[]> {
  const found = (await readFolder(folder)).filter(({ name }) => isTensorsName(name, "checkpoint"));
  return found.map(({ name }) => `warning: "${name}" is not used: there is no checkpoint.json that names it`);
}

function refuseOptions(
  recipe: string | undefined,
  { set, seed }: StartOptions,
  { engine }: Recipe,
  begunOn: WantedEngine | undefined,
): void {
  // A recipe that names an engine is not moved by WALT_ENGINE when a run starts either.
  const environment = engine === "auto" ? engineFromEnvironment() : "auto";
  const overridden = set.findLast((each) => each.startsWith(ENGINE))?.slice(ENGINE.length);
  for (const [what, wanted] of [["WALT_ENGINE", environment], ["--set engine", overridden]] as const) {
    if (begunOn === undefined || wanted === undefined || wanted === "auto" || wanted === begunOn) continue;
    throw userError(
      `${what} asks for the engine ${wanted}, but this run was begun on ${begunOn}`,
      "a run is continued on the engine that it was begun on, so that its numbers are the same to the bit: " +
        `leave ${what} out, or start a new run`,
    );
  }
  if (recipe === undefined && seed === undefined) return;
  throw userError("--resume goes on with the recipe and seed of the run", "leave out the recipe and --seed");
}
