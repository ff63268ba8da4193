/** Section `training`: steps, batches, the optimizer and when to evaluate. */
import { z } from "zod";
import type { ChosenKind, Fields } from "../options/fields.ts";

/** The schema of section `training`. */
export function training({ number, kind }: Fields) {
  return z.strictObject({
    steps: number("Optimizer steps; a recipe states these or epochs", { integer: true, min: 1 }).optional(),
    epochs: number("Times that the batch maker goes through the training videos, instead of steps", {
      integer: true,
      min: 1,
    }).optional(),
    batch: number("Videos per pass: per step, unless accumulate says more passes", { integer: true, min: 1 }),
    batches: kind("batches", "Which videos a pass trains on").prefault("shuffle"),
    accumulate: z.strictObject({
      passes: number("Passes of a step: each has videos, snippets and random draws of its own", {
        integer: true,
        min: 1,
      }),
      reduce: z.enum(["sum", "mean"]).describe(
        "How the gradients of the passes become one, and their losses what is logged; what section logged says is always " +
          "the mean",
      ),
    }).optional().describe(
      "A step of several passes: their gradients are added up, and the optimizer sees them once; without it a step is one pass",
    ),
    seed: number("Seed of every random stream: parameters, order, sampling, dropout", {
      integer: true,
      min: 0,
      max: 2147483647,
    })
      .default(0),
    precision: z.enum(["float32", "mixed"]).default("float32").describe(
      "mixed: the products of layers and of their gradients are computed in bfloat16 and added up in float32, where the engine " +
        "and the processor have such products (tensorflow, avx512_bf16 or amx_bf16); parameters, optimizer, losses, " +
        "selections and all of inference stay in float32",
    ),
    optimizer: kind("optimizers", "What turns gradients into new parameters"),
    clip: kind("clippings", "How large gradients are made smaller before the optimizer sees them").prefault(
      "none",
    ),
    evaluate_every: number("Steps between evaluations on the test split; the last step is always evaluated", {
      integer: true,
      min: 1,
    })
      .optional(),
    keep: z.union([
      z.enum(["last", "best"]),
      z.strictObject({ best: z.string().describe("Name of an average of the protocol") }),
    ]).default("last").describe(
      "Which step a run keeps: the last, or the one whose evaluation on the test split is best by the protocol's " +
        'headline, or by another average: `{ best: "0.1:0.5" }`',
    ),
    checkpoint_every: number("Steps between checkpoints", { integer: true, min: 1 }).default(500),
    log_every: number("Steps between lines of metrics.jsonl", { integer: true, min: 1 }).default(20),
  }).refine((section) => stated(section) !== 0, {
    when: isMap,
    message: 'Missing "steps" or "epochs"',
    params: { sentence: true, hint: "add one of them, for instance steps: 1000" },
  }).refine((section) => stated(section) !== 2, {
    when: isMap,
    path: ["epochs"],
    message: "must stand alone: training.steps says how long to train, too",
    params: { hint: "keep one of the two" },
  });
}

/** How many of the options there are of which one says how long to train. */
function stated(section: object): number {
  return ["steps", "epochs"].filter((name) => name in section).length;
}

/** Told also where something else is wrong with the section. */
function isMap({ value }: { readonly value: unknown }): boolean {
  return typeof value === "object" && value !== null;
}

/** A checked `training` section. */
export interface TrainingSection {
  /** Optimizer steps; absent where there are epochs. */
  readonly steps?: number | undefined;
  /** Times that the batch maker goes through the training videos; absent where there are steps. */
  readonly epochs?: number | undefined;
  /** B: videos per pass. */
  readonly batch: number;
  /** Which videos a pass trains on. */
  readonly batches: ChosenKind;
  /** The passes of a step, where it is not one, and how their gradients and losses become one. */
  readonly accumulate?: Accumulate | undefined;
  /** Seed of every random stream. */
  readonly seed: number;
  /** What products of layers are computed in. */
  readonly precision: "float32" | "mixed";
  /** How parameters change. */
  readonly optimizer: ChosenKind;
  /** How large gradients are made smaller. */
  readonly clip: ChosenKind;
  /** Steps between evaluations on the test split; the last step is always evaluated. */
  readonly evaluate_every?: number | undefined;
  /** Which step a run keeps: the last, or the one with the best evaluation, by a named average or the headline. */
  readonly keep: "last" | "best" | { readonly best: string };
  /** Steps between checkpoints. */
  readonly checkpoint_every: number;
  /** Steps between lines of metrics.jsonl. */
  readonly log_every: number;
}

/** A step of several passes. */
export interface Accumulate {
  /** How many. */
  readonly passes: number;
  /** What is done with their gradients and losses. */
  readonly reduce: "sum" | "mean";
}
