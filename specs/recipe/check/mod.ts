/** A loaded recipe to a checked one: all that its sections say but what expressions and blocks mean. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import type { Numbers } from "../../expression/constant.ts";
import { type Choice, VOCABULARY, type Vocabulary } from "../../kinds/mod.ts";
import { unusedIntervals } from "../../kinds/protocols/mod.ts";
import type { LoadedTree } from "../../load/mod.ts";
import { basename } from "../../load/paths.ts";
import { placeAt, type Tree } from "../../load/tree.ts";
import { type Fields, fields } from "../../options/fields.ts";
import { classCount } from "../data.ts";
import { HEADING, type Heading, type Recipe, SECTIONS, SETTINGS } from "../mod.ts";
import { type BatchShape, featuresShape, statedClasses, statedInputs, statedShape } from "./batch_shape.ts";
import { checkPairs, checkWhole, chosenInputs } from "./chosen_inputs.ts";
import { type Constants, readConstants } from "./constants.ts";
import {
  type Declaration,
  type DeclaredLoss,
  declareLogged,
  declareLosses,
  declareSignals,
} from "./declarations.ts";
import { checkDefinitions, type Definition } from "./definitions.ts";
import { evaluatorOf } from "./evaluator.ts";
import { checkKeep } from "./keep.ts";
import { partMistake } from "./part.ts";
import { checkSection } from "./section.ts";
import { isMeant, MISSING_KEY, unknownKey } from "./wording.ts";
import { checkStreams } from "./streams.ts";
import { checkExtensions } from "./use.ts";

/** A checked recipe. Where something is wrong it is as far as it could be read, so that the rest is checked all the same. */
export interface CheckedRecipe {
  readonly loaded: LoadedTree;
  /** What the recipe may use. */
  readonly vocabulary: Vocabulary;
  readonly constants: Constants;
  /** The builders of options over some numbers. */
  fieldsOf(numbers: Numbers): Fields;
  /** The settings; undefined where a section is wrong. */
  readonly settings: Omit<Recipe, "constants"> | undefined;
  /** What the inputs of a batch depend on; undefined where nothing says how wide features are. */
  readonly batch: BatchShape | undefined;
  /** Section `define`. */
  readonly definitions: ReadonlyMap<string, Definition | undefined>;
  readonly signals: readonly Declaration[];
  readonly losses: readonly DeclaredLoss[];
  readonly statistics: readonly Declaration[];
  /** What it is instead of a recipe. */
  readonly part: Diagnostic | undefined;
  /** Every mistake so far. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks a loaded recipe; what it throws nothing for is in `diagnostics`. */
export function checkRecipe(loaded: LoadedTree, vocabulary: Vocabulary = VOCABULARY): CheckedRecipe {
  const { tree } = loaded;
  const diagnostics = [...loaded.diagnostics];
  checkExtensions(tree, vocabulary, diagnostics);
  const constants = readConstants(tree, diagnostics);
  const fieldsOf = (numbers: Numbers) =>
    fields(evaluatorOf(numbers), (family) => vocabulary[family as Choice]);
  const builders = fieldsOf(constants);
  const heading = checkHeading(loaded, diagnostics);
  const data = checkSection(tree, ["data"], SETTINGS.data(builders), diagnostics);
  const classes = data ? classCount(data) : statedClasses(tree);
  constants.setClasses(classes);
  const settings = checkSettings(tree, builders, diagnostics);
  const { features, training, inference, evaluation, report } = settings;
  const lacking = Object.entries({ data, ...settings }).filter(([, section]) => section === undefined)
    .map(([section]) => section).filter((section) => !tree.entries.has(section));
  if (data?.kind === "synthetic") requireTestSubset(tree, evaluation, diagnostics);
  checkAmbiguous(tree, data?.kind, evaluation, diagnostics);
  checkKeep(tree, { training, evaluation }, diagnostics);
  checkStreams(tree, diagnostics);
  checkWhole(tree, vocabulary, { features, training }, diagnostics);
  if (training) checkPairs(tree, vocabulary, training, diagnostics);
  const shape = features ? featuresShape(features) : statedShape(tree);
  const batch = shape && {
    ...shape,
    classes,
    batch: training?.batch ?? 1,
    ...chosenInputs(tree, vocabulary, { features, training }),
  };
  const inputs = batch ? statedInputs(batch) : [];
  constants.reportNames(inputs, diagnostics);
  const taken = new Map([
    ["losses", "the section of losses"],
    ["logged", "the section of statistics"],
    ...inputs.map((name) => [name, "an input"] as const),
    ...[...constants.values.keys()].map((name) => [name, "a constant"] as const),
  ]);
  return {
    loaded,
    vocabulary,
    constants,
    fieldsOf,
    settings: heading && data && features && training && inference && evaluation && report &&
      { ...heading, data, features, training, inference, evaluation, report },
    batch,
    definitions: checkDefinitions(tree, vocabulary, builders, diagnostics),
    losses: declareLosses(tree, builders, diagnostics),
    statistics: declareLogged(tree, diagnostics),
    signals: declareSignals(tree, taken, diagnostics),
    part: partMistake(loaded, lacking),
    diagnostics,
  };
}

function checkHeading({ tree, file, files }: LoadedTree, diagnostics: Diagnostic[]): Heading | undefined {
  for (const [key, { key: place }] of tree.entries) {
    if ((SECTIONS as readonly string[]).includes(key)) continue;
    diagnostics.push(unknownKey([key], SECTIONS, place, tree));
  }
  const keys = Object.keys(HEADING.shape);
  const entries = new Map([...tree.entries].filter(([key]) => keys.includes(key)));
  const found: Diagnostic[] = [];
  const heading = checkSection({ ...tree, entries }, [], HEADING, found);
  // Loading sees to the version, and all other keys have defaults.
  const isNameless = ({ code }: Diagnostic) => code === MISSING_KEY;
  diagnostics.push(
    ...found.flatMap((each) => {
      if (!isNameless(each)) return [each];
      // A misspelt key is told where it stands.
      return isMeant("name", tree, SECTIONS) ? [] : [{ ...each, hint: nameHint(file, files.length > 1) }];
    }),
  );
  return heading;
}

/** A name after the file. */
function nameHint(file: string, hasParents: boolean): string {
  const name = basename(file).replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9_-]+/g, "_");
  return `${hasParents ? "add one of its own, which is not inherited" : "add it"}: name: ${name}`;
}

