/** Benchmark of methods: a full training step of the recipe of each, at its own sizes. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { StepOptions, StepResult } from "./training_step.ts";

/** A recipe and what its step takes. */
export interface RecipePoint extends
  Pick<
    StepResult,
    "step_ms" | "needed_gflop" | "ceiling_fraction" | "ceiling_gflops" | "peak_rss_gb" | "unrecorded"
  > {
  readonly recipe: string;
}

/** The recipes of methods, which are written for THUMOS14, by their paths from the repository's root. */
export function methodRecipes(): string[] {
  return readdirSync(join(ROOT, "recipes")).filter((name) => name.endsWith("_thumos.yaml")).sort()
    .map((name) => join("recipes", name));
}

/** Measures every recipe by `measure`, which is best a process of its own. */
export async function benchRecipes(
  options: Omit<StepOptions, "recipe">,
  measure: (options: StepOptions) => Promise<StepResult>,
  recipes: readonly string[] = methodRecipes(),
): Promise<{ readonly engine: string; readonly recipes: readonly RecipePoint[] }> {
  const points: RecipePoint[] = [];
  let engine = "";
  for (const recipe of recipes) {
    const result = await measure({ ...options, recipe });
    engine = result.engine;
    const { step_ms, needed_gflop, ceiling_fraction, ceiling_gflops, peak_rss_gb, unrecorded } = result;
    points.push({
      recipe: basename(recipe, "_thumos.yaml"),
      step_ms,
      needed_gflop,
      ceiling_fraction,
      ceiling_gflops,
      peak_rss_gb,
      unrecorded,
    });
  }
  return { engine, recipes: points };
}
