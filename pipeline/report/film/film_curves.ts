/** The curves under a film, of one pass or of windows. */
import type { Program } from "../../../specs/program.ts";
import { groupsOf } from "../../../specs/recipe/inference.ts";
import type { LocalizedVideo } from "../../inference/video.ts";
import type { SignalValues } from "../../inference/score_maps.ts";
import { curvesOf } from "../charts/curves.ts";
import type { ReportVideo } from "../report_data.ts";

/** A stretch of a film that was localized in one. */
export interface LocalizedPart {
  readonly localized: LocalizedVideo;
  /** The first of its snippets. */
  readonly first: number;
}

/** Curves over a film, and what one of their values stands for. */
export type FilmCurves = Pick<ReportVideo, "secondsPerSnippet" | "sampledFrom" | "curves">;

/** The curves of a film that was localized in one or several parts, in order. */
export function filmCurves(
  parts: readonly LocalizedPart[],
  program: Pick<Program, "recipe" | "signals" | "nodes">,
  classes: readonly string[],
): FilmCurves {
  const [{ localized }] = parts as [LocalizedPart];
  const { video: { stride, fps, length }, positions } = localized;
  const seconds = stride / fps;
  if (parts.length === 1) {
    const rows = positions.length;
    return {
      curves: curvesOf(localized, program, classes),
      secondsPerSnippet: seconds * length / rows,
      sampledFrom: rows === length ? undefined : { snippets: length, seconds },
    };
  }
  const names = groupsOf(program.recipe.inference).map(([, { group_on }]) => group_on);
  const signals = new Map(names.map((name) => [name, joined(parts, name)]));
  const predicted = new Set(parts.flatMap((part) => part.localized.localization.classes));
  const localization = { ...localized.localization, classes: [...predicted].sort((a, b) => a - b) };
  const { video } = localized;
  return {
    curves: curvesOf({ localization, signals, video }, program, classes),
    secondsPerSnippet: seconds,
  };
}

/** A map over all snippets: of each the mean of what was computed at it. */
function joined(parts: readonly LocalizedPart[], name: string): SignalValues {
  const last = parts.at(-1)!;
  const length = last.first + last.localized.video.length;
  const { shape: [, width = 1], shape: { length: axes } } = last.localized.signals.get(name)!;
  const sums = new Float64Array(length * width);
  const counts = new Float64Array(length);
  for (const { localized: { signals, positions }, first } of parts) {
    const { data } = signals.get(name)!;
    positions.forEach((position, t) => {
      const row = first + position;
      counts[row]!++;
      for (let c = 0; c < width; c++) sums[row * width + c]! += data[t * width + c]!;
    });
  }
  const data = Float32Array.from(sums, (sum, i) => sum / counts[Math.floor(i / width)]!);
  return { shape: [length, width].slice(0, axes), data };
}
