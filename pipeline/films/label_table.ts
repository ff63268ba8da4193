/** The table `labels.csv` of a data set of films: a line for each, to fill in. */
import { join } from "node:path";
import { openAnnotations } from "../annotations/layouts/open.ts";
import { csvLine } from "../files/csv_line.ts";
import { isThere, readText } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";

/** A film as the table has it. */
export interface LabelLine {
  readonly id: string;
  /** Seconds, where they are known. */
  readonly seconds?: number | undefined;
}

/** The table's name in a data set. */
export const LABELS = "labels.csv";

const COLUMNS = ["video", "labels", "subset", "duration"];
/** Part of the films that are test videos until a person says otherwise. */
const TESTED = 0.3;

/**
 * Writes a line for every film that has none; lines that are there stay as they are.
 *
 * @returns The films that were not added, since the table has other columns.
 * @throws {UserError} When the table that is there cannot be read.
 */
export async function writeLabels(out: string, films: readonly LabelLine[]): Promise<readonly string[]> {
  const path = join(out, LABELS);
  if (!isThere(path)) {
    await writeWhole(path, linesText([COLUMNS.join(","), ...rows(films, true)]));
    return [];
  }
  const { database } = await openAnnotations(path);
  const absent = films.filter(({ id }) => !database.has(id));
  if (absent.length === 0) return [];
  const text = await readText(path);
  if (text.split(/\r?\n/, 1)[0] !== COLUMNS.join(",")) return absent.map(({ id }) => id);
  await writeWhole(path, `${text.replace(/\n*$/, "\n")}${linesText(rows(absent, false))}`);
  return [];
}

/** Films that come later are trained on. */
function rows(films: readonly LabelLine[], isFirst: boolean): string[] {
  const tested = isFirst ? Math.max(films.length > 1 ? 1 : 0, Math.round(TESTED * films.length)) : 0;
  const isTested = (i: number) =>
    Math.floor((i + 1) * tested / films.length) > Math.floor(i * tested / films.length);
  return films.map(({ id, seconds }, i) =>
    csvLine([id, undefined, isTested(i) ? "test" : "train", seconds && Number(seconds.toFixed(3))])
  );
}

function linesText(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
