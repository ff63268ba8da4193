/** The primitives in plain float64 loops over flat row-major arrays, straight from their definitions. */

type Numbers = readonly number[];

function indices(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** [B, M, K] times [B, K, N]. */
export function batchMatMul(
  a: Numbers,
  b: Numbers,
  batch: number,
  m: number,
  k: number,
  n: number,
): number[] {
  return indices(batch * m * n).map((at) => {
    const [item, row, column] = [Math.floor(at / (m * n)), Math.floor(at / n) % m, at % n];
    return indices(k).reduce(
      (sum, i) => sum + a[(item * m + row) * k + i]! * b[(item * k + i) * n + column]!,
      0,
    );
  });
}

/** The inverses of [B, n, n], entry by entry as cofactor over determinant. */
export function inverse(x: Numbers, n: number): number[] {
  return indices(x.length / (n * n)).flatMap((item) => {
    const rows = indices(n).map((i) => indices(n).map((j) => x[(item * n + i) * n + j]!));
    const whole = determinant(rows);
    const minor = (i: number, j: number) => rows.toSpliced(i, 1).map((row) => row.toSpliced(j, 1));
    return indices(n).flatMap((i) =>
      indices(n).map((j) => ((i + j) % 2 ? -1 : 1) * determinant(minor(j, i)) / whole)
    );
  });
}

/** By elimination of the first column, whose largest entry is moved to the top. */
function determinant(rows: readonly Numbers[]): number {
  if (rows.length === 0) return 1;
  const largest = rows.reduce((best, row, i) => Math.abs(row[0]!) > Math.abs(rows[best]![0]!) ? i : best, 0);
  const [top, ...others] = [rows[largest]!, ...rows.toSpliced(largest, 1)];
  if (top![0] === 0) return 0;
  const rest = others.map((row) => row.slice(1).map((v, j) => v - row[0]! / top![0]! * top![j + 1]!));
  return (largest % 2 ? -1 : 1) * top![0]! * determinant(rest);
}

/** The input positions of output t, undefined in the padding. */
function taps(t: number, length: number, kernel: number, dilation: number): (number | undefined)[] {
  const left = Math.floor(dilation * (kernel - 1) / 2);
  return indices(kernel).map((k) => t + dilation * k - left).map((s) => s >= 0 && s < length ? s : undefined);
}

/** x [B, T, D], weights [D, kernel, H], bias [H] or empty. */
export function temporalConv(
  x: Numbers,
  weights: Numbers,
  bias: Numbers,
  [batch, length, depth]: readonly [number, number, number],
  [kernel, width, dilation]: readonly [number, number, number],
): number[] {
  return indices(batch * length * width).map((at) => {
    const [b, t, h] = [Math.floor(at / (length * width)), Math.floor(at / width) % length, at % width];
    let sum = bias[h] ?? 0;
    taps(t, length, kernel, dilation).forEach((s, k) => {
      if (s === undefined) return;
      for (let d = 0; d < depth; d++) {
        sum += x[(b * length + s) * depth + d]! * weights[(d * kernel + k) * width + h]!;
      }
    });
    return sum;
  });
}

/** x [B, T, C], weights [C, kernel]. */
export function depthwiseTemporalConv(
  x: Numbers,
  weights: Numbers,
  [batch, length, channels]: readonly [number, number, number],
  kernel: number,
  dilation: number,
): number[] {
  return indices(batch * length * channels).map((at) => {
    const [b, t, c] = [
      Math.floor(at / (length * channels)),
      Math.floor(at / channels) % length,
      at % channels,
    ];
    return taps(t, length, kernel, dilation).reduce<number>(
      (sum, s, k) =>
        s === undefined ? sum : sum + x[(b * length + s) * channels + c]! * weights[c * kernel + k]!,
      0,
    );
  });
}

/** Norms of rows of n. */
export function l2Norm(x: Numbers, n: number): number[] {
  return indices(x.length / n).map((row) => Math.hypot(...x.slice(row * n, (row + 1) * n)));
}

/** Columns of the k largest of every row of n, by repeatedly taking the first largest. */
export function topIndices(x: Numbers, n: number, k: number): number[] {
  return indices(x.length / n).flatMap((row) => {
    const left = new Set(indices(n));
    return indices(k).map(() => {
      let best = -1;
      for (const i of left) if (best < 0 || x[row * n + i]! > x[row * n + best]!) best = i;
      left.delete(best);
      return best;
    });
  });
}

/** x [B, T, D], rows [B, K]. */
export function gatherRows(x: Numbers, rows: Numbers, length: number, depth: number, k: number): number[] {
  return rows.flatMap((row, i) => {
    const start = (Math.floor(i / k) * length + row) * depth;
    return x.slice(start, start + depth);
  });
}

/** Medians of rows of n. */
export function median(x: Numbers, n: number): number[] {
  return indices(x.length / n).map((row) => {
    const sorted = x.slice(row * n, (row + 1) * n).sort((a, b) => a - b);
    return (sorted[Math.floor((n - 1) / 2)]! + sorted[Math.floor(n / 2)]!) / 2;
  });
}

/** Largest of the window around every column of rows of n. */
export function slidingMax(x: Numbers, n: number, before: number, after: number, outside: number): number[] {
  return x.map((_, at) => {
    const i = at % n;
    const window = indices(before + after + 1).map((j) => i - before + j);
    return Math.max(...window.map((j) => j < 0 || j >= n ? outside : x[at - i + j]!));
  });
}

/** Sums over the middle axis of x [B, T, C]. */
export function sumTime(
  x: Numbers,
  [batch, length, channels]: readonly [number, number, number],
): number[] {
  return indices(batch * channels).map((at) => {
    const [b, c] = [Math.floor(at / channels), at % channels];
    return indices(length).reduce((sum, t) => sum + x[(b * length + t) * channels + c]!, 0);
  });
}
