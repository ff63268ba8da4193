/** A film to rows of features. */
import { RunError } from "../../specs/diagnostics/diagnostics.ts";
import type { Encoder } from "../kinds/encoders/encoder.ts";
import { decodeFilm } from "./decode.ts";
import type { Ffmpeg } from "./ffmpeg.ts";
import { snippetEncoding } from "./encode_snippets.ts";
import { cutSnippets, spreadOffsets } from "./snippets.ts";

/** When a film is looked at. */
export interface FilmTimes {
  /** Frames per second that it is resampled to. */
  readonly fps: number;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** Frames that a snippet is computed on. */
  readonly window: number;
}

/** What a film gave. */
export interface FilmFeatures {
  /** [snippets, width] */
  readonly rows: Float32Array<ArrayBuffer>;
  readonly snippets: number;
  readonly width: number;
  /** What a person should know of it, one sentence each. */
  readonly warnings: readonly string[];
}

/** What a film is encoded with. */
export interface FilmEncoding {
  readonly times: FilmTimes;
  readonly encoder: Encoder;
  readonly ffmpeg: Ffmpeg;
  /** Threads that it is decoded by; as many as ffmpeg thinks best by default. */
  readonly threads?: number | undefined;
  /** Ends the work with its reason. */
  readonly stop?: AbortSignal | undefined;
  /** Called after every snippet with how many frames of the resampled film have been decoded. */
  readonly onFrames?: ((frames: number) => void) | undefined;
}

/** Part of a film that may lack at its end before that is told, and seconds. */
const TOLERATED = { part: 0.02, seconds: 1 };

/**
 * Encodes a film.
 *
 * @throws {RunError} When no frame of it can be decoded.
 * @throws The reason of `stop`, when it is aborted.
 */
export async function encodeFilm(path: string, encoding: FilmEncoding): Promise<FilmFeatures> {
  const { times: { fps, stride, window }, encoder, ffmpeg, threads, stop, onFrames } = encoding;
  const offsets = spreadOffsets(encoder.frames, window);
  await using film = decodeFilm(path, { fps, stride, offsets, form: encoder.form, threads, stop }, ffmpeg);
  const rows: Float32Array[] = [];
  let frames = 0;
  let isPadded = false;
  const encode = snippetEncoding(encoder);
  for await (const snippet of cutSnippets(film.frames, { fps, stride, offsets }, film.release)) {
    stop?.throwIfAborted();
    rows.push(await encode(snippet));
    frames = snippet.last + 1;
    isPadded = snippet.isPadded;
    onFrames?.(frames);
  }
  stop?.throwIfAborted();
  const { troubles, seconds } = await film.ended;
  const [trouble] = troubles;
  if (rows.length === 0) throw new RunError(`No frame can be decoded${trouble ? `: ${trouble}` : ""}`);
  const decoded = frames / fps;
  const lacks = seconds === undefined ? 0 : seconds - decoded - stride / fps;
  const isCut = seconds !== undefined && lacks > Math.max(TOLERATED.seconds, TOLERATED.part * seconds);
  const width = rows[0]!.length;
  const values = new Float32Array(rows.length * width);
  rows.forEach((row, i) => values.set(row, i * width));
  return {
    rows: values,
    snippets: rows.length,
    width,
    warnings: [
      ...isPadded
        ? [`it is shorter than a snippet of ${window} frames: its last frame stands for those that lack`]
        : [],
      ...isCut
        ? [
          `it breaks off after ${decoded.toFixed(1)} of ${seconds.toFixed(1)} s, and so do its features${
            said(trouble)
          }`,
        ]
        : trouble !== undefined
        ? [`parts of it are damaged${said(trouble)}`]
        : [],
    ],
  };
}

function said(trouble: string | undefined): string {
  return trouble === undefined ? "" : ` (ffmpeg: ${trouble})`;
}
