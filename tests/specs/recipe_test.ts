import type { z } from "zod";
import type { data } from "../../specs/recipe/data.ts";
import type { evaluation } from "../../specs/recipe/evaluation.ts";
import type { features } from "../../specs/recipe/features.ts";
import type { inference } from "../../specs/recipe/inference.ts";
import type * as recipe from "../../specs/recipe/mod.ts";
import type { training } from "../../specs/recipe/training.ts";

/** A type with everything in it writable, so that only names and values are compared. */
type Plain<T> = T extends readonly (infer Item)[] ? Plain<Item>[]
  : T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> }
  : T;
type Same<A, B> = (<T>() => T extends Plain<A> ? 1 : 2) extends (<T>() => T extends Plain<B> ? 1 : 2) ? true
  : never;
type Output<Section extends (...args: never[]) => z.ZodType> = z.output<ReturnType<Section>>;

Deno.test("Recipe types are those that the schemas give", () => {
  // The check is that this compiles.
  const _same: [
    Same<recipe.Heading, z.output<typeof recipe.HEADING>>,
    Same<recipe.DataSection, Output<typeof data>>,
    Same<recipe.FeaturesSection, Output<typeof features>>,
    Same<recipe.TrainingSection, Output<typeof training>>,
    Same<recipe.InferenceSection, Output<typeof inference>>,
    Same<recipe.EvaluationSection, Output<typeof evaluation>>,
  ] = [true, true, true, true, true, true];
});
