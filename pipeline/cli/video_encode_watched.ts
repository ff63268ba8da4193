/** Makes the features of one film, as the run's own were made. */
import { join } from "node:path";
import { ensureFolder } from "../files/write.ts";
import { openEngine } from "../engines/open.ts";
import { encodeFilms, isFinished, readHeads } from "../films/encode_films.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import { readFilmRecord } from "../films/record.ts";
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
  const ffmpeg = await findFfmpeg();
  await openEngine();
  const warnings: string[] = [];
  for (const each of encoders) {
    const { source, kind, times, hash } = each;
    if (hash === undefined) {
      warnings.push(
        `nothing says that encoder ${kind.kind} made the features that the run was trained on: if another did, ` +
          "the segments mean nothing",
      );
      printErr(`warning: ${warnings.at(-1)}`);
    }
    const encoder = await openRunEncoder(each);
    const what = { encoder: { ...kind, model: encoder.hash }, times };
    const record = { width: 0, films: {}, ...readFilmRecord(out, source, what), ...what };
    const target = { out, source, record };
    let made = record.films;
    if (!film || !isFinished(film, target)) {
      await ensureFolder(join(out, "features", source));
      const watcher = watchFilms(film ? [film] : [], times.fps, failed);
      const encoding = { times, encoder, ffmpeg };
      made = (await encodeFilms(film ? [film] : [], target, encoding, watcher)
        .finally(() => watcher.stop())).films;
    }
    await encoder.close();
    const entry = film && made[film.id];
    if (!entry) return undefined;
    warnings.push(...entry.warnings ?? []);
  }
  return { warnings };
}
