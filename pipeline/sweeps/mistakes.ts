/** The mistakes of many variants, each told once. */
import { type Diagnostic, UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { Recipe } from "../../specs/recipe/mod.ts";
import { inLine, type PlacedText } from "../../specs/sweep/placed_text.ts";
import type { SweepVariant } from "../../specs/sweep/variants.ts";
import { examples } from "../annotations/layout.ts";
import { metricMistake } from "../runs/metric.ts";
import { protocolOf } from "../runs/test_split.ts";

/** A mistake of a variant. */
export interface VariantMistake {
  readonly variant: string;
  readonly diagnostic: Diagnostic;
}

/** The mistakes of a variant, those of its overrides where their lines were written. */
export function mistakesOf({ diagnostics }: UserError, variant: SweepVariant): VariantMistake[] {
  return diagnostics.map((diagnostic) => ({
    variant: variant.name,
    diagnostic: placed(diagnostic, variant),
  }));
}

function placed(diagnostic: Diagnostic, { overrides }: SweepVariant): Diagnostic {
  const { place } = diagnostic;
  const override = place?.file === "--set" && overrides.find(({ text }) => text === place.source);
  return override ? inLine(diagnostic, override) : diagnostic;
}

/**
 * Mistakes that variants have in common, once; those of some alone name them.
 *
 * @param all How many variants there are.
 */
export function withVariants(
  found: readonly VariantMistake[],
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

/**
 * Refuses to compare by what an evaluation does not say.
 *
 * @throws {UserError} With the place of the metric's name.
 */
export function requireMetric({ text, spot }: PlacedText, recipe: Pick<Recipe, "evaluation">): void {
  const mistake = metricMistake(text, protocolOf(recipe));
  if (mistake) throw new UserError("", [{ ...mistake, place: spot(0, text.length) }]);
}
