/** How far the encoding of films is, and what goes wrong with them. */
import type { FailedFilm, FilmWatcher, KnownFilm } from "../films/encode_films.ts";
import { tallyFilms } from "../films/film_tally.ts";
import type { Film } from "../films/list_films.ts";
import { toPaste } from "./terminal/paths.ts";
import { printErr } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** A display of films that are encoded. */
export interface FilmProgress extends FilmWatcher {
  /** Films that gave no features. */
  readonly failures: number;
  stop(): void;
}

/** Starts a display of `films`; those that have `failed` before are told at once. */
export function watchFilms(
  films: readonly KnownFilm[],
  fps: number,
  failed: readonly FailedFilm[],
): FilmProgress {
  const tally = tallyFilms(films, fps);
  let failures = 0;
  const fail = ({ film, why }: FailedFilm) => {
    failures++;
    printErr(`failed   "${toPaste(film.path)}": ${why}`);
  };
  failed.forEach(fail);
  const started = performance.now();
  const progress = startProgress("encoding", Math.max(1, Math.ceil(tally.total)), "s of film");
  return {
    get failures() {
      return failures;
    },
    onFrames(film, count) {
      tally.count(film, count);
      const { seconds, frames, terms } = tally.now();
      const speed = Math.round(frames / (performance.now() - started) * 1000);
      progress.update(Math.floor(seconds), { speed: { count: speed, unit: "frames" }, terms });
    },
    onWarning: (film: Film, warning) => printErr(`warning  "${toPaste(film.path)}": ${warning}`),
    onFailure: fail,
    onFilm: (film) => tally.finish(film),
    stop: () => progress.stop(),
  };
}
