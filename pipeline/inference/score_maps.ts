/** Scaled and upsampled maps of one video, each computed when it is first asked for. */
import type { InferenceSection } from "../../specs/recipe/inference.ts";
import { minMax } from "./normalize.ts";
import { prefixSums } from "./sums.ts";
import { upsample } from "./upsample.ts";

/** The values of one signal. */
export interface SignalValues {
  /** Sizes of its axes, without that of the batch. */
  readonly shape: readonly number[];
  /** Row-major. */
  readonly data: Float32Array;
}

/** How maps are scaled over time. */
type Scaling = InferenceSection["normalize"];

/** The maps of a signal [T', C] for each class, or the one map of a signal [T']. Scaled as the section says by default. */
export interface ScoreMaps {
  /** The scaled map of a signal for a class, [T']. */
  normalized(signal: string, classIndex: number, scaling?: Scaling): Float32Array;
  /** The scaled map between snippets, [upsample T']. */
  upsampled(signal: string, classIndex: number, scaling?: Scaling): Float64Array;
  /** Sums of the first samples of the upsampled map, [upsample T' + 1]. */
  sums(signal: string, classIndex: number, scaling?: Scaling): Float64Array;
  /** How many of the maps scaled so far were flat (largest = smallest). */
  flatMaps(): number;
}

/** Maps as section `inference` scales and upsamples them. */
export function createScoreMaps(
  signals: ReadonlyMap<string, SignalValues>,
  { normalize, upsample: factor, tail }: InferenceSection,
): ScoreMaps {
  let flatMaps = 0;
  const mapsOf = (scaling: Scaling) => {
    const normalized = oncePerMap(signals, (signal, c) => {
      const map = columnOf(signals.get(signal)!, c);
      if (scaling === "none") return map;
      const { values, flat } = minMax(map);
      if (flat) flatMaps++;
      return values;
    });
    const upsampled = oncePerMap(signals, (signal, c) => upsample(normalized(signal, c), factor, tail));
    const sums = oncePerMap(signals, (signal, c) => prefixSums(upsampled(signal, c)));
    return { normalized, upsampled, sums };
  };
  const maps = { minmax: mapsOf("minmax"), none: mapsOf("none") };
  return {
    normalized: (signal, c, scaling = normalize) => maps[scaling].normalized(signal, c),
    upsampled: (signal, c, scaling = normalize) => maps[scaling].upsampled(signal, c),
    sums: (signal, c, scaling = normalize) => maps[scaling].sums(signal, c),
    flatMaps: () => flatMaps,
  };
}

/** The map of a class; a map [T'] is the same for every class. */
function columnOf({ shape, data }: SignalValues, c: number): Float32Array {
  if (shape.length === 1) return data;
  const [rows, classes] = shape as [number, number];
  const column = new Float32Array(rows);
  for (let t = 0; t < rows; t++) column[t] = data[t * classes + c]!;
  return column;
}

/** Computes once per class of a signal [T', C], and once for all classes of a signal [T']. */
function oncePerMap<T>(
  signals: ReadonlyMap<string, SignalValues>,
  compute: (signal: string, c: number) => T,
): (signal: string, c: number) => T {
  const known = new Map<string, T>();
  return (signal, c) => {
    const key = signals.get(signal)!.shape.length === 1 ? signal : `${signal} ${c}`;
    if (!known.has(key)) known.set(key, compute(signal, c));
    return known.get(key)!;
  };
}