function checkSettings(tree: Tree, builders: Fields, diagnostics: Diagnostic[]) {
  const { features, training, inference, evaluation, report } = SETTINGS;
  return {
    features: checkSection(tree, ["features"], features(builders), diagnostics),
    training: checkSection(tree, ["training"], training(builders), diagnostics),
    inference: checkSection(tree, ["inference"], inference(builders), diagnostics),
    evaluation: checkSection(tree, ["evaluation"], evaluation(builders), diagnostics),
    report: checkSection(tree, ["report"], report(builders), diagnostics),
  };
}

/** Ambiguous intervals are of no use to a protocol without them, and none are generated. */
function checkAmbiguous(
  tree: Tree,
  data: Recipe["data"]["kind"] | undefined,
  evaluation: Recipe["evaluation"] | undefined,
  diagnostics: Diagnostic[],
): void {
  if (evaluation?.ambiguous === undefined) return;
  const refuse = (message: string, hint: string) =>
    diagnostics.push({ message, hint, place: placeAt(tree, ["evaluation", "ambiguous"]) });
  const { protocol } = evaluation;
  if (data === "synthetic") {
    refuse("A generated data set has no ambiguous intervals", "write ambiguous: null");
  } else if (protocol.ambiguous === "absent") {
    refuse(
      unusedIntervals(protocol),
      "write ambiguous: null, or a protocol that leaves predictions there out",
    );
  }
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
