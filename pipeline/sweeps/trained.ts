/** Settings of finished runs: what is done with a trained model, compiled before anything is computed. */
import { basename } from "node:path";
import { parse } from "yaml";
import { type Diagnostic, UserError } from "../../specs/diagnostics/diagnostics.ts";
import type { LoadedTree } from "../../specs/load/mod.ts";
import type { PlacedText } from "../../specs/sweep/placed_text.ts";
import type { SweepVariant } from "../../specs/sweep/variants.ts";
import type { Program } from "../../specs/program.ts";
import { UNSCORED } from "../data/describe.ts";
import type { Dataset } from "../data/dataset.ts";
import type { Language } from "../language.ts";
import type { Checkpoint } from "../runs/checkpoint/header.ts";
import type { SavedMaps } from "../runs/saved_maps.ts";
import { changesBeside } from "../runs/recipe_changes.ts";
import { mistakesOf, requireMetric, type VariantMistake, withVariants } from "./mistakes.ts";
import type { ScoredVideos } from "./validation.ts";

/** What is compiled of a setting. */
export interface CompiledSetting {
  readonly program: Program;
  readonly language: Language | undefined;
}

/** A finished run. */
export interface TrainedRun {
  /** The folder. */
  readonly folder: string;
  /** What it keeps. */
  readonly checkpoint: Checkpoint;
  /** Those of its test videos, where it has saved them. */
  readonly maps?: SavedMaps | undefined;
  /** As it was trained. */
  readonly program: Program;
  readonly language: Language | undefined;
}

/** The data of settings. */
export interface OpenedData {
  readonly dataset: Dataset;
  readonly scored: ScoredVideos;
  /** What is unusual about them. */
  readonly warnings: readonly string[];
}

/** A setting of a finished run. */
export interface TrainedSetting extends CompiledSetting {
  readonly run: TrainedRun;
  readonly variant: string;
  /** The same object for all settings with the same data. */
  readonly data: OpenedData;
}

/** What planning settings needs from outside. */
export interface SettingOptions {
  /** What is compared, with its place. */
  readonly metric: PlacedText;
  /** Lays a setting over the recipe of a run. */
  load(run: TrainedRun, variant: SweepVariant): LoadedTree;
  compile(loaded: LoadedTree): Promise<CompiledSetting>;
  open(setting: CompiledSetting): Promise<Dataset>;
  /** The videos of a data set that are scored. */
  choose(dataset: Dataset): ScoredVideos;
}

/** What may be other than it was when the model was trained. */
const CHANGEABLE = ["inference", "evaluation", "data.root"];
const WANTED = "without training only inference and evaluation can be others";

/**
 * Compiles every setting of every run, and opens the data.
 *
 * @throws {UserError} With the mistakes of all settings and of their data.
 */
export async function planSettings(
  runs: readonly { readonly run: TrainedRun; readonly variants: readonly SweepVariant[] }[],
  { metric, load, compile, open, choose }: SettingOptions,
): Promise<TrainedSetting[]> {
  const found: VariantMistake[] = [];
  const settings: TrainedSetting[] = [];
  const opened = new Map<string, Promise<OpenedData>>();
  const methods = methodsOf(runs.map(({ run }) => run));
  for (const { run, variants } of runs) {
    for (const variant of variants) {
      try {
        const loaded = load(run, variant);
        const changes = changesBeside(run.checkpoint.recipe, loaded, CHANGEABLE, WANTED);
        found.push(...mistakesOf(new UserError("", changes), variant));
        const compiled = await compile(loaded);
        if (changes.length > 0) continue;
        const { program } = compiled;
        const key = `${run.folder} ${dataKey(program)}`;
        if (!opened.has(key)) opened.set(key, openData(compiled, run, { open, choose }));
        const data = await opened.get(key)!;
        requireMetric(metric, program.recipe);
        const name = [...methods.get(run) ?? [], variant.name].join(", ");
        settings.push({ ...compiled, run, variant: name, data });
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        found.push(...mistakesOf(error, variant));
      }
    }
  }
  if (found.length > 0) {
    throw new UserError("Cannot sweep", withVariants(found, new Set(runs.flatMap(namesOf)).size));
  }
  return settings;
}

/** What tells the recipes of runs apart, the seed left out; nothing where there is one. */
function methodsOf(runs: readonly TrainedRun[]): Map<TrainedRun, string[]> {
  const groups = [...Map.groupBy(runs, ({ checkpoint }) => withoutSeed(checkpoint.recipe)).values()];
  if (groups.length === 1) return new Map();
  const names = groups.map(([first]) => first!.program.recipe.name);
  return new Map(groups.flatMap((group, i) => {
    const isOnly = names.filter((name) => name === names[i]).length === 1;
    const name = isOnly ? names[i]! : basename(group[0]!.folder).replace(/-s\d+(-\d+)?$/, "");
    return group.map((run): [TrainedRun, string[]] => [run, [name]]);
  }));
}

function withoutSeed(resolved: string): string {
  const { training, data, ...rest } = parse(resolved) as Record<string, object>;
  return JSON.stringify({ ...rest, data: { ...data, root: "" }, training: { ...training, seed: 0 } });
}

async function openData(
  compiled: CompiledSetting,
  { folder, checkpoint, program }: TrainedRun,
  { open, choose }: Pick<SettingOptions, "open" | "choose">,
): Promise<OpenedData> {
  const dataset = await open(compiled);
  if (dataset.classes.join("\n") !== checkpoint.classes.join("\n")) {
    refuse([{
      message: `The classes of the data are not those that run "${folder}" was trained on`,
      hint: "restore the data, or train again",
    }]);
  }
  const scored = choose(dataset);
  if (!scored.groundTruth) refuse([{ message: `Nothing can be scored: ${UNSCORED}` }]);
  const isChanged = dataset.hash !== checkpoint.data && dataKey(compiled.program) === dataKey(program);
  return {
    dataset,
    scored,
    warnings: [
      ...dataset.warnings,
      ...isChanged
        ? [`The data changed since run "${folder}" was trained: its numbers are of what they were then`]
        : [],
    ],
  };
}

function refuse(diagnostics: readonly Diagnostic[]): void {
  if (diagnostics.length > 0) throw new UserError("", diagnostics);
}

function namesOf({ variants }: { readonly variants: readonly SweepVariant[] }): string[] {
  return variants.map(({ name }) => name);
}

/** What data depend on: protocols and thresholds look at the same instances. */
function dataKey(
  { recipe: { evaluation: { subset, videos, ambiguous } } }: Pick<Program, "recipe">,
): string {
  return JSON.stringify([subset, videos, ambiguous]);
}
