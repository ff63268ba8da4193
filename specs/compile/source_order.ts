/** The order in which mistakes are told. */
import type { Diagnostic } from "../diagnostics.ts";

/** Orders mistakes by file (the recipe's own first), line and column; repeated ones are said once. */
export function inSourceOrder(diagnostics: readonly Diagnostic[], files: readonly string[]): Diagnostic[] {
  const rank = ({ place }: Diagnostic) => place ? files.length - files.indexOf(place.file) : -1;
  const key = ({ message, place }: Diagnostic) => `${message} ${place?.file}:${place?.line}:${place?.column}`;
  const unique = [...new Map(diagnostics.map((each) => [key(each), each])).values()];
  return unique.sort((a, b) =>
    rank(a) - rank(b) || (a.place?.line ?? 0) - (b.place?.line ?? 0) ||
    (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
}
