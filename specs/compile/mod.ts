/** A loaded recipe to a typed program, or to every mistake in it. */
import { BLOCKS } from "../blocks/mod.ts";
import { checkSection } from "../check/section.ts";
import { type Diagnostic, suggest, UserError } from "../diagnostics.ts";
import { FUNCTIONS } from "../functions/mod.ts";
import { type LoadedTree, type LoadOptions, loadTree } from "../load/mod.ts";
import { originsOf } from "../load/origins.ts";
import { recipeText } from "../load/text.ts";
import { type MapTree, placeAt, type Tree } from "../load/tree.ts";
import type { Program } from "../program.ts";
import { findProtocol } from "../protocols/mod.ts";
import { type Fields, fields } from "../recipe/fields.ts";
import { HEADING, type Recipe, SECTIONS, SETTINGS, SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { classCount } from "../recipe/data.ts";
import { createBuilder } from "./builder.ts";
import { type Constants, readConstants } from "./constants.ts";
import { checkInference } from "./inference.ts";
import { addInputs } from "./inputs.ts";
import { compileLosses, declareLosses } from "./losses.ts";
import { readMacros } from "./macros.ts";
import { type Declaration, signalCompiler } from "./signals.ts";

/**
 * Loads, checks and compiles a recipe that `options.read` gives: from memory, an editor or an archive. `loadRecipe` does
 * it for files.
 *
 * @param file The recipe's name, which `read` is called with and messages show.
 * @throws {UserError} With every mistake of the recipe, in source order.
 *
 * @example Compile a recipe that is not a file
 * ```ts
 * import { compileRecipe } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const text = 'version: 1\nname: wider\nextends: recipes/demo.yaml\nconstants: { hidden: 128 }';
 * const program = compileRecipe("wider.yaml", {
 *   read: (path) => path === "wider.yaml" ? text : Deno.readTextFileSync(path),
 * });
 * assert.equal(program.recipe.name, "wider");
 * const x = program.signals.find(({ name }) => name === "x")!;
 * assert.deepEqual(x.type.dims.map(({ count }) => count), [10, 100, 128]); // [B, T, D]
 * ```
 */
export function compileRecipe(file: string, options: LoadOptions): Program {
  return compileTree(loadTree(file, options));
}

/**
 * Checks and compiles a loaded recipe.
 *
 * @throws {UserError} With every mistake of the recipe, in source order.
 */
export function compileTree(loaded: LoadedTree): Program {
  const { tree, file } = loaded;
  const diagnostics = [...loaded.diagnostics];
  const constants = readConstants(tree, diagnostics);
  const builders = fields(constants.evaluate);
  const heading = checkHeading(tree, diagnostics);
  const data = checkSection(tree, ["data"], SETTINGS.data(builders), diagnostics);
  const classes = data && classCount(data);
  if (classes) constants.setClasses(classes);
  const settings = checkSettings(tree, builders, diagnostics);
  const program = settings.features && classes &&
    compileGraph(
      tree,
      { constants, builders, classes, ...settings, features: settings.features },
      diagnostics,
    );
  if (program) constants.reportUnused(file, diagnostics);
  const { features, training, inference, evaluation } = settings;
  if (
    diagnostics.length > 0 || !program || !heading || !data || !features || !training || !inference ||
    !evaluation
  ) {
    throw new UserError(`Cannot load recipe "${file}"`, inSourceOrder(diagnostics, loaded.files));
  }
  const recipe: Recipe = {
    ...heading,
    constants: Object.fromEntries([...constants.values].filter(([name]) => constants.used.has(name))),
    data,
    features,
    training,
    inference,
    evaluation,
  };
  return {
    file,
    parents: loaded.files.slice(0, -1),
    resolved: recipeText(tree, constants.used),
    origins: originsOf(tree),
    recipe,
    ...program,
  };
}

function checkHeading(tree: MapTree, diagnostics: Diagnostic[]) {
  for (const [key, { key: place }] of tree.entries) {
    if ((SECTIONS as readonly string[]).includes(key)) continue;
    diagnostics.push({ message: `Unknown key "${key}" at ${key}`, place, hint: suggest(key, SECTIONS) });
  }
  const keys = Object.keys(HEADING.shape);
  const entries = new Map([...tree.entries].filter(([key]) => keys.includes(key)));
  return checkSection({ ...tree, entries }, [], HEADING, diagnostics);
}

function checkSettings(tree: Tree, builders: Fields, diagnostics: Diagnostic[]) {
  const { features, training, inference, evaluation } = SETTINGS;
  const checked = {
    features: checkSection(tree, ["features"], features(builders), diagnostics),
    training: checkSection(tree, ["training"], training(builders), diagnostics),
    inference: checkSection(tree, ["inference"], inference(builders), diagnostics),
    evaluation: checkSection(tree, ["evaluation"], evaluation(builders), diagnostics),
  };
  if (checked.evaluation) {
    try {
      findProtocol(checked.evaluation.protocol);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      diagnostics.push({ ...error.diagnostics[0]!, place: placeAt(tree, ["evaluation", "protocol"]) });
    }
  }
  return checked;
}

interface Graph {
  readonly constants: Constants;
  readonly builders: Fields;
  readonly classes: number;
  readonly features: Recipe["features"];
  readonly training?: Recipe["training"] | undefined;
  readonly inference?: Recipe["inference"] | undefined;
}

function compileGraph(
  tree: MapTree,
  { constants, builders, classes, features, training, inference }: Graph,
  diagnostics: Diagnostic[],
): Pick<Program, "nodes" | "lines" | "signals" | "losses"> {
  const builder = createBuilder();
  const inputs = addInputs(builder, features, classes, training?.batch ?? 1);
  const taken = new Set([...inputs.map((input) => input.name), ...constants.values.keys()]);
  const losses = declareLosses(tree, builders, diagnostics);
  const declared = declareSignals(tree, taken, diagnostics);
  const compiler = signalCompiler({
    tree,
    builder,
    vocabulary: {
      functions: FUNCTIONS,
      blocks: BLOCKS,
      macros: readMacros(tree, new Set(FUNCTIONS.keys()), diagnostics),
    },
    fields: builders,
    inputs,
    constant: constants.get,
    constants: () => [...constants.values.keys()],
    declarations: new Map([...declared, ...losses].map((each) => [each.name, each])),
    diagnostics,
  });
  for (const { name } of declared) compiler.compile(name);
  const terms = compileLosses(tree, builders, compiler, losses, diagnostics);
  if (terms.length === 0 && losses.length === 0) {
    diagnostics.push({
      message: 'A recipe needs at least one loss in section "losses"',
      place: placeAt(tree, ["losses"]),
    });
  }
  if (inference) checkInference(tree, inference, compiler, declared.map(({ name }) => name), diagnostics);
  const lines = [...builder.places].map(([name, { file, line }]) => [name, { file, line }]);
  return {
    nodes: builder.nodes,
    lines: Object.fromEntries(lines),
    signals: [...inputs, ...compiler.compiled.values()],
    losses: terms,
  };
}

function declareSignals(tree: MapTree, taken: ReadonlySet<string>, diagnostics: Diagnostic[]): Declaration[] {
  const seen = new Set(taken);
  return SIGNAL_SECTIONS.flatMap((section) => {
    const map = tree.entries.get(section)?.value;
    if (map && map.shape !== "map") {
      diagnostics.push({ message: `${section} must be a map of signals`, place: map.place });
    }
    if (map?.shape !== "map") return [];
    return [...map.entries].flatMap(([name, entry]): Declaration[] => {
      if (!/^[A-Za-z_]\w*$/.test(name) || seen.has(name)) {
        diagnostics.push({
          message: seen.has(name) ? `Name "${name}" is taken already` : `Cannot name a signal "${name}"`,
          place: entry.key,
          hint: seen.has(name) ? "choose another name" : "use letters, digits and _",
        });
        return [];
      }
      seen.add(name);
      return [{ name, section, path: [section, name], entry }];
    });
  });
}

/** Orders mistakes by file (the recipe's own first), line and column; repeated ones are said once. */
function inSourceOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  const rank = ({ place }: Diagnostic) => place ? files.length - files.indexOf(place.file) : -1;
  const key = ({ message, place }: Diagnostic) => `${message} ${place?.file}:${place?.line}:${place?.column}`;
  const unique = [...new Map(diagnostics.map((each) => [key(each), each])).values()];
  return unique.sort((a, b) =>
    rank(a) - rank(b) || (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}
