/** How far the encoding of films is, and what goes wrong with them. */
import type { FailedFilm, FilmWatcher, KnownFilm } from "../films/encode_films.ts";
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

/** Seconds of a film that does not say how long it lasts. */
const UNKNOWN = 60;

/** Starts a display of `films`; those that have `failed` before are told at once. */
export function watchFilms(
  films: readonly KnownFilm[],
  fps: number,
  failed: readonly FailedFilm[],
): FilmProgress {
  const secondsOf = ({ head }: KnownFilm) => head.seconds ?? UNKNOWN;
  const total = films.reduce((sum, film) => sum + secondsOf(film), 0);
  let failures = 0;
  let [finished, seconds, frames, current] = [0, 0, 0, 0];
  const fail = ({ film, why }: FailedFilm) => {
    failures++;
    printErr(`failed   "${toPaste(film.path)}": ${why}`);
  };
  failed.forEach(fail);
  const started = performance.now();
  const progress = startProgress("encoding", Math.max(1, Math.ceil(total)), "s of film");
  return {
    get failures() {
      return failures;
    },
    onFrames(film, count) {
      current = count;
      const speed = (frames + count) / (performance.now() - started) * 1000;
      progress.update(Math.floor(seconds + Math.min(secondsOf(film), count / fps)), {
        speed: { count: Math.round(speed), unit: "frames" },
        terms: [`film ${finished + 1}/${films.length}`, film.id],
      });
    },
    onWarning: (film: Film, warning) => printErr(`warning  "${toPaste(film.path)}": ${warning}`),
    onFailure: fail,
    onFilm(film) {
      finished++;
      seconds += secondsOf(film);
      frames += current;
      current = 0;
    },
    stop: () => progress.stop(),
  };
}
