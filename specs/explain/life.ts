/** A value's life: every file, constant, macro and flag that had a say in it, in order. */
import { evaluateConstant } from "../expression/constant.ts";
import { parseExpression } from "../expression/parse.ts";
import type { LoadedTree } from "../load/mod.ts";
import { merge } from "../load/merge.ts";
import { entryAt, type MapTree, placeAt, placeText, plain, subtree, type Tree } from "../load/tree.ts";
import { userError } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { type Program, settingAt, valueInMaps } from "../program.ts";

/** What happened to a value. */
export interface LifeStep {
  /** `file:line`, or the override. */
  readonly from: string;
  /** What is written there; absent of a macro. */
  readonly text?: unknown;
  /** True where the value was taken away: by null, by a block of another kind, by an option that excludes it. */
  readonly removed?: true;
}

/** The life of a value. */
export interface Life {
  /** Its path in the recipe, such as "training.optimizer.rate". */
  readonly path: string;
  /** The value in force; absent where nothing is, and of expressions over signals. */
  readonly value?: unknown;
  /** What was written, in the order in which it was laid over each other: the last one holds. Empty of a default. */
  readonly steps: readonly LifeStep[];
  /** The lives of the constants and macros that its text names. */
  readonly uses: readonly Life[];
}

/**
 * The lives of the value at a path, or of all values below it.
 *
 * @throws {UserError} When the recipe has no such value, with the nearest path.
 */
export function livesOf(path: string, loaded: LoadedTree, program: Program): Life[] {
  const paths = pathsOf(loaded, program);
  const found = paths.filter((each) => each === path || each.startsWith(`${path}.`));
  if (found.length === 0) {
    throw userError(`The recipe "${program.file}" has no value at "${path}"`, suggest(path, paths));
  }
  const stages = stagesOf(loaded);
  return found.map((each) => lifeOf(each.split("."), { loaded, stages, program, open: [] }));
}

interface Recipe {
  readonly loaded: LoadedTree;
  readonly stages: readonly Stage[];
  readonly program: Program;
  /** The paths whose lives are being told. */
  readonly open: readonly string[];
}

function lifeOf(path: readonly string[], recipe: Recipe): Life {
  const name = path.join(".");
  const steps = stepsOf(path, recipe.stages);
  const last = steps.at(-1);
  const value = valueOf(path, recipe.program, last);
  const open = [...recipe.open, name];
  const used = usedBy(wordsOf(last?.text, value), recipe.loaded.tree);
  return {
    path: name,
    ...(value === undefined ? {} : { value }),
    steps,
    uses: used.filter((each) => !open.includes(each.join("."))).map((each) =>
      lifeOf(each, { ...recipe, open })
    ),
  };
}

/** A file or flag by itself, and the recipe before and after it was laid over. */
interface Stage {
  readonly layer: MapTree;
  readonly below: Tree | undefined;
  readonly above: Tree;
}

function stagesOf({ layers }: LoadedTree): Stage[] {
  let below: Tree | undefined;
  return layers.map((layer): Stage => {
    const stage = { layer, below, above: merge(below, layer, []) };
    below = stage.above;
    return stage;
  });
}

/** What every file and flag did to a value. */
function stepsOf(path: readonly string[], stages: readonly Stage[]): LifeStep[] {
  return stages.flatMap(({ layer, below, above }): LifeStep[] => {
    const stated = statedIn(layer, path);
    const from = placeText(placeAt(layer, path));
    if (stated?.shape === "map") return [{ from }];
    if (stated && !isNull(stated)) return [{ from, text: plain(stated) }];
    return below && statedIn(below, path) && !statedIn(above, path) ? [{ from, removed: true }] : [];
  });
}

/** The value at a path; a kind may be its word alone. */
function statedIn(tree: Tree, path: readonly string[]): Tree | undefined {
  const found = subtree(tree, path);
  if (found || path.at(-1) !== "kind") return found;
  const word = subtree(tree, path.slice(0, -1));
  return word?.shape === "scalar" ? word : undefined;
}

function isNull(tree: Tree): boolean {
  return tree.shape === "scalar" && tree.value === null;
}

function valueOf(path: readonly string[], program: Program, last: LifeStep | undefined): unknown {
  const { recipe } = program;
  const setting = settingAt(program, path) ?? valueInMaps(weightsOf(program), path);
  if (setting !== undefined || typeof last?.text !== "string") return setting ?? last?.text;
  try {
    return evaluateConstant(parseExpression(last.text), (constant) => recipe.constants[constant], () => []);
  } catch {
    return undefined;
  }
}

/** The weights of losses in force, by their paths. */
function weightsOf({ losses }: Program): { losses: Record<string, { weight: unknown }> } {
  return { losses: Object.fromEntries(losses.map(({ name, weight }) => [name, { weight }])) };
}

/** The words of a text, or of the expressions in a list: those entries that mean something else than is written. */
function wordsOf(text: unknown, value: unknown): string[] {
  const entries = Array.isArray(text)
    ? text.filter((each, i) => typeof each === "string" && !(Array.isArray(value) && value[i] === each))
    : typeof text === "string"
    ? [text]
    : [];
  return [...new Set(entries.flatMap((each: string) => each.match(/[A-Za-z_]\w*/g) ?? []))];
}

/** The paths of the constants and macros among the words of a text. */
function usedBy(words: readonly string[], tree: MapTree): string[][] {
  return ["constants", "define"].flatMap((section) =>
    words.filter((word) => entryAt(tree, [section, word])).map((word) => [section, word])
  );
}

/** Every path that has a value, or once had one. */
function pathsOf({ layers }: LoadedTree, program: Program): string[] {
  const { engine, data, features, training, inference, evaluation, report } = program.recipe;
  const { origins } = program;
  const settings = leaves({ engine, data, features, training, inference, evaluation, report });
  const written = layers.flatMap((layer) => leaves(plain(layer)));
  // A loss that is written as its expression alone is no map.
  const weights = leaves(weightsOf(program)).filter((path) => {
    const loss = path.split(".", 2).join(".");
    return written.some((each) => each.startsWith(`${loss}.`));
  });
  const paths = new Set([...origins.map(({ path }) => path), ...written, ...settings, ...weights]);
  // A map that a null removed is told by what it held.
  const held = new Set([...paths].map((path) => path.slice(0, path.lastIndexOf("."))));
  return [...paths].filter((path) => !held.has(path));
}

/** The paths of what lies in maps. */
function leaves(value: unknown, path = ""): string[] {
  const isInner = typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.keys(value).length > 0;
  if (!isInner) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === "" ? key : `${path}.${key}`));
}
