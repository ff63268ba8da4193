/** What was made of which film, and by what: a file beside the features, by which finished films are known again. */
import { join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";
import type { FilmTimes } from "./encode_film.ts";

/** A film that was encoded. */
export interface EncodedFilm {
  /** Of the film's bytes, a part of them. */
  readonly hash: string;
  readonly snippets: number;
  /** How long it lasts, where it says so. */
  readonly seconds?: number | undefined;
  /** What a person should know of its features, one sentence each. */
  readonly warnings?: readonly string[] | undefined;
}

/** What the features of a source are. */
export interface FilmRecord {
  /** The options of the encoder, and the SHA-256 of its model. */
  readonly encoder: Readonly<Record<string, unknown>>;
  /** The folder that files of the encoder are relative to, from that of the data set. */
  readonly folder?: string | undefined;
  readonly times: FilmTimes;
  readonly width: number;
  /** By the id of the video. */
  readonly films: Readonly<Record<string, EncodedFilm>>;
}

/** Where the record of a source lies in a data set. */
export function recordPath(out: string, source: string): string {
  return join(out, "features", `${source}.films.json`);
}

/**
 * The record of a source; undefined where there is none.
 *
 * @throws {UserError} When it is of an encoder or of times that differ from `wanted`, or cannot be read.
 */
export function readFilmRecord(
  out: string,
  source: string,
  wanted: Pick<FilmRecord, "encoder" | "times">,
): FilmRecord | undefined {
  const path = recordPath(out, source);
  if (!isThere(path)) return undefined;
  const record = openFilmRecord(path);
  const differ = differences({ ...record.encoder, ...record.times }, { ...wanted.encoder, ...wanted.times });
  if (differ.length === 0) return record;
  throw userError(
    `"${out}" has features of source ${source} that were made otherwise: ${differ.join(", ")}`,
    "name a new folder with --out, or make them as they were; features of one source are of one kind",
  );
}

/** Writes the record of a source as a whole, its films in the order of their names. */
export async function writeFilmRecord(out: string, source: string, record: FilmRecord): Promise<void> {
  const films = Object.fromEntries(Object.entries(record.films).sort(([a], [b]) => a < b ? -1 : 1));
  await writeWhole(recordPath(out, source), `${JSON.stringify({ ...record, films }, null, 1)}\n`);
}

/**
 * Reads a record by its path.
 *
 * @throws {UserError} When it cannot be read.
 */
export function openFilmRecord(path: string): FilmRecord {
  const text = readTextSync(path);
  try {
    const record = JSON.parse(text) as FilmRecord;
    if (typeof record.films === "object" && typeof record.encoder === "object") return record;
  } catch {
    // Said below.
  }
  throw userError(`"${path}" is no record of films`, "remove it, and the features are made anew");
}

function differences(
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((key) => {
    const [then, wanted] = [before, now].map((each) => JSON.stringify(each[key]) ?? "absent");
    return then === wanted ? [] : [`${key} was ${then}, now ${wanted}`];
  });
}
