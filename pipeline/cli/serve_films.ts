/** Films that a server is sent, encoded as those of the run were; the models of the encoders stay loaded. */
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { openEngine } from "../engines/open.ts";
import { ensureFolder } from "../files/write.ts";
import { encodeFilms, type FailedFilm, readHeads } from "../films/encode_films.ts";
import { findFfmpeg } from "../films/ffmpeg.ts";
import { listFilms } from "../films/list_films.ts";
import type { Encoder } from "../kinds/encoders/encoder.ts";
import { made, unknownMaker } from "./video_encode_watched.ts";
import { openRunEncoder, type RunEncoder } from "./video_run_encoders.ts";

/** What the features of a film are written with. */
export interface FilmEncoders {
  /**
   * Loads the models.
   *
   * @throws {UserError} When one is absent, or is another than the one that made the features of the run.
   */
  load(): Promise<void>;
  /**
   * Writes `features/<source>/<film>.npy` for each source.
   *
   * @returns What a person should know of them, and how long the film says that it lasts.
   * @throws {UserError} When it is no film that can be encoded.
   */
  encode(film: string, folder: string, signal: AbortSignal): Promise<
    { readonly warnings: readonly string[]; readonly seconds: number | undefined }
  >;
  close(): Promise<void>;
}

/** Encoders, without their models so far. */
export function openFilmEncoders(encoders: readonly RunEncoder[]): FilmEncoders {
  const loaded = new Map<RunEncoder, Encoder>();
  const load = async (each: RunEncoder) => {
    const encoder = loaded.get(each) ?? await openRunEncoder(each);
    loaded.set(each, encoder);
    return encoder;
  };
  return {
    async load() {
      await findFfmpeg();
      for (const each of encoders) await load(each);
    },
    async encode(path, out, signal) {
      const ffmpeg = await findFfmpeg();
      const { films } = await listFilms(path);
      const { known: [film], failed } = await readHeads(films);
      if (!film) throw noFilm(failed[0]!);
      const warnings = encoders.filter(({ hash }) => hash === undefined).map(unknownMaker);
      // The model of the run may compute on another engine than an encoder does.
      await openEngine();
      for (const each of encoders) {
        const { source, times } = each;
        const encoder = await load(each);
        const record = { width: 0, films: {}, ...made(each, encoder.hash) };
        await ensureFolder(join(out, "features", dirname(`${source}/${film.id}`)));
        const failures: FailedFilm[] = [];
        await encodeFilms([film], { out, source, record }, { times, encoder, ffmpeg, stop: signal }, {
          onFrames() {},
          onWarning: (_, warning) => warnings.push(warning),
          onFailure: (failure) => failures.push(failure),
          onFilm() {},
        });
        if (failures.length > 0) throw noFilm(failures[0]!);
      }
      return { warnings, seconds: film.head.seconds };
    },
    async close() {
      for (const encoder of loaded.values()) await encoder.close();
    },
  };
}

function noFilm({ why }: FailedFilm): Error {
  return userError(
    `The body is no film that can be encoded: ${why}`,
    "send a film, such as one that a player shows",
  );
}
