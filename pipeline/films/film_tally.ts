/** How far several films are that are encoded at the same time. */
import type { KnownFilm } from "./encode_films.ts";

/** A count of films, seconds and frames. */
export interface FilmTally {
  /** Seconds of all films. */
  readonly total: number;
  /** So many frames of a film, resampled, have been decoded. */
  count(film: KnownFilm, frames: number): void;
  /** A film is finished, or has failed. */
  finish(film: KnownFilm): void;
  /** Where it stands: seconds of film, frames, and films in words. */
  now(): { readonly seconds: number; readonly frames: number; readonly terms: readonly string[] };
}

/** Seconds of a film that does not say how long it lasts. */
const UNKNOWN = 60;

/** Starts to count. */
export function tallyFilms(films: readonly KnownFilm[], fps: number): FilmTally {
  const secondsOf = ({ head }: KnownFilm) => head.seconds ?? UNKNOWN;
  /** Frames of the films that are being encoded. */
  const running = new Map<KnownFilm, number>();
  let [finished, seconds, frames] = [0, 0, 0];
  return {
    total: films.reduce((sum, film) => sum + secondsOf(film), 0),
    count: (film, count) => void running.set(film, count),
    finish(film) {
      finished++;
      seconds += secondsOf(film);
      frames += running.get(film) ?? 0;
      running.delete(film);
    },
    now() {
      const open = [...running];
      const part = open.map(([film, count]) => Math.min(secondsOf(film), count / fps));
      const last = finished + open.length;
      return {
        seconds: part.reduce((sum, each) => sum + each, seconds),
        frames: open.reduce((sum, [, count]) => sum + count, frames),
        terms: open.length > 1
          ? [`films ${finished + 1}-${last}/${films.length}`]
          : [`film ${last}/${films.length}`, ...open.map(([{ id }]) => id)],
      };
    },
  };
}
