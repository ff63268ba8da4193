/** `report`: writes the page about a finished run again. */
import { join } from "node:path";
import { openDataset } from "../data/open_dataset.ts";
import { openEngine } from "../engines/open.ts";
import { readTextSync } from "../files/reading.ts";
import { ensureFolder, writeWhole } from "../files/write.ts";
import { collectReport } from "../report/collect.ts";
import { collectInteractive, createMapCollector } from "../report/interactive/collect_interactive.ts";
import { renderInteractive } from "../report/interactive/interactive_page.ts";
import { renderReport } from "../report/pages/page.ts";
import { readCheckpoint } from "../runs/checkpoint/file.ts";
import { reportTables } from "../report/report_tables.ts";
import { EVENTS, openEventFile, requireEvents } from "../runs/event_file.ts";
import { readEnvironment } from "../runs/environment.ts";
import { lockRun } from "../runs/lock.ts";
import { reopenRun } from "../runs/reopen.ts";
import { compileFile } from "./load.ts";
import { requireFinished } from "./run_predictions.ts";
import { fromHere, fromRoot, pathWord } from "./terminal/paths.ts";
import { printErr, printOut } from "./terminal/print.ts";

/** Options of `report`. */
export interface ReportOptions {
  /** The folder for tables of all that the page draws. */
  readonly csv?: string | undefined;
  /** Writes a page with sliders too. */
  readonly interactive?: boolean | undefined;
  /** Writes event files. */
  readonly tensorboard?: boolean | undefined;
}

/** Writes `report.html` into a run folder, from its weights, metrics and data, and returns the exit code. */
export async function reportCommand(
  folder: string,
  { csv, interactive, tensorboard }: ReportOptions,
): Promise<number> {
  requireFinished(folder);
  using _lock = lockRun(folder);
  const { program, language } = await compileFile(join(folder, "recipe.yaml"), {
    folder: fromHere("."),
    cwd: Deno.cwd(),
    read: readTextSync,
  });
  const checkpoint = await readCheckpoint(folder);
  const overrides = (await readEnvironment(folder, checkpoint))?.overrides ?? [];
  const dataset = await openDataset(program.recipe, language);
  const engine = await openEngine(checkpoint.engine, "the run was made on it");
  if (tensorboard) requireEvents(engine);
  const warn = (message: string) => printErr(`warning: ${message}`);
  const finished = await reopenRun({ program, kinds: language?.kinds, engine, dataset, folder, warn });
  try {
    const vocabulary = language?.vocabulary;
    const maps = interactive ? createMapCollector(program) : undefined;
    const data = await collectReport({
      program,
      vocabulary,
      engine,
      dataset,
      finished,
      overrides,
      run: fromRoot(folder),
      onVideo: maps?.add,
    });
    const page = join(folder, "report.html");
    await writeWhole(page, renderReport(data));
    printOut(`report   ${pathWord(page)}`);
    if (maps) {
      const sources = { data, program, vocabulary, dataset, finished, maps: maps.videos };
      const other = join(folder, "interactive.html");
      await writeWhole(other, renderInteractive(data, collectInteractive(sources)));
      printOut(`sliders  ${pathWord(other)}`);
    }
    if (csv !== undefined) {
      await ensureFolder(csv);
      for (const [name, text] of reportTables(data)) await writeWhole(join(csv, name), text);
      printOut(`tables   ${pathWord(csv)}`);
    }
    if (tensorboard) {
      const events = openEventFile(folder, engine);
      const { steps, evaluations } = finished.metrics;
      for (const line of [...steps, ...evaluations]) events.add(line);
      events.close();
      printOut(`events   ${pathWord(join(folder, EVENTS))}`);
    }
    return 0;
  } finally {
    finished.model.dispose();
  }
}
