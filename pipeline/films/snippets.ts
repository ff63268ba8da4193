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
 * frame is kept as long as a snippet needs it.
 */
export async function* cutSnippets(
  frames: AsyncIterable<FilmFrame>,
  { fps, stride, offsets }: SnippetCut,
): AsyncGenerator<FilmSnippet, void> {
  const [first, last] = [offsets[0]!, offsets.at(-1)!];
  const seconds = (last - first) / fps;
  const kept = new Map<number, Uint8Array>();
  let next = 0;
  let newest: FilmFrame | undefined;
  for await (const frame of frames) {
    newest = frame;
    kept.set(frame.index, frame.pixels);
    const begin = next * stride;
    if (frame.index < begin + last) continue;
    yield {
      pixels: offsets.map((offset) => kept.get(begin + offset)!),
      seconds,
      last: frame.index,
      isPadded: false,
    };
    next++;
    for (const index of kept.keys()) if (index < begin + stride + first) kept.delete(index);
  }
  if (next > 0 || newest === undefined) return;
  const pixels = offsets.map((offset) => kept.get(offset) ?? newest!.pixels);
  yield { pixels, seconds, last: newest.index, isPadded: true };
}
