/** `video features`: films to snippet features, a table of labels to fill in, and a recipe. */
import { basename, dirname, join, relative, resolve } from "node:path";
import { loadTree } from "../../specs/load/mod.ts";
import { plain, subtree } from "../../specs/load/tree.ts";
import { count } from "../annotations/layout.ts";
import { readTextSync } from "../files/reading.ts";
import { ensureFolder } from "../files/write.ts";
import {
  encodeFilms,
  type FilmTarget,
  isFinished,
  type KnownFilm,
  readHeads,
} from "../films/encode_films.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { filmJobs, type FilmMachine, filmMachine } from "../films/film_jobs.ts";
import { listFilms } from "../films/list_films.ts";
import { LABELS, writeLabels } from "../films/label_table.ts";
import { writeFilmRecipe } from "../films/recipe_file.ts";
import { readFilmRecord } from "../films/record.ts";
import { command } from "../../specs/diagnostics/command.ts";
import { fromHere, ROOT, toPaste } from "./terminal/paths.ts";
import { parentName } from "./options/names.ts";
import { printErr, printOut } from "./terminal/print.ts";
import { chooseEncoder, type ChosenEncoder, openChosen } from "./video_encoder.ts";
import { watchFilms } from "./video_progress.ts";

/** Options of `video features`. */
export interface FeaturesCommandOptions {
  /** The folder of the data set. */
  readonly out: string;
  /** A name of ours, or a YAML file. */
  readonly encoder: string;
  readonly fps?: number | undefined;
  readonly stride?: number | undefined;
  readonly window?: number | undefined;
  /** Films at a time. */
  readonly jobs?: number | undefined;
  /** Names with commas between them. */
  readonly classes?: string | undefined;
}

/** Makes a data set of films; 0 when all of them have features, 1 when some could not be read. */
export async function featuresCommand(path: string, options: FeaturesCommandOptions): Promise<number> {
  const chosen = chooseEncoder(options.encoder, options);
  const { films, others } = await listFilms(fromHere(path));
  const ffmpeg = await findFfmpeg();
  const encoder = await openChosen(chosen);
  const out = fromHere(options.out);
  const { description: { source, encoder: kind }, times } = chosen;
  const what = { encoder: { ...kind, model: encoder.hash }, times };
  const folder = relative(resolve(out), dirname(resolve(chosen.path)));
  const record = { width: 0, films: {}, ...readFilmRecord(out, source, what), ...what, folder };
  const target: FilmTarget = { out, source, record };
  const { known, failed } = await readHeads(films);
  const left = known.filter((film) => !isFinished(film, target));
  for (const line of foundLines(films.length, others, films.length - failed.length - left.length)) {
    printErr(line);
  }
  const machine = filmMachine();
  const { width, height } = encoder.form;
  const kept = 3 * width * height * times.window;
  const { count: jobs, threads } = filmJobs(left.map(({ head }) => head), kept, machine, options.jobs);
  if (left.length > 1) printErr(jobsLine(jobs, machine));
  await ensureFolder(join(out, "features", source));
  const watcher = watchFilms(left, times.fps, failed);
  const made = await encodeFilms(left, target, { times, encoder, ffmpeg, jobs, threads }, watcher)
    .finally(() => watcher.stop());
  await encoder.close();
  const finished = known.filter(({ id }) => made.films[id] !== undefined);
  if (finished.length > 0) await describe(out, chosen, finished, options.classes);
  return watcher.failures === 0 ? 0 : 1;
}

function foundLines(films: number, others: readonly string[], finished: number): string[] {
  return [
    `films    ${count(films, "film")}${
      finished > 0 ? `, ${finished.toLocaleString("en-US")} finished before` : ""
    }`,
    ...others.length > 0 ? [`left     ${count(others.length, "other file")}, such as "${others[0]}"`] : [],
  ];
}

function jobsLine(jobs: number, { cores, free }: FilmMachine): string {
  const memory = free === undefined ? "" : `, ${(free / 1e9).toFixed(1)} GB of memory free`;
  return `at once  ${count(jobs, "film")} (${count(cores, "core")}${memory}); --jobs says otherwise`;
}

/** Writes the table of labels and the recipe, and says what to do next. */
async function describe(
  out: string,
  { times }: ChosenEncoder,
  films: readonly KnownFilm[],
  classes: string | undefined,
): Promise<void> {
  const notAdded = await writeLabels(out, films.map(({ id, head }) => ({ id, seconds: head.seconds })));
  const place = (path: string) => relative(resolve(out), path);
  const parent = join(ROOT, "recipes/base/own_features.yaml");
  const sources = subtree(loadTree(parent, { read: readTextSync }).tree, ["features", "sources"]);
  const recipe = await writeFilmRecipe(out, {
    frame: {
      name: basename(resolve(out)).replaceAll(/[^A-Za-z0-9_-]+/g, "_").slice(0, 100) || "films",
      parent: parentName(parent, place),
      parentSources: sources ? Object.keys(plain(sources) as Record<string, unknown>) : [],
      schema: place(join(ROOT, "specs/recipe.schema.json")),
    },
    times,
    classes: classes?.split(",").map((name) => name.trim()).filter((name) => name !== "") ?? [],
  });
  const [labels, yaml] = [join(out, LABELS), recipe.path].map(toPaste);
  for (const id of notAdded) printErr(`note     "${labels}" has other columns: add "${id}" to it by hand`);
  if (recipe.isEdited) printErr(`note     "${yaml}" was edited, and is left as it is`);
  printOut([
    `"${labels}" has a line for each film: write what it shows under labels, jump;walk`,
    `"${yaml}" is ready${recipe.hasClasses ? "" : " but for its classes"}: ${command("run", yaml!)}`,
  ]);
}
