/** From variants to jobs: everything is compiled and its data opened before anything trains. */
import { join } from "node:path";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { overridesPath } from "../../specs/load/override.ts";
import type { Program } from "../../specs/program.ts";
import type { PlacedText } from "../../specs/sweep/placed_text.ts";
import type { SweepVariant } from "../../specs/sweep/variants.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Kinds } from "../kinds/mod.ts";
import { requireMemory } from "../memory.ts";
import { runName } from "../runs/run_name.ts";
import { requireScores } from "../runs/keep_choice.ts";
import { stepsOf } from "../training/steps.ts";
import type { Job } from "./job.ts";
import { mistakesOf, requireMetric, type VariantMistake, withVariants } from "./mistakes.ts";
import { folderOf } from "./run_state.ts";

/** A variant that was compiled. */
export interface Compiled {
  readonly program: Program;
  readonly kinds: Kinds | undefined;
}

/** What planning needs from outside. */
export interface PlanOptions {
  /** The folder of the sweep, an absolute path. */
  readonly out: string;
  /** The seeds of every variant; that of the recipe where absent. */
  readonly seeds: readonly number[] | undefined;
  /** What every run is told besides. */
  readonly options?: readonly string[];
  /** What is compared, with its place. */
  readonly metric: PlacedText;
  /** Loads and compiles a variant. */
  compile(variant: SweepVariant): Promise<Compiled>;
  /** Opens the data of a compiled variant. */
  open(compiled: Compiled): Promise<Dataset>;
}

/** Jobs, and what the largest of them takes. */
export interface Plan {
  readonly jobs: readonly Job[];
  /** The variants, in order, and what each is compiled to. */
  readonly variants: readonly (Compiled & { readonly variant: SweepVariant })[];
  /** What is unusual about the data, each once. */
  readonly warnings: readonly string[];
}

/**
 * Plans a sweep.
 *
 * @throws {UserError} With the mistakes of all variants and of their data.
 */
export async function planSweep(variants: readonly SweepVariant[], options: PlanOptions): Promise<Plan> {
  const { out, seeds, metric } = options;
  const found: VariantMistake[] = [];
  const opened = new Map<string, Promise<Dataset>>();
  const warnings = new Set<string>();
  const planned: (Compiled & { variant: SweepVariant; jobs: Job[] })[] = [];
  for (const variant of variants) {
    try {
      if (seeds) refuseSeeds(variant);
      const compiled = await options.compile(variant);
      const { program, kinds } = compiled;
      requireMemory(program, { kinds });
      const key = dataKey(program);
      if (!opened.has(key)) opened.set(key, options.open(compiled));
      const dataset = await opened.get(key)!;
      requireScores(program.recipe, dataset);
      requireMetric(metric, program.recipe);
      dataset.warnings.forEach((each) => warnings.add(each));
      const steps = stepsOf(compiled, dataset.train.length);
      const hash = { hash: dataset.hash };
      const own = program.recipe.training.seed;
      planned.push({
        ...compiled,
        variant,
        jobs: (seeds ?? [own]).map((seed) => {
          const recipe = { ...program.recipe, training: { ...program.recipe.training, seed } };
          const name = runName({ ...program, recipe }, hash);
          return {
            recipe: program.recipe.name,
            variant: variant.name,
            seed,
            file: join(out, "recipes", `${name.replace(/-s\d+$/, "")}.yaml`),
            overrides: [`training.seed=${seed}`],
            options: options.options ?? [],
            folder: folderOf(out, name, program.resolved),
            resolved: program.resolved,
            steps,
          };
        }),
      });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.push(...mistakesOf(error, variant));
    }
  }
  if (found.length > 0) {
    throw new UserError("Cannot sweep", withVariants(found, variants.length));
  }
  return { jobs: planned.flatMap(({ jobs }) => jobs), variants: planned, warnings: [...warnings] };
}

function refuseSeeds({ overrides }: SweepVariant): void {
  const seed = overrides.find(({ text }) => overridesPath(text, ["training", "seed"]));
  if (!seed) return;
  throw new UserError("", [{
    message: "training.seed is set, and there are seeds",
    place: seed.line.spot(0, seed.line.text.length),
    hint: "leave it out: the seeds are set for every variant",
  }]);
}

/** What data sets are opened by. */
function dataKey({ recipe: { data, features, evaluation }, resolved }: Program): string {
  return JSON.stringify([data, features, evaluation, /^use:\n(?: .*\n)*/m.exec(resolved)?.[0]]);
}
