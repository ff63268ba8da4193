/** The order in which mistakes are told. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";

/**
 * Orders mistakes by file (the recipe's own first, then its parents), line and column, those of overrides last;
 * repeated ones are said once.
 *
 * @param files The files, parents first.
 * @param overrides The overrides, in order.
 */
export function inSourceOrder(
  diagnostics: readonly Diagnostic[],
  files: readonly string[],
  overrides: readonly string[],
): Diagnostic[] {
  const rank = ({ place }: Diagnostic) => {
    if (!place) return -1;
    if (place.file === "--set") return files.length + 1 + overrides.indexOf(place.source);
    return files.length - 1 - files.indexOf(place.file);
  };
  const key = ({ message, place }: Diagnostic) =>
    `${message} ${rank({ message, place })}:${place?.line}:${place?.column}`;
  const unique = [...new Map(diagnostics.map((each) => [key(each), each])).values()];
  return unique.sort((a, b) =>
    rank(a) - rank(b) || (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}
