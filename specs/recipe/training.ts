/** Section `training`: steps, batches, the optimizer and when to evaluate. */
import { z } from "zod";
import type { ChosenKind, Fields } from "../options/fields.ts";

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
    optimizer: kind("optimizers", "What turns gradients into new parameters"),
    clip: kind("clippings", "How large gradients are made smaller before the optimizer sees them").prefault(
      "none",
    ),
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
  readonly optimizer: ChosenKind;
  /** How large gradients are made smaller. */
  readonly clip: ChosenKind;
  /** Steps between evaluations on the test split; the last step is always evaluated. */
  readonly evaluate_every?: number | undefined;
  /** Steps between checkpoints. */
  readonly checkpoint_every: number;
  /** Steps between lines of metrics.jsonl. */
  readonly log_every: number;
}

/** The steps of a training on so many videos. */
export function stepsOf({ steps }: TrainingSection, _videos: number): number {
  return steps;
}
