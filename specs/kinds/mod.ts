/** The vocabulary: everything that a recipe chooses by name, family by family. */
import { BATCHES } from "./batches/mod.ts";
import { BLOCKS } from "./blocks/mod.ts";
import type { BatchMakerSpec } from "./batches/batch_maker.ts";
import type { BlockSpec } from "./blocks/block.ts";
import { CLIPPINGS } from "./clippings/mod.ts";
import type { FunctionSpec } from "./functions/function.ts";
import { ENCODERS } from "./encoders/mod.ts";
import { FORMATS } from "./formats/mod.ts";
import type { FormatSpec } from "./formats/format.ts";
import { FUNCTIONS } from "./functions/mod.ts";
import { INITIALIZERS } from "./initializers/mod.ts";
import { GROUPS } from "./groups/mod.ts";
import type { Family } from "./kind.ts";
import { PROTOCOLS } from "./protocols/mod.ts";
import type { ProtocolSpec } from "./protocols/protocol.ts";
import { SCORES } from "./scores/mod.ts";
import type { LayoutSpec } from "./layouts/layout.ts";
import { LAYOUTS } from "./layouts/mod.ts";
import { OPTIMIZERS } from "./optimizers/mod.ts";
import { SCHEDULES } from "./schedules/mod.ts";
import { SUPPRESSIONS } from "./suppressions/mod.ts";
import { TARGETS } from "./targets/mod.ts";
import { TEST_SAMPLERS } from "./test_samplers/mod.ts";
import type { TrainSamplerSpec } from "./train_samplers/train_sampler.ts";
import { TRAIN_SAMPLERS } from "./train_samplers/mod.ts";

/** The families whose kinds an option chooses, under the names that the reference gives them. */
export const CHOICES: Readonly<Pick<Vocabulary, Choice>> = {
  formats: FORMATS,
  initializers: INITIALIZERS,
  train_samplers: TRAIN_SAMPLERS,
  test_samplers: TEST_SAMPLERS,
  batches: BATCHES,
  groups: GROUPS,
  scores: SCORES,
  optimizers: OPTIMIZERS,
  schedules: SCHEDULES,
  clippings: CLIPPINGS,
  suppressions: SUPPRESSIONS,
  layouts: LAYOUTS,
  protocols: PROTOCOLS,
  targets: TARGETS,
  encoders: ENCODERS,
};

/** The name of a family whose kinds an option chooses. */
export type Choice = Exclude<FamilyName, "functions" | "blocks">;

/** The functions, blocks and other kinds that recipes may use. */
export interface Vocabulary {
  /** Expression functions by name. */
  readonly functions: ReadonlyMap<string, FunctionSpec>;
  /** Blocks by kind. */
  readonly blocks: ReadonlyMap<string, BlockSpec>;
  /** How feature files are read. */
  readonly formats: Family<FormatSpec>;
  /** How trainable tensors begin. */
  readonly initializers: Family;
  /** Which snippets of a video a step sees. */
  readonly train_samplers: Family<TrainSamplerSpec>;
  /** Which snippets of a video inference sees. */
  readonly test_samplers: Family;
  /** Which videos a step sees. */
  readonly batches: Family<BatchMakerSpec>;
  /** Which segments a map gives at a threshold. */
  readonly groups: Family;
  /** The score of a segment. */
  readonly scores: Family;
  /** How a step changes parameters. */
  readonly optimizers: Family;
  /** How a rate or a weight changes over the steps. */
  readonly schedules: Family;
  /** How gradients are bounded. */
  readonly clippings: Family;
  /** How overlapping segments of a class are thinned out. */
  readonly suppressions: Family;
  /** Where annotation files say which video shows which action when. */
  readonly layouts: Family<LayoutSpec>;
  /** How segments are turned into mAP. */
  readonly protocols: Family<ProtocolSpec>;
  /** Where in a video mined snippets should lie. */
  readonly targets: Family;
  /** What makes features of the frames of a film; descriptions of encoders name them, recipes do not. */
  readonly encoders: Family;
  /** Paths of the extension files whose kinds are among them. */
  readonly extensions: ReadonlySet<string>;
}

/** The name of a family. */
export type FamilyName = Exclude<keyof Vocabulary, "extensions">;

/** The names of all families. */
export const FAMILY_NAMES: readonly FamilyName[] = [
  "functions",
  "blocks",
  ...Object.keys(CHOICES) as Choice[],
];

/** The language's own vocabulary. */
export const VOCABULARY: Vocabulary = {
  functions: FUNCTIONS,
  blocks: BLOCKS,
  ...CHOICES,
  extensions: new Set(),
};

/** What an extension file adds to a vocabulary. */
export type Additions = {
  readonly [F in FamilyName]?: readonly (Vocabulary[F] extends ReadonlyMap<string, infer K> ? K : never)[];
};

/**
 * A vocabulary with the kinds of an extension file besides.
 *
 * @throws {RangeError} When a name is taken; a block and a function cannot share one either.
 */
export function extendVocabulary(vocabulary: Vocabulary, path: string, additions: Additions): Vocabulary {
  const extended = Object.fromEntries(FAMILY_NAMES.map((name) => {
    const known = new Map<string, unknown>(vocabulary[name]);
    for (const spec of additions[name] ?? []) {
      const word = "name" in spec ? spec.name : spec.kind;
      if (known.has(word)) throw new RangeError(`"${word}" is there already`);
      known.set(word, spec);
    }
    return [name, known];
  })) as unknown as Omit<Vocabulary, "extensions">;
  const both = [...extended.blocks.keys()].find((kind) => extended.functions.has(kind));
  if (both !== undefined) throw new RangeError(`"${both}" is there already`);
  return { ...extended, extensions: new Set([...vocabulary.extensions, path]) };
}
