/** A loaded recipe to a typed program, or to every mistake in it. */
import { checkSection } from "../recipe/check/section.ts";
import { type Diagnostic, UserError } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { type LoadedTree, type LoadOptions, loadTree } from "../load/mod.ts";
import { originsOf } from "../load/origins.ts";
import { basename } from "../load/paths.ts";
import { recipeText } from "../load/text.ts";
import { type MapTree, placeAt, type Tree } from "../load/tree.ts";
import type { Program } from "../program.ts";
import { type Fields, fields } from "../recipe/fields.ts";
import { HEADING, type Recipe, SECTIONS, SETTINGS, SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { classCount } from "../recipe/data.ts";
import { createBuilder } from "./builder.ts";
import { type Constants, readConstants } from "./constants.ts";
import { declareSignals } from "./declarations.ts";
import { checkInference } from "./inference.ts";
import { checkPairs, chosenInputs, inputHints } from "./chosen_inputs.ts";
import { addInputs, type BatchShape, featuresShape, statedClasses, statedShape } from "./inputs.ts";
import { compileLogged, declareLogged } from "./logged.ts";
import { compileLosses, declareLosses } from "./losses.ts";
import { readMacros } from "./macros.ts";
import { evaluatorOf } from "./number.ts";
import type { Numbers } from "./scope.ts";
import { signalCompiler } from "./signals.ts";
import { checkSizes } from "./sizes.ts";
import { checkExtensions } from "./extensions.ts";
import { type Choice, VOCABULARY, type Vocabulary } from "../kinds/mod.ts";
import { inSourceOrder } from "../load/source_order.ts";

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
 */
export function compileTree(loaded: LoadedTree, vocabulary: Vocabulary = VOCABULARY): Program {
  const { tree, file } = loaded;
  const diagnostics = [...loaded.diagnostics];
  checkExtensions(tree, vocabulary, diagnostics);
  const constants = readConstants(tree, diagnostics);
  const builders = fieldsOver(vocabulary)(constants);
  const heading = checkHeading(loaded, diagnostics);
  const data = checkSection(tree, ["data"], SETTINGS.data(builders), diagnostics);
  const classes = data ? classCount(data) : statedClasses(tree);
  constants.setClasses(classes);
  const settings = checkSettings(tree, builders, diagnostics);
  if (data?.kind === "synthetic") requireTestSubset(tree, settings.evaluation, diagnostics);
  const shape = settings.features ? featuresShape(settings.features) : statedShape(tree);
  const chosen = chosenInputs(tree, vocabulary, settings);
  if (settings.training) checkPairs(tree, vocabulary, settings.training, diagnostics);
  const batch = { classes, batch: settings.training?.batch ?? 1, ...chosen };
  const program = shape
    ? compileGraph(tree, { constants, builders, vocabulary, shape: { ...shape, ...batch } }, diagnostics)
    : undefined;
  if (program) constants.reportUnused(file, loaded.written, diagnostics);
  const { features, training, inference, evaluation } = settings;
  if (
    diagnostics.length > 0 || !program || !heading || !data || !features || !training || !inference ||
    !evaluation
  ) {
    throw new UserError(
      `Cannot load recipe "${file}"`,
      inSourceOrder(diagnostics, loaded.files, loaded.overrides),
    );
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

/** The builders of options over some numbers. */
function fieldsOver(vocabulary: Vocabulary): (numbers: Numbers) => Fields {
  return (numbers) => fields(evaluatorOf(numbers), (family) => vocabulary[family as Choice]);
}

function checkHeading({ tree, file, files }: LoadedTree, diagnostics: Diagnostic[]) {
  for (const [key, { key: place }] of tree.entries) {
    if ((SECTIONS as readonly string[]).includes(key)) continue;
    diagnostics.push({ message: `Unknown key "${key}" at ${key}`, place, hint: suggest(key, SECTIONS) });
  }
  const keys = Object.keys(HEADING.shape);
  const entries = new Map([...tree.entries].filter(([key]) => keys.includes(key)));
  const found: Diagnostic[] = [];
  const heading = checkSection({ ...tree, entries }, [], HEADING, found);
  const isNameless = ({ message }: Diagnostic) => message === 'Missing "name"';
  diagnostics.push(
    ...found.map((each) => isNameless(each) ? { ...each, hint: nameHint(file, files.length > 1) } : each),
  );
  return heading;
}

/** A name after the file. */
function nameHint(file: string, hasParents: boolean): string {
  const name = basename(file).replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9_-]+/g, "_");
  return `${hasParents ? "add one of its own, which is not inherited" : "add it"}: name: ${name}`;
}

function checkSettings(tree: Tree, builders: Fields, diagnostics: Diagnostic[]) {
  const { features, training, inference, evaluation } = SETTINGS;
  return {
    features: checkSection(tree, ["features"], features(builders), diagnostics),
    training: checkSection(tree, ["training"], training(builders), diagnostics),
    inference: checkSection(tree, ["inference"], inference(builders), diagnostics),
    evaluation: checkSection(tree, ["evaluation"], evaluation(builders), diagnostics),
  };
}

/** A generated data set has no annotation file with other subsets. */
function requireTestSubset(
  tree: Tree,
  evaluation: Recipe["evaluation"] | undefined,
  diagnostics: Diagnostic[],
): void {
  if (!evaluation || evaluation.subset === "test") return;
  diagnostics.push({
    message:
      `evaluation.subset must be "test" in a generated data set: current value is "${evaluation.subset}"`,
    place: placeAt(tree, ["evaluation", "subset"]),
    hint: "its test videos are what is scored",
  });
}

interface Graph {
  readonly constants: Constants;
  readonly builders: Fields;
  readonly vocabulary: Vocabulary;
  readonly shape: BatchShape;
}

function compileGraph(
  tree: MapTree,
  { constants, builders, vocabulary, shape }: Graph,
  diagnostics: Diagnostic[],
): Pick<Program, "nodes" | "lines" | "signals" | "losses" | "logged"> {
  const builder = createBuilder();
  const inputs = addInputs(builder, shape);
  const taken = new Map([
    ["losses", "the section of losses"],
    ["logged", "the section of statistics"],
    ...inputs.map(({ name }) => [name, "an input"] as const),
    ...[...constants.values.keys()].map((name) => [name, "a constant"] as const),
  ]);
  const losses = declareLosses(tree, builders, diagnostics);
  const statistics = declareLogged(tree, diagnostics);
  const declared = declareSignals(tree, taken, diagnostics);
  const compiler = signalCompiler({
    tree,
    builder,
    vocabulary: {
      functions: vocabulary.functions,
      blocks: vocabulary.blocks,
      macros: readMacros({ tree, ...vocabulary, fields: builders, constants, diagnostics }),
    },
    inputs,
    constants,
    fieldsOf: fieldsOver(vocabulary),
    inputHints: inputHints(vocabulary, builders),
    declarations: new Map([...declared, ...losses, ...statistics].map((each) => [each.name, each])),
    diagnostics,
  });
  for (const { name } of declared) compiler.compile(name);
  const terms = compileLosses(tree, builders, compiler, losses, builder.nodes, diagnostics);
  const logged = compileLogged(compiler, statistics, diagnostics);
  const steps = [...compiler.compiled.values()].filter(({ section }) =>
    SIGNAL_SECTIONS.some((each) => each === section)
  );
  const names = [...new Set([...declared, ...steps].map(({ name }) => name))];
  checkInference(tree, { compiler, names, nodes: builder.nodes, inputs }, diagnostics);
  if (diagnostics.length === 0) {
    const { nodes, places } = builder;
    checkSizes({ tree, nodes, places, constants: constants.values }, diagnostics);
  }
  const lines = [...builder.places].map(([name, { file, line }]) => [name, { file, line }]);
  return {
    nodes: builder.nodes,
    lines: Object.fromEntries(lines),
    signals: [...inputs, ...compiler.compiled.values()],
    losses: terms,
    logged,
  };
}
