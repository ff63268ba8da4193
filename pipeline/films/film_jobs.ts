/** How many films are encoded at a time. */
import type { FilmHead } from "./ffmpeg.ts";

/** How films are shared out. */
export interface FilmJobs {
  /** Films at a time. */
  readonly count: number;
  /** Threads that each is decoded by; as many as ffmpeg thinks best where absent. */
  readonly threads?: number | undefined;
}

/** What they are shared out over. */
export interface FilmMachine {
  readonly cores: number;
  /** Bytes of memory that are free; as many as are needed where unknown. */
  readonly free?: number | undefined;
}

/** Bytes that ffmpeg takes at most: itself, and for each pixel of the frames that it holds, of up to 10 bits a channel. */
const FFMPEG = { base: 100e6, pixel: 3.5 };
/** Frames that it holds besides one for each thread: those that others refer to. */
const REFERENCES = 17;
/** Pixels of a film that does not say how large it is. */
const UNKNOWN = 1920 * 1080;
/** Part of the free memory that films may take; the rest is for the network. */
const PART = 0.5;

/**
 * As many as there are cores and films, as far as they fit into memory; or as many as are wanted.
 *
 * @param kept Bytes of frames that walt keeps of each film.
 */
export function filmJobs(
  heads: readonly FilmHead[],
  kept: number,
  { cores, free = Infinity }: FilmMachine,
  wanted?: number,
): FilmJobs {
  const most = Math.max(1, Math.min(heads.length, wanted ?? cores));
  const largest = Math.max(0, ...heads.map(({ area }) => area ?? UNKNOWN));
  const fits = (count: number) => {
    const threads = Math.ceil(cores / count);
    return count * (kept + FFMPEG.base + FFMPEG.pixel * largest * (threads + REFERENCES)) <= PART * free;
  };
  let count = most;
  if (wanted === undefined) { while (count > 1 && !fits(count)) count--; }
  return { count, threads: count > 1 ? Math.ceil(cores / count) : undefined };
}

/** This machine, as far as this process may know it. */
export function filmMachine(): FilmMachine {
  const { state } = Deno.permissions.querySync({ name: "sys", kind: "systemMemoryInfo" });
  return {
    cores: navigator.hardwareConcurrency,
    free: state === "granted" ? Deno.systemMemoryInfo().available : undefined,
  };
}
