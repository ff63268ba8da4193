/** What every optimizer computes, in double precision and number by number. */
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import type { Optimizer } from "../../../../pipeline/kinds/optimizers/optimizer.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import type { Misuse } from "../family.ts";
import { FIELDS } from "../fields.ts";

/** A number that is trained, and its slots. */
export interface State {
  readonly w: number;
  readonly slots: Readonly<Record<string, number>>;
}

/** A step of one number. */
export interface Step {
  readonly gradient: number;
  /** Counts from 1. */
  readonly step: number;
  readonly rate: number;
}

/** Options as a recipe states them, without the rate, and what a step with them gives. */
export interface OptimizerCase {
  readonly options: Readonly<Record<string, unknown>>;
  /** The slots that it has. */
  readonly slots: readonly string[];
  next(state: State, step: Step): State;
}

/** Adam of some options. */
function adam(
  { weight_decay = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, epsilon_on = "corrected" },
): OptimizerCase {
  return {
    options: { weight_decay, beta1, beta2, epsilon, epsilon_on },
    slots: ["first_moment", "second_moment"],
    next({ w, slots }, { gradient, step, rate }) {
      const g = gradient + weight_decay * w;
      const first_moment = beta1 * slots["first_moment"]! + (1 - beta1) * g;
      const second_moment = beta2 * slots["second_moment"]! + (1 - beta2) * g ** 2;
      const mean = first_moment / (1 - beta1 ** step);
      const rest = 1 - beta2 ** step;
      const root = epsilon_on === "corrected"
        ? Math.sqrt(second_moment / rest) + epsilon
        : (Math.sqrt(second_moment) + epsilon) / Math.sqrt(rest);
      return { w: w - rate * mean / root, slots: { first_moment, second_moment } };
    },
  };
}

/** Adam with decoupled weight decay. */
function adamw({ weight_decay = 0.01, ...options }): OptimizerCase {
  const { options: others, slots, next } = adam(options);
  return {
    options: { ...others, weight_decay },
    slots,
    next: ({ w, slots }, step) => next({ w: w * (1 - step.rate * weight_decay), slots }, step),
  };
}

/** Gradient descent of some options. */
function sgd({ momentum = 0, weight_decay = 0 }): OptimizerCase {
  return {
    options: { momentum, weight_decay },
    slots: momentum === 0 ? [] : ["velocity"],
    next({ w, slots }, { gradient, rate }) {
      const velocity = momentum * (slots["velocity"] ?? 0) + gradient + weight_decay * w;
      return { w: w - rate * velocity, slots: momentum === 0 ? {} : { velocity } };
    },
  };
}

/** The cases by kind: a mistake, and formulas. */
export const CASES: Readonly<
  Record<string, { readonly misuse: Misuse; readonly formulas: readonly OptimizerCase[] }>
> = {
  adam: {
    misuse: {
      recipe: "training: { optimizer: { epsilon_on: both } }",
      told: 'Unknown value "both" at training.optimizer.epsilon_on',
    },
    formulas: [
      adam({}),
      adam({ weight_decay: 0.05, beta1: 0.8, beta2: 0.99 }),
      adam({ epsilon: 0.1 }),
      adam({ epsilon: 0.1, epsilon_on: "uncorrected" }),
    ],
  },
  adamw: {
    misuse: {
      recipe: "training: { optimizer: { kind: adamw, rate: 0.1, beta2: 1 } }",
      told: "training.optimizer.beta2 must be < 1: current value is 1",
    },
    formulas: [adamw({}), adamw({ weight_decay: 0.5, beta2: 0.99 }), adamw({ weight_decay: 0 })],
  },
  sgd: {
    misuse: {
      recipe: "training: { optimizer: { kind: sgd, rate: 0.1, beta1: 0.9 } }",
      told: 'Unknown key "beta1" at training.optimizer.beta1',
    },
    formulas: [sgd({}), sgd({ weight_decay: 0.05 }), sgd({ momentum: 0.9, weight_decay: 0.05 })],
  },
};

/** The optimizer of a case. */
export function optimizerOf(kind: string, { options }: OptimizerCase): Optimizer {
  const checked = VOCABULARY.optimizers.get(kind)!.options(FIELDS).parse({ rate: 1, ...options });
  return createKind(KINDS.optimizers, { kind, ...checked });
}
