/** All mistakes of a recipe as one error. */
import { type Diagnostic, UserError } from "../diagnostics/diagnostics.ts";

/**
 * The error of a recipe that cannot be loaded: its mistakes in source order.
 *
 * @param files The files, parents first.
 * @param overrides The overrides, in order.
 */
export function recipeError(
  file: string,
  diagnostics: readonly Diagnostic[],
  files: readonly string[],
  overrides: readonly string[],
): UserError {
  return new UserError(`Cannot load recipe "${file}"`, inSourceOrder(diagnostics, files, overrides));
}

/**
 * Orders mistakes by file (the recipe's own first, then its parents), line and column, those of overrides last;
 * repeated ones are said once.
 */
function inSourceOrder(
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
