/** The mining error of a whole run, as its result states it. */
import type { Program } from "../../specs/program.ts";
import { type Misses } from "../evaluation/mining/misses.ts";
import { SCALES, type SignalError } from "../evaluation/mining/mining.ts";
import type { Metrics } from "./metrics.ts";
import { targeted } from "./mining.ts";
import type { TestResult } from "./test_split.ts";

/** The mining error of a run. */
export interface MiningSummary {
  /** Parts of the length of an instance; a signal whose target does not depend on them has one value instead. */
  readonly scales: readonly number[];
  /** What distances are a percentage of. */
  readonly distance: "video" | "instance";
  /** How many test videos have instances. */
  readonly videos: number;
  readonly signals: Readonly<Record<string, SignalSummary>>;
  /** The means over these videos of scalars of section `logged`, in the order of steps. */
  readonly logged: readonly { readonly step: number; readonly [name: string]: number }[];
}

/** One signal of a run. */
export interface SignalSummary {
  /** The kind of its target. */
  readonly target: string;
  /** The signal of its region. */
  readonly region?: string;
  /** The signal that is measured beside it. */
  readonly against?: string;
  /** Random snippets of the same videos, as many. */
  readonly random: Misses;
  /** In the order of their steps; step 0 is before training. */
  readonly evaluations: readonly (SignalError & { readonly step: number })[];
}

/** Undefined where a recipe does not say where mined snippets should lie, or no test video has an instance. */
export function miningSummary(
  program: Pick<Program, "recipe">,
  { mining }: Pick<TestResult, "mining">,
  { before, evaluations }: Pick<Metrics, "before" | "evaluations">,
): MiningSummary | undefined {
  if (!mining) return undefined;
  const lines = [...before, ...evaluations];
  const signals = targeted(program).map(([name, { target, region, against }]) => [name, {
    target: target!.kind,
    ...(region !== undefined && { region }),
    ...(against !== undefined && { against }),
    random: mining.signals[name]!.random,
    evaluations: lines.flatMap(({ step, mining }) => {
      const found = mining?.[name];
      return found ? [{ step, ...found }] : [];
    }),
  }]);
  return {
    scales: SCALES,
    distance: program.recipe.report.distance,
    videos: mining.videos,
    signals: Object.fromEntries(signals),
    logged: lines.flatMap(({ step, mining_logged: logged }) => logged ? [{ step, ...logged }] : []),
  };
}
