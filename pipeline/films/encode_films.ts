/** Films to the feature files of a data set, several at a time; what is finished is not done again. */
import { dirname, join } from "node:path";
import { RunError, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { writeNpy } from "../data/disk/npy_write.ts";
import { sampleHash } from "../data/disk/sample_hash.ts";
import { isThere } from "../files/reading.ts";
import { ensureFolder } from "../files/write.ts";
import { encodeFilm, type FilmEncoding } from "./encode_film.ts";
import { type FilmHead, readHead } from "./ffmpeg.ts";
import type { Film } from "./list_films.ts";
import { type EncodedFilm, type FilmRecord, writeFilmRecord } from "./record.ts";
import { takeTurns } from "./take_turns.ts";

/** A film whose head was read. */
export interface KnownFilm extends Film {
  readonly hash: string;
  readonly head: FilmHead;
}

/** A film that gave no features. */
export interface FailedFilm {
  readonly film: Film;
  readonly why: string;
}

/** What is told while films are encoded. */
export interface FilmWatcher {
  /** So many frames of a film, resampled, have been decoded. */
  onFrames(film: KnownFilm, frames: number): void;
  onWarning(film: Film, warning: string): void;
  onFailure(failure: FailedFilm): void;
  /** A film has its features, or has failed. */
  onFilm(film: KnownFilm): void;
}

/** How films are encoded. */
export interface FilmsEncoding extends Omit<FilmEncoding, "onFrames"> {
  /** How many at a time; one by default. */
  readonly jobs?: number | undefined;
}

/** Where features go, and what they are. */
export interface FilmTarget {
  /** The folder of the data set. */
  readonly out: string;
  readonly source: string;
  /** What was made before. */
  readonly record: FilmRecord;
}

/** Heads that are read at a time. */
const AT_ONCE = 4;

/** Reads the heads of films; what cannot be a film is told apart. */
export async function readHeads(
  films: readonly Film[],
): Promise<{ readonly known: readonly KnownFilm[]; readonly failed: readonly FailedFilm[] }> {
  const looked: (KnownFilm | FailedFilm)[] = [];
  for (let i = 0; i < films.length; i += AT_ONCE) {
    looked.push(...await Promise.all(films.slice(i, i + AT_ONCE).map(lookAt)));
  }
  return {
    known: looked.filter((each) => "head" in each),
    failed: looked.filter((each) => "why" in each),
  };
}

async function lookAt(film: Film): Promise<KnownFilm | FailedFilm> {
  try {
    const { size } = await Deno.stat(film.path);
    if (size === 0) return { film, why: "the file is empty" };
    const head = await readHead(film.path);
    if (!head.hasPictures) return { film, why: "it has sound and no pictures" };
    return { ...film, head, hash: await sampleHash(film.path, size) };
  } catch (error) {
    return { film, why: whyOf(error) };
  }
}

/** Whether the features of a film are there, made of the same film. */
export function isFinished({ id, hash }: KnownFilm, { out, source, record }: FilmTarget): boolean {
  return record.films[id]?.hash === hash && isThere(featurePath(out, source, id));
}

/** The feature file of a video. */
function featurePath(out: string, source: string, id: string): string {
  return join(out, "features", source, `${id}.npy`);
}

/**
 * Encodes films, and writes the record after each.
 *
 * @returns The record with these films.
 * @throws {RunError} When a file cannot be written.
 */
export async function encodeFilms(
  films: readonly KnownFilm[],
  { out, source, record }: FilmTarget,
  { jobs = 1, stop, ...encoding }: FilmsEncoding,
  watcher: FilmWatcher,
): Promise<FilmRecord> {
  let made = record;
  let written = Promise.resolve();
  const encoder = takeTurns(encoding.encoder);
  const waiting = films.values();
  const stops = new AbortController();

  async function encodeOne(film: KnownFilm): Promise<void> {
    const features = await encodeFilm(film.path, {
      ...encoding,
      encoder,
      stop: AbortSignal.any([stops.signal, ...stop ? [stop] : []]),
      onFrames: (frames) => watcher.onFrames(film, frames),
    }).catch((error) => {
      stops.signal.throwIfAborted();
      watcher.onFailure({ film, why: whyOf(error) });
    });
    if (features) {
      const { rows, snippets, width, warnings } = features;
      const path = featurePath(out, source, film.id);
      await ensureFolder(dirname(path));
      await writeNpy(path, rows, [snippets, width]);
      const { hash, head: { seconds } } = film;
      const entry: EncodedFilm = {
        ...{ hash, snippets, seconds },
        ...warnings.length > 0 ? { warnings } : {},
      };
      made = { ...made, width, films: { ...made.films, [film.id]: entry } };
      // In turn, so that no older record comes last.
      await (written = written.then(() => writeFilmRecord(out, source, made)));
      for (const warning of warnings) watcher.onWarning(film, warning);
    }
    watcher.onFilm(film);
  }

  const workers = Array.from({ length: jobs }, async () => {
    try {
      for (const film of waiting) await encodeOne(film);
    } catch (error) {
      stops.abort(error);
      throw error;
    }
  });
  const ends = await Promise.allSettled(workers);
  for (const end of ends) if (end.status === "rejected") throw stops.signal.reason;
  return made;
}

/** Why a film failed; what is no fault of the film is thrown again. */
function whyOf(error: unknown): string {
  if (error instanceof RunError || error instanceof UserError) return error.message;
  throw error;
}
