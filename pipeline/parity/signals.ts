/** Compares the signals of a step: numbers within their rounding, lists and masks exactly. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Comparison, tolerance } from "./comparison.ts";
import { type FixtureObject, roundingAt, tensorAt } from "./fixture.ts";
import { isListKey, listsAt } from "./lists.ts";
import type { Mapping } from "./mapping.ts";

type SignalPlace = Mapping["train_step"]["signals"][string];

/** The name that a file has for a signal. */
export function keyOf(place: SignalPlace): string {
  return typeof place === "string" ? place : "first" in place ? place.first : place.rows;
}

/** The signals that are read for one that a file has. */
export function signalsFor(signal: string, place: SignalPlace): string[] {
  return typeof place === "object" && "where" in place ? [signal, place.where] : [signal];
}

/** What of a signal a file has. */
function statedPart(
  values: number[],
  place: SignalPlace,
  count: number,
  signals: ReadonlyMap<string, Tensor>,
): number[] {
  if (typeof place === "string") return values;
  if ("first" in place) return values.slice(0, count);
  const marks = [...signals.get(place.where)!.dataSync()];
  const width = values.length / marks.length;
  return values.filter((_, i) => marks[Math.floor(i / width)] === 1);
}

/** Compares what a step's file states; of the first step it must state all that the mapping names, or call it null. */
export function compareSignals(
  signals: ReadonlyMap<string, Tensor>,
  expected: FixtureObject,
  rounding: unknown,
  { signals: numbers, lists, regions, scalars }: Mapping["train_step"],
  isFirst: boolean,
  comparison: Comparison,
): void {
  const each = (
    signal: string,
    key: string,
    compare: (actual: number[], wanted: readonly number[]) => void,
  ) => {
    if (expected[key] === null || (!isFirst && !(key in expected))) return;
    compare(Array.from(signals.get(signal)!.dataSync()), tensorAt(expected, key).data);
  };
  for (const [key, place] of Object.entries(lists)) {
    const found = listsAt(expected, key, place, signals);
    if (found) comparison.exact(`index.${key}`, found.actual, found.wanted);
    else if (isFirst && expected[key] !== null) tensorAt(expected, key);
  }
  for (const [key, signal] of Object.entries(regions)) {
    each(signal, key, (actual, wanted) => comparison.exact(`region.${key}`, actual, wanted));
  }
  for (const [key, { signal, rounding: like }] of Object.entries(scalars)) {
    each(signal, key, (actual, wanted) => {
      if (actual.length !== wanted.length) return comparison.exact(key, actual, wanted);
      actual.forEach((value, b) => {
        const one = [wanted[b]!];
        comparison.numbers(key, [value], one, tolerance(roundingAt(rounding, like), one));
      });
    });
  }
  for (const [signal, place] of Object.entries(numbers)) {
    const key = keyOf(place);
    each(signal, key, (actual, wanted) => {
      const compared = statedPart(actual, place, wanted.length, signals);
      comparison.numbers(key, compared, wanted, tolerance(roundingAt(rounding, key), wanted));
    });
  }
  const named = new Set([...[regions, scalars].flatMap(Object.keys), ...Object.values(numbers).map(keyOf)]);
  for (const key of Object.keys(expected)) {
    if (!named.has(key) && !isListKey(key, lists)) comparison.leave(key);
  }
}
