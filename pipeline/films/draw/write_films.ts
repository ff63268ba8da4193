/** A data set of drawn films. */
import { join } from "node:path";
import { numbered } from "../../data/synthetic/videos.ts";
import { requireEmptyFolder } from "../../data/synthetic/write.ts";
import { csvLine } from "../../files/csv_line.ts";
import { ensureFolder, writeWhole } from "../../files/write.ts";
import { LABELS } from "../label_table.ts";
import { ACTION_NAMES } from "./course.ts";
import { drawFrame, type FilmPlan, planFilm, TICK } from "./film.ts";
import { layPaper, type Paper } from "./paper.ts";
import { type FilmForm, writeFilm } from "./write_film.ts";

/** The films of a data set. */
export interface FilmSet {
  readonly seed: number;
  readonly train: number;
  readonly test: number;
  /** Called with how many films have been written. */
  readonly onFilm?: ((done: number) => void) | undefined;
}

/** A film with its name. */
interface NamedPlan {
  readonly id: string;
  readonly split: "train" | "test";
  readonly plan: FilmPlan;
}

/** The folder of the films in a data set. */
export const FILMS = "films";

/** How films are drawn. */
export const DRAWN_FORM: FilmForm = { width: 320, height: 240, fps: 12.5 };

/**
 * Draws films into `folder`: `films/<film>.mp4` and, last, `labels.csv`, which says of training films what they show, and
 * of test films when.
 *
 * @throws {UserError} When the folder is not empty, or there is no ffmpeg that writes films.
 * @throws {RunError} When a file cannot be written.
 */
export async function writeFilms(folder: string, { seed, train, test, onFilm }: FilmSet): Promise<void> {
  await requireEmptyFolder(folder);
  await ensureFolder(join(folder, FILMS));
  using paper = await layPaper(DRAWN_FORM.width, DRAWN_FORM.height);
  const films = Array.from({ length: train + test }, (_, index): NamedPlan => {
    const [split, place] = index < train ? ["train", index] as const : ["test", index - train] as const;
    return { id: numbered(split, place), split, plan: planFilm(seed, index) };
  });
  for (const [i, { id, plan }] of films.entries()) {
    await writeFilm(join(folder, FILMS, `${id}.mp4`), framesOf(plan, paper), DRAWN_FORM);
    onFilm?.(i + 1);
  }
  await writeWhole(join(folder, LABELS), labelsText(films));
}

function* framesOf(plan: FilmPlan, paper: Paper): Generator<Uint8Array<ArrayBuffer>> {
  const { fps } = DRAWN_FORM;
  for (let frame = 0; frame < Math.round(plan.seconds * fps); frame++) {
    drawFrame(paper, plan, frame / fps);
    yield paper.pixels();
  }
}

function labelsText(films: readonly NamedPlan[]): string {
  const seconds = (ticks: number) => Number((ticks * TICK).toFixed(3));
  const rows = films.flatMap(({ id, split, plan: { timeline } }) => {
    const { length, labels, actions } = timeline;
    const head = [id, split, seconds(length)] as const;
    return split === "train"
      ? labels.map((label) => [...head, ACTION_NAMES[label]!, undefined, undefined])
      : actions.map(({ label, begin, end }) => [...head, ACTION_NAMES[label]!, seconds(begin), seconds(end)]);
  });
  return ["video,subset,duration,label,start,end", ...rows.map(csvLine)].map((line) => `${line}\n`).join("");
}
