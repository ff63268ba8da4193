/** The hint for a name that nothing knows. */
import { closest, distance } from "fastest-levenshtein";

/** How many known names a hint lists, the closest first. */
const LISTED = 24;
/** Longer names are listed, but not compared. */
const LONGEST = 200;
/** Comparisons that all hints of one report may take together: every unknown name is compared with every known one. */
const MOST_COMPARED = 5_000_000;

let compared = 0;

/** Gives the hints of the next report their comparisons. */
export function endReport(): void {
  compared = 0;
}

/** Known names, which may be gathered when they are needed. */
export type Known = readonly string[] | (() => readonly string[]);

/** The hint for an unknown name: the nearest known one, or the list of them. Nothing late in a very long report. */
export function suggest(name: string, names: Known): string | undefined {
  if (compared > MOST_COMPARED) return undefined;
  const known = typeof names === "function" ? names() : names;
  if (known.length === 0) return undefined;
  const near = nearest(name, known);
  if (near !== undefined) {
    return near.normalize() === name.normalize()
      ? `"${near}" is there in another Unicode form: copy it from there`
      : `did you mean "${near}"?`;
  }
  const more = known.length - LISTED;
  return `one of: ${byCloseness(name, known).slice(0, LISTED).join(", ")}${
    more > 0 ? ` and ${more} more` : ""
  }`;
}

/** `suggest` where names in `used` stand already and cannot be meant once more. */
export function suggestUnused(
  name: string,
  known: readonly string[],
  used: readonly string[],
): string | undefined {
  const near = nearest(name, known);
  if (near !== undefined && used.includes(near)) return `"${near}" is there already: take this one out`;
  const left = known.filter((each) => !used.includes(each));
  return left.length === 0 && known.length > 0
    ? `take it out: ${known.join(", ")} ${known.length === 1 ? "is" : "are"} there already`
    : suggest(name, left);
}

/** Known names, those first that differ least for their length; in their own order where that is too much work. */
function byCloseness(name: string, known: readonly string[]): readonly string[] {
  compared += known.length;
  if (name.length > LONGEST || compared > MOST_COMPARED) return known;
  const small = name.toLowerCase();
  const difference = (other: string) =>
    distance(small, other.toLowerCase()) / Math.max(small.length, other.length);
  const differences = new Map(known.map((other) => [other, difference(other)]));
  return known.toSorted((a, b) => differences.get(a)! - differences.get(b)!);
}

/** The known name that another one is most likely a misspelling of; none once a report has had its comparisons. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  compared += known.length;
  if (known.length === 0 || name.length > LONGEST || compared > MOST_COMPARED) return undefined;
  const last = name.slice(name.lastIndexOf(".") + 1);
  const form = name.normalize();
  const same = known.find((each) =>
    each.normalize() === form || each === last || each.endsWith(`.${name}`) || swapped(each, name)
  );
  if (same !== undefined) return same;
  const allowed = name.length < 3 ? 0 : Math.max(1, Math.floor(name.length / 3));
  const alike = known.filter(({ length }) => Math.abs(length - name.length) <= allowed);
  if (alike.length === 0) return undefined;
  const near = closest(name, alike);
  return distance(name.toLowerCase(), near.toLowerCase()) <= allowed ? near : undefined;
}

/** Two names that differ by two neighbouring letters in each other's place. */
function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return at >= 0 && a === b.slice(0, at) + (b[at + 1] ?? "") + b[at]! + b.slice(at + 2);
}
