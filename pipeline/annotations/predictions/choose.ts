/** Which predictions are shown or written: enough to look at. */
import type { Detection } from "../detection.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { rank } from "../../ranking.ts";

/** What is left out; nothing by default. */
export interface Chosen {
  /** How many of each video stay, those of highest score. */
  readonly top?: number | undefined;
  /** `top` counts those of each class of a video. */
  readonly perClass?: boolean | undefined;
  /** The lowest score that stays. */
  readonly minScore?: number | undefined;
}

/** Refuses a choice of which a part says nothing. */
export function refuseUnused({ top, perClass }: Chosen): void {
  if (perClass && top === undefined) {
    throw userError("--per-class says what --top counts", "add --top 5, or leave --per-class out");
  }
}

/** The predictions that are chosen, in their order; of equal scores the earlier is better. */
export function choose<D extends Detection>(
  detections: readonly D[],
  { top = Infinity, perClass = false, minScore = -Infinity }: Chosen,
): D[] {
  const left = detections.filter(({ score }) => score >= minScore);
  if (top === Infinity) return left;
  const taken = new Map<string, number>();
  const kept = new Set<number>();
  // `rank` takes the later of equals first.
  const reversed = left.toReversed();
  for (const i of rank(reversed.map(({ score }) => score))) {
    const { video, label } = reversed[i]!;
    const key = JSON.stringify(perClass ? [video, label] : video);
    const before = taken.get(key) ?? 0;
    if (before === top) continue;
    taken.set(key, before + 1);
    kept.add(left.length - 1 - i);
  }
  return left.filter((_, i) => kept.has(i));
}
