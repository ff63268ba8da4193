/** A loaded recipe to a typed program, or to every mistake in it. */
import type { Diagnostic, UserError } from "../diagnostics/diagnostics.ts";
import type { Vocabulary } from "../kinds/mod.ts";
import { type LoadedTree, type LoadOptions, loadTree } from "../load/mod.ts";
import { recipeError } from "../load/recipe_error.ts";
import type { Program, Signal } from "../program.ts";
import type { BatchShape } from "../recipe/check/batch_shape.ts";
import { inputHints } from "../recipe/check/chosen_inputs.ts";
import { type CheckedRecipe, checkRecipe } from "../recipe/check/mod.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { recipeText } from "../recipe/recipe_text.ts";
import { createBuilder } from "./builder.ts";
import { checkInference } from "./inference_signals.ts";
import { addInputs } from "./inputs.ts";
import { compileStarts, compileUpdates } from "./lasting.ts";
import { compileLogged } from "./logged.ts";
import { compileLosses } from "./losses.ts";
import { readMacros } from "./macros.ts";
import { originsOf } from "./origins.ts";
import { checkReport } from "./report_signals.ts";
import { signalCompiler } from "./signals.ts";
import { checkSizes } from "./sizes.ts";

/**
 * Loads, checks and compiles a recipe that `options.read` gives: from memory, an editor or an archive. `loadRecipe` does
 * it for files.
 *
 * @param file The recipe's name, which `read` is called with and messages show.
 * @param vocabulary What recipes may use: the language's own, or that of `loadExtensions`.
 * @throws {UserError} With every mistake of the recipe, in source order.
 *
 * @example Compile a recipe that is not a file
 * ```ts
 * import { compileRecipe } from "@walt/walt";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 *
 * const text = 'version: 1\nname: wider\nextends: recipes/demo.yaml\nconstants: { hidden: 128 }';
 * const program = compileRecipe("wider.yaml", {
 *   read: (path) => path === "wider.yaml" ? text : readFileSync(path, "utf8"),
 * });
 * assert.equal(program.recipe.name, "wider");
 * const x = program.signals.find(({ name }) => name === "x")!;
 * assert.deepEqual(x.type.dims.map(({ count }) => count), [10, 100, 128]); // [B, T, D]
 * ```
 */
export function compileRecipe(file: string, options: LoadOptions, vocabulary?: Vocabulary): Program {
  return compileTree(loadTree(file, options), vocabulary);
}

/**
 * Checks and compiles a loaded recipe.
 *
 * @throws {UserError} With every mistake of the recipe, in source order.
 *
 * @example Compile a recipe after a look at its files
 * ```ts
 * import { compileTree, loadTree } from "@walt/walt";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 *
 * const loaded = loadTree("recipes/demo.yaml", { read: (path) => readFileSync(path, "utf8") });
 * assert.equal(compileTree(loaded).recipe.name, "demo");
 * ```
 */
export function compileTree(loaded: LoadedTree, vocabulary?: Vocabulary): Program {
  return compileChecked(checkRecipe(loaded, vocabulary));
}

/**
 * Compiles a checked recipe.
 *
 * @throws {UserError} With every mistake of the recipe, in source order.
 */
export function compileChecked(checked: CheckedRecipe): Program {
  const { program, mistakes } = inspectChecked(checked);
  if (!program) throw mistakes;
  return program;
}

/** What is known of a recipe, right or wrong. */
export interface Inspected {
  /** The program of a recipe that is right. */
  readonly program: Program | undefined;
  /** Every mistake of one that is wrong. */
  readonly mistakes: UserError | undefined;
  /** What a batch provides, and the signals that are right. */
  readonly signals: readonly Signal[];
  /** The constants that are right. */
  readonly constants: ReadonlyMap<string, number>;
}

/** Checks and compiles a loaded recipe as far as that goes: for editors, in which it is wrong most of the time. */
export function inspectTree(loaded: LoadedTree, vocabulary?: Vocabulary): Inspected {
  return inspectChecked(checkRecipe(loaded, vocabulary));
}

function inspectChecked(checked: CheckedRecipe): Inspected {
  const { loaded, constants, settings, batch } = checked;
  const { tree, file } = loaded;
  const diagnostics = [...checked.diagnostics];
  const graph = batch && compileGraph(checked, batch, diagnostics);
  if (graph) constants.reportUnused(file, loaded.written, diagnostics);
  const known = { signals: graph?.signals ?? [], constants: constants.values };
  if (diagnostics.length > 0 || !graph || !settings) {
    const told = checked.part ? [...loaded.diagnostics, checked.part] : diagnostics;
    const mistakes = recipeError(file, told, loaded.files, loaded.overrides);
    return { program: undefined, mistakes, ...known };
  }
  let resolved: string | undefined;
  const program = {
    file,
    parents: loaded.files.filter((each) => each !== file),
    // Checking needs no text, and writing it takes longer than reading it.
    get resolved() {
      return resolved ??= recipeText(tree, constants.used);
    },
    origins: originsOf(tree),
    recipe: {
      ...settings,
      constants: Object.fromEntries([...constants.values].filter(([name]) => constants.used.has(name))),
    },
    ...graph,
  };
  return { program, mistakes: undefined, ...known };
}

function compileGraph(
  checked: CheckedRecipe,
  batch: BatchShape,
  diagnostics: Diagnostic[],
): Pick<Program, "nodes" | "lines" | "signals" | "losses" | "logged" | "updates" | "starts"> {
  const { loaded: { tree }, vocabulary, constants, fieldsOf, signals, losses, statistics } = checked;
  const builder = createBuilder();
  const inputs = addInputs(builder, batch);
  const compiler = signalCompiler({
    tree,
    builder,
    vocabulary: {
      functions: vocabulary.functions,
      blocks: vocabulary.blocks,
      macros: readMacros({ tree, ...vocabulary, definitions: checked.definitions, constants, diagnostics }),
    },
    inputs,
    constants,
    fieldsOf,
    inputHints: inputHints(vocabulary, fieldsOf(constants)),
    declarations: new Map([...signals, ...losses, ...statistics].map((each) => [each.name, each])),
    diagnostics,
  });
  for (const { name } of signals) compiler.compile(name);
  const terms = compileLosses(tree, compiler, losses, builder.nodes, diagnostics);
  const logged = compileLogged(compiler, statistics, diagnostics);
  const { updates, signals: next } = compileUpdates(compiler.updates, compiler.compiled);
  const { starts, signals: first } = compileStarts(compiler.starts, compiler.compiled);
  const steps = [...compiler.compiled.values()].filter(({ section }) =>
    SIGNAL_SECTIONS.some((each) => each === section)
  );
  const names = [...new Set([...signals, ...steps].map(({ name }) => name))];
  const scope = { compiler, names, nodes: builder.nodes, inputs };
  checkInference(tree, scope, diagnostics);
  checkReport(tree, scope, statistics.map(({ path }) => path[1]!), diagnostics);
  if (diagnostics.length === 0) {
    const { nodes, places } = builder;
    checkSizes({ tree, nodes, places, constants: constants.values }, diagnostics);
  }
  const lines = [...builder.places].map(([name, { file, line }]) => [name, { file, line }]);
  return {
    nodes: builder.nodes,
    lines: Object.fromEntries(lines),
    signals: [...inputs, ...compiler.compiled.values(), ...first, ...next],
    losses: terms,
    logged,
    updates,
    starts,
  };
}
