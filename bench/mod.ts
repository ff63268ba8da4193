/** Every benchmark by name. */
import { benchCheck } from "./check.ts";
import { benchDataCheck } from "./data_check.ts";
import type { EvaluationOptions } from "./evaluation.ts";
import type { InferOptions } from "./infer.ts";
import type { InferenceOptions } from "./inference.ts";
import { spreadLengths, thumos14Annotations, thumos14Lengths } from "./lengths.ts";
import { benchLsp } from "./lsp.ts";
import { benchRecipes } from "./recipes.ts";
import { benchOpening } from "./opening.ts";
import { type ChildKind, runChild } from "./run_child.ts";
import { benchScaling } from "./scaling.ts";
import type { StartOptions } from "./start.ts";
import type { StepOptions, StepResult } from "./training_step.ts";

/** What a person may change about a benchmark. */
export interface BenchSettings {
  /** Overrides `path=value` of the recipes. */
  readonly set: readonly string[];
  /** Instead of each benchmark's own. */
  readonly rounds?: number | undefined;
}

/** A result, as it is printed by `--json`: its name, and what was measured. */
export interface BenchResult {
  readonly name: string;
  readonly [measured: string]: unknown;
}

/** Runs a benchmark; `child` starts a process for a part of it. */
export type Benchmark = (settings: BenchSettings, child?: typeof runChild) => Promise<object>;

const FULL = "recipes/cola_thumos.yaml";

/** The benchmarks, in the order in which they run. */
export const BENCHMARKS: Readonly<Record<string, Benchmark>> = {
  step: async (settings, child = runChild) =>
    await step(child, settings, { recipe: FULL, ...await thumos14Lengths() }),
  dense: (settings, child = runChild) =>
    step(child, settings, { recipe: FULL, lengths: spreadLengths(200, 750, 1) }),
  action_only: async (settings, child = runChild) =>
    await step(child, settings, {
      recipe: "recipes/ablations/cola_thumos_action_only.yaml",
      ...await thumos14Lengths(),
    }),
  anet_head: (settings, child = runChild) =>
    step(child, settings, {
      recipe: "recipes/cola_anet12.yaml",
      // A quarter of the recipe's batch takes as long as a full step of the others.
      set: ["training.batch=64"],
      lengths: spreadLengths(640, 20, 340),
      rounds: 3,
    }),
  small: (settings, child = runChild) =>
    step(child, settings, {
      recipe: "recipes/cola_shrec21.yaml",
      lengths: spreadLengths(108, 174, 117),
      steps: 20,
    }),
  infer: (settings, child = runChild) => {
    const { set, rounds } = settings;
    const options: InferOptions = { recipe: FULL, set, length: 750, ...(rounds ? { rounds } : {}) };
    return child("infer", options);
  },
  testing: async (settings, child = runChild) => {
    const { set, rounds } = settings;
    const { lengths } = await thumos14Lengths("test");
    const options: InferenceOptions = { recipe: FULL, set, lengths, ...(rounds ? { rounds } : {}) };
    return await child("testing", options);
  },
  evaluation: (settings, child = runChild) => {
    const { set, rounds } = settings;
    const annotations = thumos14Annotations();
    const options: EvaluationOptions = { recipe: FULL, set, annotations, ...(rounds ? { rounds } : {}) };
    return child("evaluation", options);
  },
  start: ({ set, rounds }, child = runChild) => {
    const options: StartOptions = { recipe: "recipes/demo.yaml", set, ...(rounds ? { rounds } : {}) };
    return child("start", options);
  },
  check: ({ rounds }) => benchCheck(FULL, rounds),
  lsp: ({ rounds }) => benchLsp(FULL, rounds),
  data: ({ rounds }) => benchDataCheck(rounds),
  opening: ({ rounds }) => benchOpening(rounds),
  playground: ({ rounds }, child = runChild) => child("playground", rounds ? { rounds } : {}),
  video: ({ rounds }, child = runChild) => child("video", rounds ? { rounds } : {}),
  scaling: async (settings, child = runChild) =>
    await benchScaling(
      { recipe: FULL, pytorch: false, rounds: 2, ...await thumos14Lengths() },
      (options) => step(child, settings, options),
    ),
  recipes: async (settings, child = runChild) =>
    await benchRecipes(
      { pytorch: false, rounds: 2, lengths: (await thumos14Lengths()).lengths },
      (options) => step(child, settings, options),
    ),
};

type Child = (kind: ChildKind, options: object) => Promise<StepResult>;

function step(child: Child, { set, rounds }: BenchSettings, options: StepOptions): Promise<StepResult> {
  const all = { ...options, set: [...options.set ?? [], ...set], ...(rounds ? { rounds } : {}) };
  return child("step", all);
}
