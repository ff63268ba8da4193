/** `sweep --only inference`: settings of finished runs, scored without training. */
import { existsSync } from "node:fs";
import { join, normalize, resolve } from "node:path";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { type LoadedTree, loadTree } from "../../specs/load/mod.ts";
import type { SweepVariant } from "../../specs/sweep/variants.ts";
import { count } from "../annotations/layout.ts";
import { openDataset } from "../data/open_dataset.ts";
import type { WantedEngine } from "../engines/engine.ts";
import { openEngine } from "../engines/open.ts";
import { isThere, readFolder, readTextSync } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { createModel } from "../graph/model.ts";
import { loadCheckpoint } from "../runs/checkpoint/checkpoint.ts";
import { hashWarning, readKept, requireFits } from "../runs/checkpoint/file.ts";
import { isRun } from "../runs/folder.ts";
import { hasMaps, readMaps } from "../runs/saved_maps.ts";
import { scoreSettings } from "../sweeps/score_settings.ts";
import { type ScoredSetting, settingsRecord, sortSettings } from "../sweeps/settings_record.ts";
import { tableRows } from "../sweeps/table.ts";
import { planSettings, type TrainedRun, type TrainedSetting } from "../sweeps/trained.ts";
import { drawnVideos, testVideos } from "../sweeps/validation.ts";
import { compileFile, compileLoaded } from "./load.ts";
import { suggestRun } from "./options/names.ts";
import { type Wanted, wantedVariants } from "./options/sweep_factors.ts";
import { settingLines, settingWarnings } from "./sweep_inference_lines.ts";
import { columns } from "./terminal/columns.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, pathWord, toPaste } from "./terminal/paths.ts";
import { printErr, printJson, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** Options of `sweep --only inference`. */
export interface SweepInferenceOptions {
  /** Lines `path=value,value`. */
  readonly set: readonly string[];
  /** Recipes to lay over, each in turn. */
  readonly patch: readonly string[];
  readonly grid?: string | undefined;
  /** Scores this part of the training videos that have segments, not the test videos. */
  readonly validateOn?: number | undefined;
  /** The seed by which they are drawn. */
  readonly seed: number;
  /** A folder that gets `settings.json`. */
  readonly out?: string | undefined;
  readonly json?: boolean | undefined;
}

/** Scores every setting of every run; 0 when all are scored, 1 when one failed. */
export async function sweepInferenceCommand(
  folders: readonly string[],
  options: SweepInferenceOptions,
): Promise<number> {
  if (folders.length === 0) {
    throw userError(
      "No run given",
      `for instance: ${
        command("sweep")
      } runs/demo-1a2b3c4d-s0 --only inference --set inference.suppress.overlap=0.3,0.4`,
    );
  }
  const out = options.out === undefined ? undefined : resolve(fromHere(options.out));
  if (out !== undefined) await requireSettingsFolder(out);
  const runs = await openRuns(folders);
  const wanted = runs.map((run, i) => {
    const { variants, seeds, metric, folderOf } = wantedVariants({ ...options, recipes: [folders[i]!] });
    if (seeds) {
      throw userError(`"${options.grid}" has seeds, and nothing is trained`, "take seeds: out of it");
    }
    return { run, variants, metric, folderOf };
  });
  const { metric } = wanted[0]!;
  const settings = await planSettings(wanted, {
    metric,
    load: (run, variant) => loadSetting(run, variant, wanted.find((each) => each.run === run)!.folderOf),
    compile: compileLoaded,
    open: ({ program, language }) => openDataset(program.recipe, language),
    choose: (dataset) =>
      options.validateOn === undefined
        ? testVideos(dataset)
        : drawnVideos(dataset, { part: options.validateOn, seed: options.seed }),
  });
  printErr(settingLines(settings, runs.length, options));
  const warnings = settingWarnings(settings);
  for (const each of warnings) printErr(`warning: ${each}`);
  const scored = sortSettings(await scoreAll(runs, settings), metric.text);
  const failed = scored.filter(({ state }) => state === "failed");
  const print = options.json ? printErr : printOut;
  print([
    "",
    ...columns(tableRows(scored, metric.text)),
    ...failed.map(({ job, message }) => `failed   ${job.variant}, seed ${job.seed}: ${message}`),
  ]);
  const record = settingsRecord(scored, { metric: metric.text, settings, warnings });
  if (out !== undefined) {
    await ensureFolder(out);
    await writeWhole(join(out, FILE), `${JSON.stringify(record, null, 2)}\n`);
    print(["", `settings ${pathWord(join(out, FILE))}`]);
  }
  if (options.json) {
    printJson({ ...record, runs: record.runs.map((each) => ({ ...each, run: toPaste(each.run) })) });
  }
  return failed.length === 0 ? 0 : 1;
}

const FILE = "settings.json";

/** Refuses a folder that holds something else. */
async function requireSettingsFolder(out: string): Promise<void> {
  if (!isThere(out) || isThere(join(out, FILE))) return;
  const [other] = await readFolder(out);
  if (!other) return;
  throw userError(
    `"${toPaste(out)}" holds other things than settings, such as "${other.name}"`,
    "name a folder that is new",
  );
}

/** Reads what runs keep. */
async function openRuns(folders: readonly string[]): Promise<TrainedRun[]> {
  const paths = folders.map((folder) => resolve(fromHere(folder)));
  const twice = folders.find((_, i) => paths.indexOf(paths[i]!) !== i);
  if (twice !== undefined) throw userError(`Run "${twice}" is named twice`, "name it once");
  const runs: TrainedRun[] = [];
  const found: UserError[] = [];
  for (const folder of folders) {
    try {
      runs.push(await openTrained(folder));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      found.push(error);
    }
  }
  const [first] = found;
  if (!first) return runs;
  throw found.length === 1
    ? first
    : new UserError("Cannot sweep", found.flatMap(({ diagnostics }) => diagnostics));
}

async function openTrained(named: string): Promise<TrainedRun> {
  const folder = fromHere(named);
  if (!isRun(folder)) {
    throw userError(
      `"${named}" is no run folder: without training, settings are of finished runs`,
      suggestRun(named) ?? "name a run folder, or leave out --only inference to train a recipe",
    );
  }
  if (!existsSync(join(folder, "result.json"))) {
    throw userError(
      `Run "${named}" is not finished`,
      `go on with it: ${command("run", "--resume", toPaste(folder))}`,
    );
  }
  const checkpoint = await readKept(folder);
  const { program, language } = await compileFile(join(folder, RECIPE), { read: () => checkpoint.recipe });
  requireFits(checkpoint, program);
  printErr(hashWarning(checkpoint));
  const maps = await readMaps(checkpoint);
  if (!maps && hasMaps(folder)) {
    printErr(`maps     those that ${pathWord(folder)} has saved are of other weights: they are computed`);
  }
  if (maps) printErr(`maps     ${pathWord(folder)} has saved those of ${count(maps.videos, "test video")}`);
  return { folder, checkpoint, maps, program, language };
}

const RECIPE = "recipe.yaml";

/** Lays a setting over the recipe as it was trained. */
function loadSetting(
  { folder, checkpoint }: TrainedRun,
  { patches, overrides }: SweepVariant,
  folderOf: Wanted["folderOf"],
): LoadedTree {
  const file = normalize(join(folder, RECIPE));
  return loadTree(file, {
    patches,
    set: overrides.map(({ text }) => text),
    folder: overrides.map(folderOf),
    cwd: Deno.cwd(),
    read: (path) => path === file ? checkpoint.recipe : readTextSync(path),
  });
}

/** Scores the settings of one run after the other. */
async function scoreAll(
  runs: readonly TrainedRun[],
  settings: readonly TrainedSetting[],
): Promise<ScoredSetting[]> {
  const scored: ScoredSetting[] = [];
  for (const run of runs) {
    const own = settings.filter((setting) => setting.run === run);
    const { program, language, checkpoint } = run;
    const engine = await openEngine(program.recipe.engine as WantedEngine);
    printErr(engine.reason.replace(/^engine /, "engine   "));
    const model = createModel(program, engine, { seed: checkpoint.seed, kinds: language?.kinds });
    try {
      await loadCheckpoint(checkpoint, model);
      const progress = startProgress("settings", own.length, "settings");
      let done = 0;
      const outcomes = await scoreSettings(model, own, {
        computed: (videos, total) => progress.update(done, { terms: [`video ${videos}/${total}`] }),
        scored: () => progress.update(++done),
      }).finally(() => progress.stop());
      scored.push(...own.map(({ variant }, i) => ({
        recipe: program.recipe.name,
        job: { variant, seed: checkpoint.seed },
        run: run.folder,
        ...outcomes[i]!,
      })));
    } finally {
      model.dispose();
    }
  }
  return scored;
}
