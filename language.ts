/**
 * The language of walt without Deno and without TensorFlow.js: it loads, checks, compiles, explains and compares recipes
 * wherever JavaScript runs, in Node and in a browser too. Files are read by a function that you give. All of it is in
 * `@walt/walt` too, which calls `setOwnRecipes` itself.
 *
 * @example Check a recipe that is not a file, and tell what is wrong with it
 * ```ts
 * import { compileRecipe, explain, renderDiagnostics, UserError } from "@walt/walt/language";
 * import assert from "node:assert/strict";
 * import { readFileSync } from "node:fs";
 *
 * const demo = "recipes/demo.yaml"; // in Node, the path of import.meta.resolve("@walt/walt/recipes/demo.yaml")
 * const text = `version: 1\nname: mine\nextends: ${demo}\ntraining: { stepz: 5 }`;
 * try {
 *   compileRecipe("mine.yaml", { read: (path) => path === "mine.yaml" ? text : readFileSync(path, "utf8") });
 *   assert.fail();
 * } catch (error) {
 *   if (!(error instanceof UserError)) throw error;
 *   assert.match(renderDiagnostics(error), /mine\.yaml:4:13\n[^]*did you mean "steps"\?/);
 * }
 *
 * const { parameters, losses } = explain(compileRecipe(demo, { read: (path) => readFileSync(path, "utf8") }));
 * assert.equal(parameters.total, 9600);
 * assert.equal(losses.length, 3);
 * ```
 *
 * @module
 */
export {
  type Diagnostic,
  type Place,
  renderDiagnostics,
  RunError,
  UserError,
} from "./specs/diagnostics/diagnostics.ts";
export { type LoadedTree, type LoadOptions, loadTree } from "./specs/load/mod.ts";
export { type OwnRecipesOptions, setOwnRecipes } from "./specs/load/own_recipes.ts";
export type { Entry, ListTree, MapTree, ScalarTree, Tree } from "./specs/load/tree.ts";
export { compileRecipe, compileTree } from "./specs/compile/mod.ts";
export type {
  Line,
  LossTerm,
  MemoryUpdate,
  Node,
  Origin,
  Program,
  Signal,
  Start,
  Statistic,
} from "./specs/program.ts";
export {
  explain,
  type ExplainedNode,
  type ExplainedParameter,
  type ExplainedSignal,
  type ExplainedThresholds,
  type Explanation,
  type Setting,
} from "./specs/explain/mod.ts";
export { type Difference, diffRecipes, type ReadRecipe, type Stated } from "./specs/diff/mod.ts";
export { recipeSchemaText } from "./specs/schema/mod.ts";
export { type Listed, listVocabulary } from "./specs/schema/vocabulary.ts";

export type { Heading, Recipe } from "./specs/recipe/mod.ts";
export type {
  AnnotationChoice,
  ClassFile,
  DataSection,
  FolderData,
  SplitFiles,
} from "./specs/recipe/data.ts";
export type { Bounds, SyntheticData } from "./specs/recipe/synthetic.ts";
export type { FeatureSource, FeaturesSection, Sampling, StatedRate } from "./specs/recipe/features.ts";
export type { ArrayKeys } from "./specs/recipe/feature_array.ts";
export type { Accumulate, TrainingSection } from "./specs/recipe/training.ts";
export type {
  ClassSelection,
  InferenceSection,
  InferenceStream,
  ProposalGroup,
} from "./specs/recipe/inference.ts";
export type { EvaluationSection } from "./specs/recipe/evaluation.ts";
export type { MinedEntry, ReportSection } from "./specs/recipe/report.ts";

export type { Choice, FamilyName, Vocabulary } from "./specs/kinds/mod.ts";
export type { Family, KindSpec } from "./specs/kinds/kind.ts";
export type {
  ChosenKind,
  Fields,
  KindOptions,
  KindsOf,
  More,
  NewAxis,
  NumberOptions,
  Scheduled,
} from "./specs/options/fields.ts";
export type {
  Arguments,
  FunctionSpec,
  Options,
  OptionValue,
  Parameter,
  Result,
} from "./specs/kinds/functions/function.ts";
export type { BlockContext, BlockSpec, Built, ParameterSpec } from "./specs/kinds/blocks/block.ts";
export type { Convolution, Traits } from "./specs/kinds/traits.ts";
export type { FormatSpec } from "./specs/kinds/formats/format.ts";
export type { LayoutSpec } from "./specs/kinds/layouts/layout.ts";
export type { Grid, Protocol, ProtocolSpec, ProtocolValues } from "./specs/kinds/protocols/protocol.ts";
export type { BinsName, DiagnosisDefaults } from "./specs/kinds/protocols/diagnosis.ts";
export type { TrainSamplerSpec } from "./specs/kinds/train_samplers/train_sampler.ts";
export type { BatchMakerSpec } from "./specs/kinds/batches/batch_maker.ts";
export { type Dim, showType, type Size, type TensorType } from "./specs/types.ts";
