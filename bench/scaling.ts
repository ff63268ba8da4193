/** Benchmark of growth: the training step of a recipe with one size changed at a time. */
import type { StepOptions, StepResult } from "./training_step.ts";

/** A size and what is measured at it. */
export interface ScalingPoint {
  /** Which size: videos in a batch, snippets, channels in and out, or videos in the data set. */
  readonly size: "B" | "T" | "D" | "videos";
  readonly value: number;
  readonly step_ms: number;
  readonly needed_gflop: number;
  readonly ceiling_fraction: number;
  readonly peak_rss_gb: number;
}

/** Every size with its values; what is not named is as in the recipe. */
export type ScalingSizes = Readonly<Record<ScalingPoint["size"], readonly number[]>>;

/** The sizes of full-size recipes. */
export const SIZES: ScalingSizes = { B: [4, 8, 16], T: [250, 500], D: [512, 1024], videos: [50, 800] };

/** Measures every point by `measure`, which is best a process of its own. */
export async function benchScaling(
  options: StepOptions,
  measure: (options: StepOptions) => Promise<StepResult>,
  sizes: ScalingSizes = SIZES,
): Promise<{ readonly engine: string; readonly points: readonly ScalingPoint[] }> {
  const points: ScalingPoint[] = [];
  let engine = "";
  for (const [size, values] of Object.entries(sizes) as [ScalingPoint["size"], readonly number[]][]) {
    for (const value of values) {
      const result = await measure(resized(options, size, value));
      engine = result.engine;
      const { step_ms, needed_gflop, ceiling_fraction, peak_rss_gb } = result;
      points.push({ size, value, step_ms, needed_gflop, ceiling_fraction, peak_rss_gb });
    }
  }
  return { engine, points };
}

/** The options with one size changed; videos are as long as before, over and over. */
export function resized(options: StepOptions, size: ScalingPoint["size"], value: number): StepOptions {
  const { lengths, set = [] } = options;
  switch (size) {
    case "B":
      return { ...options, set: [...set, `training.batch=${value}`] };
    case "T":
      return { ...options, set: [...set, `features.sampling.length=${value}`] };
    case "D": {
      const widths = ["rgb", "flow"].map((source) => `features.sources.${source}.width=${value / 2}`);
      return { ...options, set: [...set, `constants.hidden=${value}`, ...widths] };
    }
    case "videos":
      return { ...options, lengths: Array.from({ length: value }, (_, i) => lengths[i % lengths.length]!) };
  }
}
