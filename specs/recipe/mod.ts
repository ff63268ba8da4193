/** The sections of a recipe, in the order in which data flows. */
import { z } from "zod";
import { data, type DataSection } from "./data.ts";
import { evaluation, type EvaluationSection } from "./evaluation.ts";
import { features, type FeaturesSection } from "./features.ts";
import { names } from "../options/fields.ts";
import { inference, type InferenceSection } from "./inference.ts";
import { report, type ReportSection } from "./report.ts";
import { training, type TrainingSection } from "./training.ts";

export type {
  DataSection,
  EvaluationSection,
  FeaturesSection,
  InferenceSection,
  ReportSection,
  TrainingSection,
};

/** The sections that declare signals, in order. */
export const SIGNAL_SECTIONS = ["embedding", "actionness", "mining"] as const;

/** Every section name, in order. */
export const SECTIONS = [
  "version",
  "name",
  "description",
  "extends",
  "engine",
  "constants",
  "define",
  "use",
  "data",
  "features",
  ...SIGNAL_SECTIONS,
  "losses",
  "logged",
  "training",
  "inference",
  "evaluation",
  "report",
] as const;

/** The schemas of the sections that are plain settings. */
export const SETTINGS = { data, features, training, inference, evaluation, report } as const;

/** The schema of the heading keys. */
export const HEADING = z.strictObject({
  version: z.literal(1).describe("Version of the recipe language"),
  name: z.string().regex(/^[A-Za-z0-9_-]+$/, "must be made of letters, digits, _ and -")
    // A run folder's name has the hash, the seed and a number besides, within the 255 of a file name.
    .refine(({ length }) => length <= 200, "must have at most 200 characters")
    .describe("Name of the recipe, its own and not its parents'; run folders are called after it"),
  description: z.string().default("").describe("What the recipe is, in a sentence; not its parents'"),
  engine: z.enum(["auto", "tensorflow", "webgpu", "wasm", "cpu"]).default("auto")
    .describe("What computes: auto takes the fastest engine that works here"),
});

/** The schema of section `use`. */
export const USE = z.record(names, z.string()).describe(
  "TypeScript files with functions and blocks, relative to this file",
);

/** The checked heading of a recipe. */
export interface Heading {
  /** Version of the recipe language. */
  readonly version: 1;
  /** Made of letters, digits, _ and -; run folders are called after it. */
  readonly name: string;
  /** What the recipe is, in a sentence; may be empty. */
  readonly description: string;
  /** What computes; auto takes the fastest engine that works. */
  readonly engine: "auto" | "tensorflow" | "webgpu" | "wasm" | "cpu";
}

/** A checked recipe: its settings; what its signals and losses mean is in the program. */
export interface Recipe extends Heading {
  /** The constants that something uses, by name. */
  readonly constants: Readonly<Record<string, number>>;
  /** Which videos there are, their labels and splits. */
  readonly data: DataSection;
  /** Where snippet features come from and which snippets are used. */
  readonly features: FeaturesSection;
  /** Steps, batches, the optimizer and when to evaluate. */
  readonly training: TrainingSection;
  /** From maps over snippets to scored segments. */
  readonly inference: InferenceSection;
  /** The protocol that turns segments into mAP. */
  readonly evaluation: EvaluationSection;
  /** Which snippets are shown as mined, and where they should lie. */
  readonly report: ReportSection;
}
