/** Results as rows of a table. */
import type { BenchResult } from "./mod.ts";
import type { RecipePoint } from "./recipes.ts";
import type { ScalingPoint } from "./scaling.ts";
import { medianRows, runsIn } from "./several_runs.ts";
import type { VideoPoint } from "./video.ts";

/** One measurement; ms and 10^9 bytes. */
export interface Row {
  readonly label: string;
  readonly ms: number;
  readonly pytorchMs?: number | undefined;
  readonly ceilingFraction?: number | undefined;
  readonly peakGb?: number | undefined;
  /** Whether the step is replayed as a native function, or why it is not. */
  readonly recorded?: string | undefined;
  /** PyTorch's time / walt's, where it is not that of the two times. */
  readonly timesFaster?: number | undefined;
  /** Of several runs whose medians these are: the shortest and the longest time, ms. */
  readonly spread?: { readonly least: number; readonly most: number; readonly runs: number } | undefined;
  /** What it was measured beside, and how many times as long it takes. */
  readonly beside?: string | undefined;
}

/** The measurements of a result: one, or one per point of `scaling` and `video` and recipe of `recipes`. */
export function rowsOf(result: BenchResult): Row[] {
  const runs = runsIn(result);
  if (runs) return medianRows(runs.flatMap(rowsOf));
  const points = result["points"] as readonly ScalingPoint[] | undefined;
  if (points) {
    return points.map((point) => ({
      label: `${result.name}, ${point.size} = ${point.value}`,
      ms: point.step_ms,
      ceilingFraction: point.ceiling_fraction,
      peakGb: point.peak_rss_gb,
    }));
  }
  const recipes = result["recipes"] as readonly RecipePoint[] | undefined;
  if (recipes) {
    return recipes.map((point) => ({
      label: `${result.name}, ${point.recipe}`,
      ms: point.step_ms,
      ceilingFraction: point.ceiling_fraction,
      peakGb: point.peak_rss_gb,
      recorded: point.unrecorded ?? "yes",
    }));
  }
  const video = result["video"] as readonly VideoPoint[] | undefined;
  if (video) {
    return video.map(({ what, ms, beside, ratio, frames_per_second }) => ({
      label: `${result.name}, ${what}`,
      ms,
      beside: `${frames_per_second.toFixed(0)} frames/s, ${
        ratio === null ? "without" : `${ratio.toFixed(2)} of`
      } ${beside}`,
    }));
  }
  const loading = numberIn(result, "loading_ms");
  const training = numberIn(result, "training_ms");
  if (loading !== undefined && training !== undefined) {
    return [["loading", loading], ["training the demo", training]].map(([what, ms]) => ({
      label: `${result.name}, ${what}`,
      ms: ms as number,
    }));
  }
  const seconds = numberIn(result, "seconds");
  const times = ["step_ms", "infer_ms", "start_ms", "check_ms", "keystroke_ms", "opening_ms"].map((key) =>
    numberIn(result, key)
  );
  return [{
    label: result.name,
    ms: seconds === undefined ? times.find((ms) => ms !== undefined)! : seconds * 1000,
    pytorchMs: numberIn(result, "pytorch_ms"),
    ceilingFraction: numberIn(result, "ceiling_fraction"),
    peakGb: numberIn(result, "peak_rss_gb"),
  }];
}

function numberIn(result: BenchResult, key: string): number | undefined {
  const value = result[key];
  return typeof value === "number" ? value : undefined;
}

/** A table in Markdown, its columns aligned; `ratios` by label add a column. */
export function markdownTable(rows: readonly Row[], ratios?: ReadonlyMap<string, number>): string[] {
  const isTold = rows.some(({ recorded }) => recorded !== undefined);
  const isBeside = rows.some(({ beside }) => beside !== undefined);
  const several = rows.find(({ spread }) => spread)?.spread?.runs;
  const cells = rows.map((row) => {
    const { label, ms, pytorchMs, ceilingFraction, peakGb, recorded = "", beside = "", spread } = row;
    return [
      label,
      duration(ms),
      ...(several ? [spread ? `${duration(spread.least)} to ${duration(spread.most)}` : ""] : []),
      pytorchMs === undefined ? "" : duration(pytorchMs),
      pytorchMs === undefined ? "" : (row.timesFaster ?? pytorchMs / ms).toFixed(1),
      ceilingFraction === undefined ? "" : `${(100 * ceilingFraction).toFixed(0)} %`,
      peakGb === undefined ? "" : `${peakGb.toFixed(2)} GB`,
      ...(isTold ? [recorded] : []),
      ...(isBeside ? [beside] : []),
      ...(ratios ? [ratios.has(label) ? ratios.get(label)!.toFixed(2) : "new"] : []),
    ];
  });
  const head = [
    "benchmark",
    "time",
    ...(several ? [`of ${several} runs`] : []),
    "PyTorch",
    "PyTorch / walt",
    "of the ceiling",
    "peak memory",
  ];
  const told = [...(isTold ? ["recorded"] : []), ...(isBeside ? ["beside"] : [])];
  const all = [[...head, ...told, ...(ratios ? ["time / baseline"] : [])], ...cells];
  const widths = all[0]!.map((_, i) => Math.max(...all.map((line) => line[i]!.length)));
  const line = (texts: readonly string[]) =>
    `| ${
      texts.map((text, i) => i === 0 ? text.padEnd(widths[i]!) : text.padStart(widths[i]!)).join(" | ")
    } |`;
  const rule = widths.map((width, i) => i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`);
  return [line(all[0]!), line(rule), ...all.slice(1).map(line)];
}

/** Three significant digits, in ms or s. */
function duration(ms: number): string {
  return ms < 1000 ? `${Number(ms.toPrecision(3))} ms` : `${(ms / 1000).toPrecision(3)} s`;
}
