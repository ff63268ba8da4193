/** The curves of a video's timeline. */
import type { Program } from "../../../specs/program.ts";
import { streamsOf } from "../../../specs/recipe/inference.ts";
import type { LocalizedVideo } from "../../inference/video.ts";
import type { ReportCurve } from "../report_data.ts";

/**
 * The maps that segments are grouped on: a curve per predicted class and per annotated one that was not predicted, one
 * for a map of all classes, with its median over T where the recipe uses that.
 */
export function curvesOf(
  { localization, signals, video }: Pick<LocalizedVideo, "localization" | "signals" | "video">,
  program: Pick<Program, "recipe" | "signals" | "nodes">,
  classes: readonly string[],
): ReportCurve[] {
  const groups = streamsOf(program.recipe.inference).flatMap(([, { proposals }]) => Object.values(proposals));
  const grouped = [...new Set(groups.map(({ group_on }) => group_on))];
  const predicted = localization.classes;
  const missed = video.labels.filter((c) => !predicted.includes(c));
  return grouped.flatMap((name): ReportCurve[] => {
    const { shape, data } = signals.get(name)!;
    if (shape.length === 1) {
      const values = [...data];
      const median = usesMedian(program, name) ? { median: medianOf(values) } : {};
      return [{ name, values, ...median }];
    }
    return [...predicted, ...missed].map((c) => ({
      name: `${name}: ${classes[c]}`,
      label: classes[c]!,
      ...(missed.includes(c) ? { missed: true } : {}),
      values: Array.from({ length: shape[0]! }, (_, t) => data[t * shape[1]! + c]!),
    }));
  });
}

/** Whether something in the recipe is the median over T of a signal. */
function usesMedian({ signals, nodes }: Pick<Program, "signals" | "nodes">, name: string): boolean {
  const source = signals.find((signal) => signal.name === name)?.node;
  return nodes.some(({ traits: { median = [] }, inputs: [id] }) =>
    id === source && median.length === 1 && nodes[id!]!.type.dims[median[0]!]?.axis === "T"
  );
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
