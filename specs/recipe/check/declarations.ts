/** Which signals a recipe declares, and under which names. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { MapTree } from "../load/tree.ts";
import { NAME } from "../options/fields.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import type { Declaration } from "./signals.ts";

/** The signals of every section, in order; `taken` says of each name that is in use what uses it. */
export function declareSignals(
  tree: MapTree,
  taken: ReadonlyMap<string, string>,
  diagnostics: Diagnostic[],
): Declaration[] {
  const seen = new Map(taken);
  return SIGNAL_SECTIONS.flatMap((section) => {
    const map = tree.entries.get(section)?.value;
    if (map && map.shape !== "map") {
      diagnostics.push({ message: `${section} must be a map of signals`, place: map.place });
    }
    if (map?.shape !== "map") return [];
    return [...map.entries].flatMap(([name, entry]): Declaration[] => {
      const user = seen.get(name);
      if (user !== undefined || !NAME.test(name)) {
        diagnostics.push({
          message: `Cannot name a signal "${name}"${user === undefined ? "" : `: ${user} has that name`}`,
          place: entry.key,
          hint: user === undefined ? "use letters, digits and _" : "choose another name",
        });
        return [];
      }
      seen.set(name, `${section}.${name}`);
      return [{ name, section, path: [section, name], entry }];
    });
  });
}
