/** Lists of rows that a fixture states, and what a recipe selects. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { type FixtureObject, tensorAt } from "./fixture.ts";
import type { ListPlace } from "./mapping.ts";

/** The signals that a list is read from. */
export function listSignals(place: ListPlace): string[] {
  return typeof place === "string" ? [place] : [place.mask, place.by];
}

/**
 * The list of a step as a file has it and as the recipe selects it: of all videos, or where the file has `<key>.0` and so on,
 * of each video as many rows as it states. Nothing where the file has neither.
 */
export function listsAt(
  expected: FixtureObject,
  key: string,
  place: ListPlace,
  signals: ReadonlyMap<string, Tensor>,
): { readonly actual: number[]; readonly wanted: readonly number[] } | undefined {
  const videos = selectedBy(place, signals);
  if (key in expected) {
    return expected[key] === null
      ? undefined
      : { actual: videos.flat(), wanted: tensorAt(expected, key).data };
  }
  const apart = videos.flatMap((actual, b) => {
    const each = `${key}.${b}`;
    if (expected[each] === null || !(each in expected)) return [];
    const { data } = tensorAt(expected, each);
    // Indices go on in the order of rank, over all snippets; a mask ends with what it selects.
    return [{ actual: typeof place === "string" ? actual.slice(0, data.length) : actual, wanted: data }];
  });
  if (apart.length === 0) return undefined;
  return {
    actual: apart.flatMap(({ actual }) => actual),
    wanted: apart.flatMap(({ wanted }) => wanted),
  };
}

/** The rows of every video, [k, ..] flat. */
function selectedBy(place: ListPlace, signals: ReadonlyMap<string, Tensor>): number[][] {
  const [first, by] = listSignals(place).map((name) => signals.get(name)!) as [Tensor, Tensor | undefined];
  const [B, T] = first.shape as [number, number];
  const size = first.size / B;
  const values = first.dataSync();
  const rows = Array.from({ length: B }, (_, b) => Array.from(values.slice(b * size, (b + 1) * size)));
  if (!by) return rows;
  const scores = by.dataSync();
  const columns = size / T;
  return rows.map((mask, b) => {
    const ranked = Array.from({ length: columns }, (_, c) => {
      const at = (t: number) => t * columns + c;
      const marked = Array.from({ length: T }, (_, t) => t).filter((t) => mask[at(t)]! > 0);
      return marked.sort((s, t) => scores[b * size + at(t)]! - scores[b * size + at(s)]! || s - t);
    });
    return ranked[0]!.flatMap((_, rank) => ranked.map((column) => column[rank]!));
  });
}

/** Whether a file's key is a list, or that of one video. */
export function isListKey(key: string, lists: Readonly<Record<string, ListPlace>>): boolean {
  return key in lists || key.replace(/\.\d+$/, "") in lists;
}
