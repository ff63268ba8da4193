/** What happens when in a generated video. */
import type { SyntheticData } from "../../../specs/recipe/synthetic.ts";
import { uniforms } from "../../random/draw.ts";
import { streamKey } from "../../random/stream.ts";

/** Snippets `begin` to `end - 1`. */
export interface TimelineStretch {
  /** Class index. */
  readonly label: number;
  readonly begin: number;
  readonly end: number;
}

/** The course of a generated video. */
export interface Timeline {
  /** L, snippets. */
  readonly length: number;
  /** The classes of the actions, ascending. */
  readonly labels: readonly number[];
  readonly actions: readonly TimelineStretch[];
  /** Background that resembles a class: beside its actions, or without them. */
  readonly lookalikes: readonly TimelineStretch[];
}

/** The options that a timeline depends on. */
export type TimelineOptions = Pick<
  SyntheticData,
  | "seed"
  | "classes"
  | "length"
  | "instances"
  | "duration"
  | "second_label"
  | "context"
  | "hard_negatives"
>;

/** Background between two stretches, at least. */
const GAP = 2;

/**
 * The timeline of video number `index`, a pure function of the options: draws of the stream "synthetic.timeline" at
 * step `index`. Every class is the first one of every C-th video.
 */
export function planTimeline(options: TimelineOptions, index: number): Timeline {
  const { seed, classes, instances, duration, context } = options;
  const C = classes.length;
  const draws = uniforms(8 + 4 * (instances.max + 2), streamKey(seed, "synthetic.timeline"), index);
  let drawn = 0;
  const draw = () => draws[drawn++]!;
  const between = ({ min, max }: { min: number; max: number }) => min + Math.floor(draw() * (max - min + 1));

  const length = between(options.length);
  const first = index % C;
  const second = (first + 1 + Math.floor(draw() * (C - 1))) % C;
  const shown = draw() < options.second_label ? [first, second] : [first];
  const other = (first + 1 + Math.floor(draw() * (C - 1))) % C;
  const count = Math.max(between(instances), shown.length);
  const items = Array.from({ length: count }, (_, i) => {
    return { label: shown[i % shown.length]!, snippets: between(duration), real: true };
  });
  if (draw() < options.hard_negatives && !shown.includes(other)) {
    items.unshift({ label: other, snippets: between(duration), real: false });
  }
  const fitting = fit(items, length, GAP + context.duration);
  // Otherwise the stretch without action would always come first.
  if (!fitting[0]!.real) fitting.splice(Math.floor(draw() * fitting.length), 0, fitting.shift()!);
  const placed = place(fitting, length, draw);
  const actions = placed.filter(({ real }) => real).map(({ label, begin, end }) => ({ label, begin, end }));
  const decoys = placed.filter(({ real }) => !real).map(({ label, begin, end }) => ({ label, begin, end }));
  const labels = [...new Set(actions.map(({ label }) => label))].sort((a, b) => a - b);
  return { length, labels, actions, lookalikes: [...flanks(placed, length, context.duration), ...decoys] };
}

interface Item {
  readonly label: number;
  readonly snippets: number;
  /** Whether it is an action. */
  readonly real: boolean;
}

/** The items that fit into `length` snippets with `gap` before each and after the last; at least one action. */
function fit(items: readonly Item[], length: number, gap: number): Item[] {
  const kept: Item[] = [];
  let used = gap;
  // Actions first: a video has one whatever its length.
  for (const item of [...items].sort((a, b) => Number(b.real) - Number(a.real))) {
    if (kept.length > 0 && used + item.snippets + gap > length) continue;
    kept.push({ ...item, snippets: Math.min(item.snippets, length) });
    used += item.snippets + gap;
  }
  return kept.sort((a, b) => Number(a.real) - Number(b.real));
}

/** Lays the items one after the other, with the free snippets spread at random between them. */
function place(items: readonly Item[], length: number, draw: () => number): (Item & TimelineStretch)[] {
  const between = items.length > 1 ? GAP : 0;
  const free = length - items.reduce((sum, { snippets }) => sum + snippets, 0) - between * (items.length - 1);
  const weights = Array.from({ length: items.length + 1 }, () => 0.25 + draw());
  const total = weights.reduce((a, b) => a + b, 0);
  let begin = 0;
  let weight = 0;
  let taken = 0;
  return items.map((item, i) => {
    weight += weights[i]!;
    const until = Math.floor((free * weight) / total);
    begin += until - taken + (i > 0 ? between : 0);
    taken = until;
    const placed = { ...item, begin, end: begin + item.snippets };
    begin = placed.end;
    return placed;
  });
}

/** Up to `duration` snippets before and after every action, as far as nothing else is there. */
function flanks(
  placed: readonly (Item & TimelineStretch)[],
  length: number,
  duration: number,
): TimelineStretch[] {
  return placed.flatMap(({ label, begin, end, real }, i) => {
    if (!real) return [];
    // Two neighbours share the gap between them.
    const before = placed[i - 1] ? Math.ceil((begin + placed[i - 1]!.end) / 2) : 0;
    const after = placed[i + 1] ? Math.ceil((end + placed[i + 1]!.begin) / 2) : length;
    return [
      { label, begin: Math.max(before, begin - duration), end: begin },
      { label, begin: end, end: Math.min(after, end + duration) },
    ].filter((flank) => flank.end > flank.begin);
  });
}
