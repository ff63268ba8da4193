/** Makes the features of one film, as the run's own were made. */
import { join } from "node:path";
import { ensureFolder } from "../files/write.ts";
import { encodeFilms, isFinished, type KnownFilm, readHeads } from "../films/encode_films.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import { type EncodedFilm, readFilmRecord } from "../films/record.ts";
import { printErr } from "./terminal/print.ts";
import { watchFilms } from "./video_progress.ts";
import { openRunEncoder, type RunEncoder } from "./video_run_encoders.ts";

/** Features that are there. */
export interface EncodedWatched {
  /** What a person should know of them, one sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Writes `features/<source>/<film>.npy` for each encoder, where they are not there from an earlier time.
 *
 * @returns Undefined when the film cannot be encoded, which is told.
 */
export async function encodeWatched(
  path: string,
  out: string,
  encoders: readonly RunEncoder[],
): Promise<EncodedWatched | undefined> {
  const { films } = await listFilms(path);
  const { known: [film], failed } = await readHeads(films);
  if (!film) {
    watchFilms([], 1, failed).stop();
    return undefined;
  }
  const warnings: string[] = [];
  for (const each of encoders) {
    if (each.hash === undefined) {
      warnings.push(unknownMaker(each));
      printErr(`warning: ${warnings.at(-1)}`);
    }
    const before = finished(film, out, each);
    const entry = before ?? await encode(film, out, each);
    if (!entry) return undefined;
    warnings.push(...entry.warnings ?? []);
    // What is encoded now has told them itself.
    for (const warning of before?.warnings ?? []) printErr(`warning: ${warning}`);
  }
  return { warnings };
}

/** A sentence about features of a run whose encoder a person alone has named. */
export function unknownMaker({ kind }: RunEncoder): string {
  return `nothing says that encoder ${kind.kind} made the features that the run was trained on: ` +
    "if another did, the segments mean nothing";
}

/** What a record says of an encoder with a model. */
export function made({ kind, times }: RunEncoder, model: string) {
  return { encoder: { ...kind, model }, times };
}

/** The film as it was encoded before. */
function finished(film: KnownFilm, out: string, encoder: RunEncoder): EncodedFilm | undefined {
  const { source, hash } = encoder;
  const record = hash === undefined ? undefined : readFilmRecord(out, source, made(encoder, hash));
  return record && isFinished(film, { out, source, record }) ? record.films[film.id] : undefined;
}

async function encode(film: KnownFilm, out: string, each: RunEncoder): Promise<EncodedFilm | undefined> {
  const { source, times } = each;
  const ffmpeg = await findFfmpeg();
  const encoder = await openRunEncoder(each);
  const what = made(each, encoder.hash);
  const record = { width: 0, films: {}, ...readFilmRecord(out, source, what), ...what };
  await ensureFolder(join(out, "features", source));
  const watcher = watchFilms([film], times.fps, []);
  const { films } = await encodeFilms([film], { out, source, record }, { times, encoder, ffmpeg }, watcher)
    .finally(() => watcher.stop());
  await encoder.close();
  return films[film.id];
}
