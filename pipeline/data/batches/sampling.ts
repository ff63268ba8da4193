/** Which snippets of a video a batch sees. */

/**
 * T = `count` training positions in a video of L = `length` snippets, non-decreasing, short videos stretched by
 * repetition. `random_perturb` draws one of `floor(i L / T)` .. `floor((i + 1) L / T)`, both included, at every
 * position i (the last ends at L - 1), with `draw(i)` uniform in [0, 1); `uniform` takes the first of these.
 */
export function trainPositions(
  kind: "random_perturb" | "uniform",
  length: number,
  count: number,
  draw: (position: number) => number,
): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const low = Math.floor((i * length) / count);
    if (kind === "uniform" || length === count) return low;
    const high = i === count - 1 ? length - 1 : Math.floor(((i + 1) * length) / count);
    return low + Math.floor(draw(i) * (high - low + 1));
  });
}

/** Test positions: every snippet under `all` and when L <= T, otherwise `floor(i L / T)`; T' = min(L, T) of them. */
export function testPositions(kind: "uniform" | "all", length: number, count: number): Int32Array {
  if (kind === "all" || length <= count) return Int32Array.from({ length }, (_, i) => i);
  return trainPositions("uniform", length, count, () => 0);
}
