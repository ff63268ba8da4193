/** What an optimizer does. */
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Scheduled } from "../../../specs/options/fields.ts";
import type { NumberOrTensor, Variable, Variables } from "../../engines/engine.ts";

/** A trainable tensor with its gradient and what is remembered of it, all of one shape. */
export interface OptimizerItem {
  /** The trainable tensor. */
  readonly variable: Variable;
  /** Its slots by name. */
  readonly slots: Readonly<Record<string, Variable>>;
  /** Its gradient. */
  readonly gradient: Tensor;
}

/** An optimizer with its options. */
export interface Optimizer {
  /** The learning rate. */
  readonly rate: Scheduled;
  /** Names of what it remembers of every trainable tensor, a tensor of the same shape each, zeros before step 1. */
  readonly slots: readonly string[];
  /**
   * The numbers of a step, which counts from 1, in doubles: what changes from step to step, since a recorded step reads
   * these alone anew. Their names are the same at every step.
   */
  numbers(step: number, rate: number, variables: Variables): Readonly<Record<string, number>>;
  /**
   * One step, in place. Changes nothing and throws a `RunError` when `guard` (a tensor without axes) is not finite.
   *
   * @param numbers Those of the step, as numbers or as tensors without axes.
   */
  update(
    variables: Variables,
    items: readonly OptimizerItem[],
    numbers: Readonly<Record<string, NumberOrTensor>>,
    guard: Tensor,
  ): void;
}
