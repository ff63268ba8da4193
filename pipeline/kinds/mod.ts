/** How everything runs that a recipe chooses by name, family by family. */
import type { OpenEncoder } from "./encoders/encoder.ts";
import { ENCODER_RUNS } from "./encoders/mod.ts";
import type { FeatureFormat } from "./formats/format.ts";
import { FORMAT_RUNS } from "./formats/mod.ts";
import type { AnnotationLayout } from "./layouts/layout.ts";
import { LAYOUT_RUNS } from "./layouts/mod.ts";
import type { KindRun } from "./kind.ts";
import { MODEL_KINDS, type ModelKinds } from "./model_kinds.ts";

/** The language's own kinds. */
export const KINDS: Kinds = {
  ...MODEL_KINDS,
  formats: FORMAT_RUNS,
  layouts: LAYOUT_RUNS,
  encoders: ENCODER_RUNS,
};

/** How each kind runs, by family and name: the language's own, and those of extensions. */
export interface Kinds extends ModelKinds {
  /** How feature files are read, by kind. */
  readonly formats: ReadonlyMap<string, KindRun<FeatureFormat>>;
  /** How annotations are found in a file, by kind. */
  readonly layouts: ReadonlyMap<string, KindRun<AnnotationLayout>>;
  /** Rows of features from the frames of a film, by kind. */
  readonly encoders: ReadonlyMap<string, KindRun<OpenEncoder>>;
}
