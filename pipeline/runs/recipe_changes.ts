/** What was changed in a run's recipe since the run began. */
import { shown } from "../annotations/layout.ts";
import { isMap } from "../kinds/layouts/layout.ts";
import { parse } from "yaml";
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import type { LoadedTree } from "../../specs/load/mod.ts";
import { recipeText } from "../../specs/recipe/recipe_text.ts";
import { type MapTree, placeAt } from "../../specs/load/tree.ts";

/** Changes of a recipe. */
export interface RecipeChanges {
  /** Those after which training would be another, each with its place. */
  readonly refused: readonly Diagnostic[];
  /** The others, in words. */
  readonly harmless: readonly string[];
  /** Whether it trains longer than it did. */
  readonly isLonger: boolean;
  /** The keys of harmless ones after which evaluations are not like those before. */
  readonly evaluatesOtherwise: readonly string[];
}

/** What training does not depend on: names, places, and what is done with what is trained. */
const NOT_TRAINING = [
  "name",
  "description",
  "data.root",
  "data.splits.test",
  "features.sampling.test",
  "use",
  "training.evaluate_every",
  "training.checkpoint_every",
  "training.log_every",
  "inference",
  "evaluation",
  "report",
];

/** What an evaluation depends on beside what is trained. */
const EVALUATING = ["data.splits.test", "features.sampling.test", "inference", "evaluation"];

/** What the best step depends on, where a recipe keeps it. */
const CHOOSING = ["training.evaluate_every", ...EVALUATING];

/** Where overrides of the command line stand. */
const OVERRIDE = "--set";

/** How long to train, which may become more. */
const LENGTHS = ["training.steps", "training.epochs"];

/**
 * Compares a recipe file with what it was, before anything that it names is looked at.
 *
 * @param was The resolved recipe that the run was begun with.
 * @param now The recipe of the run folder, loaded.
 */
export function recipeChanges(was: string, { tree }: Pick<LoadedTree, "tree">): RecipeChanges {
  const before = parse(was);
  // A new constant matters where something else uses it, which is a change too.
  const constants = new Set(Object.keys(before.constants ?? {}));
  const changes = differences(before, parse(recipeText(tree, constants)), []);
  const keepsBest = (before.training?.keep ?? "last") !== "last";
  const isHarmless = (change: Difference) => {
    if (LENGTHS.includes(keyOf(change))) return Number(change.after) > Number(change.before);
    return isOf(change, NOT_TRAINING) && !(keepsBest && isOf(change, CHOOSING));
  };
  return {
    refused: changes.filter((each) => !isHarmless(each)).map((each) => refusal(each, tree)),
    harmless: changes.filter(isHarmless).map(inWords),
    isLonger: changes.some((each) => LENGTHS.includes(keyOf(each)) && isHarmless(each)),
    evaluatesOtherwise: changes.filter((each) => isHarmless(each) && isOf(each, EVALUATING)).map(keyOf),
  };
}

/**
 * What a recipe has changed of another one beside some sections and values, each with its place.
 *
 * @param was The resolved recipe that was trained.
 * @param allowed Their paths, such as `inference`.
 * @param wanted What may change, in words.
 */
export function changesBeside(
  was: string,
  { tree }: Pick<LoadedTree, "tree">,
  allowed: readonly string[],
  wanted: string,
): Diagnostic[] {
  const before = parse(was);
  const now = parse(recipeText(tree, new Set(Object.keys(before.constants ?? {}))));
  return differences(before, now, []).filter((change) => !isOf(change, allowed)).map((change) => ({
    message: `${inWords(change)}: ${wanted}`,
    place: placeAt(tree, change.path),
    hint: "leave it out, or train with it",
  }));
}

function keyOf({ path }: Difference): string {
  return path.join(".");
}

/** Whether a change is one of some keys, or of what is in them. */
function isOf(change: Difference, keys: readonly string[]): boolean {
  const at = keyOf(change);
  return keys.some((each) => at === each || at.startsWith(`${each}.`));
}

function refusal(change: Difference, tree: MapTree): Diagnostic {
  const place = placeAt(tree, change.path);
  const name = keyOf(change);
  if (LENGTHS.includes(name) && change.before !== undefined && change.after !== undefined) {
    return {
      message: `${inWords(change)}: a run goes on with as many ${change.path.at(-1)} or more`,
      place,
      hint: `write ${shown(change.before)} or more, or start a new run`,
    };
  }
  return {
    message: `${inWords(change)}: a run goes on with the recipe that it was begun with`,
    place,
    hint: `${remedy(change, place.file)}, or start a new run`,
  };
}

function remedy({ before }: Difference, file: string): string {
  if (file === OVERRIDE) return "leave it out";
  return before === undefined ? "take it out" : `put ${shown(before)} back`;
}

/** A value that is another; undefined where there is none. */
interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** The values that differ, and the maps whose keys are in another order, which is an order of computing. */
function differences(before: unknown, after: unknown, path: readonly string[]): Difference[] {
  if (!isMap(before) || !isMap(after)) {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, before, after }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
  const [order, newOrder] = [before, after].map((map) => Object.keys(map));
  const isMoved = changed.length === 0 && order!.join() !== newOrder!.join();
  return isMoved && path.length > 0 ? [{ path, before: order, after: newOrder }] : changed;
}

function inWords(change: Difference): string {
  const { before, after } = change;
  const name = keyOf(change);
  if (before === undefined) return `${name} is new: ${shown(after)}`;
  if (after === undefined) return `${name} was ${shown(before)} and is gone`;
  return `${name} was ${shown(before)}, now it is ${shown(after)}`;
}
