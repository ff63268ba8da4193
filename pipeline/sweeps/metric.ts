/** What a sweep compares. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { thresholdText } from "../../specs/kinds/protocols/thresholds.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import type { PlacedText } from "../../specs/sweep/placed_text.ts";
import { protocolOf } from "../runs/test_split.ts";
import type { RunResult } from "./run_state.ts";

/** What is measured, in percent. */
export type MetricValues = Pick<RunResult, "average" | "averages" | "map">;

/** The headline of the protocol. */
export const AVERAGE = "average";

/** `average`, the name of an average or a tIoU, with its place. */
export type Metric = PlacedText;

/** What is wrong with a metric for a recipe; undefined where it is one. */
export function metricMistake(
  { text, spot }: Metric,
  recipe: Pick<Recipe, "evaluation">,
): Diagnostic | undefined {
  const { averages, thresholds } = protocolOf(recipe);
  const known = [AVERAGE, ...averages, ...thresholds.map(thresholdText)];
  if (known.includes(text)) return undefined;
  return {
    message: `Nothing is measured that is called "${text}"`,
    place: spot(0, text.length),
    hint: suggest(text, known),
  };
}

/** The value of a metric in a result, in percent; undefined where nothing was scored. */
export function metricValue(metric: string, { average, averages, map }: MetricValues): number | undefined {
  return (metric === AVERAGE ? average : averages?.[metric] ?? map?.[metric]) ?? undefined;
}
