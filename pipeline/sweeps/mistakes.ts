/** The mistakes of many variants, each told once. */
import type { Diagnostic } from "../../specs/diagnostics/diagnostics.ts";
import { examples } from "../annotations/layout.ts";

/**
 * Mistakes that variants have in common, once; those of some alone name them.
 *
 * @param all How many variants there are.
 */
export function withVariants(
  found: readonly { readonly variant: string; readonly diagnostic: Diagnostic }[],
  all: number,
): Diagnostic[] {
  const key = ({ message, place }: Diagnostic) =>
    JSON.stringify([message, place?.file, place?.line, place?.column, place?.source]);
  const groups = Map.groupBy(found, ({ diagnostic }) => key(diagnostic));
  return [...groups.values()].map((group) => {
    const { diagnostic } = group[0]!;
    const names = [...new Set(group.map(({ variant }) => `"${variant}"`))];
    if (names.length === all) return diagnostic;
    return { ...diagnostic, message: `${diagnostic.message} (variant ${examples(names)})` };
  });
}
