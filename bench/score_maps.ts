/** Synthetic score maps: what a network would hand to localization, smooth or rough in time. */
import type { SignalValues } from "../pipeline/inference/score_maps.ts";
import { inferenceSignals } from "../pipeline/inference/video.ts";
import { uniforms } from "../pipeline/random/draw.ts";
import { streamKey } from "../pipeline/random/stream.ts";
import { classCount } from "../specs/recipe/data.ts";
import { findSignal, type Program } from "../specs/program.ts";
import { axisOf } from "../specs/types.ts";

/** How maps run. */
export interface MapStyle {
  /** Correlation of neighbouring snippets, in [0, 1). */
  readonly correlation: number;
  /** Part of the videos in which one class too many is predicted. */
  readonly excess: number;
}

/** Both give about 185,000 segments before suppression in the 210 test videos of THUMOS14 by recipes/cola_thumos.yaml. */
export const MAP_STYLES = {
  smooth: { correlation: 0.95, excess: 0.6 },
  rough: { correlation: 0.85, excess: 0 },
} as const satisfies Record<string, MapStyle>;

/** A video to draw maps for. */
export interface DrawnVideo {
  /** Its position in the list: each draws numbers of its own. */
  readonly index: number;
  /** T'. */
  readonly snippets: number;
  /** Positions of its classes. */
  readonly labels: readonly number[];
}

/** Uniform numbers that are summed up to one of a nearly normal distribution. */
const SUMMED = 4;

/**
 * The signals that section `inference` of a program reads, for one video: maps [T', C] of rectified autoregressive
 * noise, their sum over the classes where a signal has no class axis, and [C] scores of 1 for what is predicted.
 */
export function drawScoreMaps(
  program: Program,
  { index, snippets, labels }: DrawnVideo,
  { correlation, excess }: MapStyle,
): Map<string, SignalValues> {
  const { inference, data } = program.recipe;
  const C = classCount(data);
  const others = Array.from({ length: C }, (_, c) => c).filter((c) => !labels.includes(c));
  const isExcessive = Math.floor((index + 1) * excess) > Math.floor(index * excess);
  const predicted = [...labels, ...isExcessive ? [others[index % others.length]!] : []];
  const scores = Float32Array.from({ length: C }, (_, c) => predicted.includes(c) ? 1 : 0);
  const perClass = noise(snippets, C, correlation, index);
  const whole = Float32Array.from(
    { length: snippets },
    (_, t) => perClass.subarray(t * C, (t + 1) * C).reduce((a, b) => a + b, 0),
  );
  return new Map(
    inferenceSignals(inference).map((name): [string, SignalValues] => {
      if (name === inference.classes!.from) return [name, { shape: [C], data: scores }];
      const hasClasses = axisOf(findSignal(program, name)!.type, "C") >= 0;
      return [
        name,
        hasClasses ? { shape: [snippets, C], data: perClass } : { shape: [snippets], data: whole },
      ];
    }),
  );
}

/** [T', C]. */
function noise(snippets: number, C: number, correlation: number, index: number): Float32Array {
  const drawn = uniforms(SUMMED * snippets * C, streamKey(0, "bench.maps"), index);
  const map = new Float32Array(snippets * C);
  const state = new Float64Array(C);
  for (let i = 0; i < map.length; i++) {
    let normal = 0;
    for (let j = 0; j < SUMMED; j++) normal += drawn[SUMMED * i + j]! - 0.5;
    const before = state[i % C]!;
    // The first snippet has the variance of all others.
    state[i % C] = i < C ? normal : correlation * before + Math.sqrt(1 - correlation ** 2) * normal;
    map[i] = Math.max(0, state[i % C]!);
  }
  return map;
}
