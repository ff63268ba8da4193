/** What is told of the keys, kinds and names of sections. */
import type { Diagnostic, Place } from "../../diagnostics/diagnostics.ts";
import { nearest, suggest, suggestUnused } from "../../diagnostics/suggest.ts";
import type { Tree } from "../../load/tree.ts";

/** The code of a required key that is absent. */
export const MISSING_KEY = "missing-key";

type Path = readonly PropertyKey[];

/**
 * A key at the end of `path` that nothing reads; `known` are those that would be. What its file states in the same `map` is
 * not suggested; what only a parent states may be meant.
 */
export function unknownKey(path: Path, known: readonly string[], place: Place, map?: Tree): Diagnostic {
  const key = String(path.at(-1));
  // Overrides may name a map several times.
  const entries = map?.shape === "map" && place.file !== "--set" ? map.entries : undefined;
  const stated = known.filter((name) => entries?.get(name)?.key.file === place.file);
  return {
    message: `Unknown key "${key}" at ${dotted(path)}`,
    place,
    hint: suggestUnused(key, known, stated),
  };
}

/** Keys of a map above which none is looked at as a misspelling. */
const MOST_STATED = 100;

/** Whether a key that stands in `map` and is none of the `known` ones is a misspelling of the absent `key`. */
export function isMeant(key: string, map: Tree | undefined, known: readonly string[]): boolean {
  const stated = map?.shape === "map" && map.entries.size <= MOST_STATED ? [...map.entries.keys()] : [];
  return stated.some((each) => !known.includes(each) && nearest(each, known) === key);
}

/** A required key at the end of `path` that is absent. */
export function missingKey(path: Path, place: Place, hint: string): Diagnostic {
  const within = path.length > 1 ? ` at ${dotted(path.slice(0, -1))}` : "";
  return { code: MISSING_KEY, message: `Missing "${String(path.at(-1))}"${within}`, place, hint };
}

/** A word at `path` that is none of the kinds. */
export function unknownKind(name: string, path: Path, kinds: readonly string[], place?: Place): Diagnostic {
  return { message: `Unknown kind "${name}" at ${dotted(path)}`, place, hint: suggest(name, kinds) };
}

/** A section that is no map of `what`. */
export function noMapOf(what: string, section: string, place: Place): Diagnostic {
  return { message: `${section} must be a map of ${what}`, place };
}

/** A name that cannot be given to `what`, such as "a loss": it is none, or `reason` says why and what to do. */
export function unusableName(
  name: string,
  what: string,
  place: Place,
  { reason, hint }: { reason?: string; hint: string } = { hint: NAME_HINT },
): Diagnostic {
  return {
    message: `Cannot name ${what} "${name}"${reason === undefined ? "" : `: ${reason}`}`,
    place,
    hint,
  };
}

/** What to do about a name that is none. */
export const NAME_HINT = "use letters, digits and _";

function dotted(path: Path): string {
  return path.map(String).join(".");
}
