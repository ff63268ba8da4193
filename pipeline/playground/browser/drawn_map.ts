/** The small map over time that somebody draws. */

/** T: its snippets. */
export const SNIPPETS = 60;

/** What it starts from, by name: values in [0, 1]. */
export const SHAPES: Readonly<Record<string, () => Float32Array>> = {
  "Two actions": () => shape((t) => 0.08 + 0.75 * hill(t, 17, 7) + 0.55 * hill(t, 42, 4)),
  "One long action": () => shape((t) => 0.1 + 0.8 * hill(t, 30, 16)),
  "Short ones": () =>
    shape((t) => 0.1 + [6, 15, 24, 33, 42, 51].reduce((sum, at) => sum + 0.7 * hill(t, at, 2), 0)),
  "Flicker": () => shape((t) => 0.1 + 0.7 * hill(t, 30, 14) * (t % 5 === 0 ? 0.2 : 1)),
};

function shape(value: (t: number) => number): Float32Array {
  return Float32Array.from({ length: SNIPPETS }, (_, t) => Math.min(1, value(t)));
}

/** Rises to 1 at a snippet, flat in the middle, and falls beyond `width` snippets of it. */
function hill(t: number, middle: number, width: number): number {
  return 1 / (1 + (Math.abs(t - middle) / width) ** 6);
}
