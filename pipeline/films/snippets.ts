/** Frames of a film to the frames of its snippets: snippet i covers frames [i stride, i stride + window). */
import type { SnippetPixels } from "../kinds/encoders/encoder.ts";
import type { FilmFrame } from "./decode.ts";

/** How a film is cut into snippets, and which frames of each are looked at. */
export interface SnippetCut {
  readonly fps: number;
  readonly stride: number;
  /** Rising, from the first frame of a snippet. */
  readonly offsets: readonly number[];
}

/** A snippet; one of a film that ends before it has as many frames shows the last one several times. */
export interface FilmSnippet extends SnippetPixels {
  /** The numbers of its frames in the resampled film. */
  readonly indices: readonly number[];
  /** The number of its last frame in the resampled film. */
  readonly last: number;
  readonly isPadded: boolean;
}

/** The frames of a window of `window` that `count` looks are spread over: the middle of each of as many equal parts. */
export function spreadOffsets(count: number, window: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.floor((2 * i + 1) * window / (2 * count)));
}

/**
 * The snippets whose frames are all there, in order; where that is none and there is a frame, one that is padded. Each
 * frame is kept as long as a snippet needs it, and then released.
 */
export async function* cutSnippets(
  frames: AsyncIterable<FilmFrame>,
  { fps, stride, offsets }: SnippetCut,
  release: (pixels: Uint8Array) => void = () => {},
): AsyncGenerator<FilmSnippet, void> {
  const [first, last] = [offsets[0]!, offsets.at(-1)!];
  const seconds = (last - first) / fps;
  const kept = new Map<number, FilmFrame>();
  let next = 0;
  let newest: FilmFrame | undefined;
  const snippet = (shown: readonly FilmFrame[], isPadded: boolean): FilmSnippet => ({
    pixels: shown.map(({ pixels }) => pixels),
    indices: shown.map(({ index }) => index),
    seconds,
    last: newest!.index,
    isPadded,
  });
  for await (const frame of frames) {
    newest = frame;
    kept.set(frame.index, frame);
    const begin = next * stride;
    if (frame.index < begin + last) continue;
    yield snippet(offsets.map((offset) => kept.get(begin + offset)!), false);
    next++;
    for (const { index, pixels } of kept.values()) {
      if (index >= begin + stride + first) continue;
      kept.delete(index);
      release(pixels);
    }
  }
  if (next > 0 || newest === undefined) return;
  yield snippet(offsets.map((offset) => kept.get(offset) ?? newest!), true);
}
