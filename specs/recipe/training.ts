/** Section `training`: steps, batches, the optimizer and when to evaluate. */
import { z } from "zod";
import type { ChosenKind, Fields } from "./fields.ts";

/** The schema of section `training`. */
export function training({ number, kind }: Fields) {
  return z.strictObject({
    steps: number("Optimizer steps", { integer: true, min: 1 }),
    batch: number("Videos per step", { integer: true, min: 1 }),
    batches: kind("batches", "Which videos a step trains on").prefault("shuffle"),
    seed: number("Seed of every random stream: parameters, order, sampling, dropout", {
      integer: true,
      min: 0,
      max: 2147483647,
    })
      .default(0),
    optimizer: z.discriminatedUnion("kind", [z.strictObject({
      kind: z.literal("adam").describe("Adam with bias correction; weight decay is L2 added to the gradient"),
      rate: number("Learning rate", { above: 0 }),
      weight_decay: number("L2 factor, biases included", { min: 0 }).default(0),
      beta1: number("Decay of the first moment", { min: 0, below: 1 }).default(0.9),
      beta2: number("Decay of the second moment", { min: 0, below: 1 }).default(0.999),
      epsilon: number("Added to the root of the second moment", { above: 0 }).default(1e-8),
    })]).describe("What turns gradients into new parameters"),
    evaluate_every: number("Steps between evaluations on the test split; the last step is always evaluated", {
      integer: true,
      min: 1,
    })
      .optional(),
    checkpoint_every: number("Steps between checkpoints", { integer: true, min: 1 }).default(500),
    log_every: number("Steps between lines of metrics.jsonl", { integer: true, min: 1 }).default(20),
  });
}

/** A checked `training` section. */
export interface TrainingSection {
  /** Optimizer steps. */
  readonly steps: number;
  /** B: videos per step. */
  readonly batch: number;
  /** Which videos a step trains on. */
  readonly batches: ChosenKind;
  /** Seed of every random stream. */
  readonly seed: number;
  /** How parameters change. */
  readonly optimizer: Adam;
  /** Steps between evaluations on the test split; the last step is always evaluated. */
  readonly evaluate_every?: number | undefined;
  /** Steps between checkpoints. */
  readonly checkpoint_every: number;
  /** Steps between lines of metrics.jsonl. */
  readonly log_every: number;
}

/** Adam with bias correction (Kingma and Ba, 2015). */
export interface Adam {
  /** Which optimizer it is. */
  readonly kind: "adam";
  /** Learning rate. */
  readonly rate: number;
  /** L2 factor, added to the gradient. */
  readonly weight_decay: number;
  /** Decay of the first moment. */
  readonly beta1: number;
  /** Decay of the second moment. */
  readonly beta2: number;
  /** Added to the root of the second moment. */
  readonly epsilon: number;
}
