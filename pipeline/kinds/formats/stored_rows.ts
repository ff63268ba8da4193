/** Rows of features as they are stored, in half the memory where they are float16. */

/** [rows, width], rows together. Float16 values are kept by their bits. */
export interface StoredRows {
  /** Values of a row. */
  readonly width: number;
  /** Crops of every row, where one of them is drawn: `values` are [rows, crops, width] then. */
  readonly crops?: number;
  /** float32, or the bits of float16. */
  readonly values: Float32Array | Uint16Array;
  /** `sumOfSquares` of all values, where reading them has made it. */
  readonly squares?: number | undefined;
}

/**
 * Writes some rows of a video, the sources side by side: `rows` [n] -> `target` [n, sum of widths].
 *
 * @param draw From 0 to below 1: which crop is taken of sources that have several; their mean by default.
 */
export function copyStored(
  sources: readonly StoredRows[],
  rows: Int32Array,
  target: Float32Array,
  draw?: number,
): void {
  const total = sources.reduce((sum, { width }) => sum + width, 0);
  let column = 0;
  for (const { width, crops, values } of sources) {
    if (crops !== undefined) {
      const crop = draw === undefined ? undefined : Math.floor(draw * crops);
      rows.forEach((row, i) => {
        const all = values.subarray(row * crops * width, (row + 1) * crops * width);
        const own = crop === undefined
          ? meanOf(all, crops, width)
          : all.subarray(crop * width, (crop + 1) * width);
        target.set(own instanceof Float32Array ? own : singlesOf(own), i * total + column);
      });
    } else if (values instanceof Float32Array) {
      rows.forEach((row, i) =>
        target.set(values.subarray(row * width, (row + 1) * width), i * total + column)
      );
    } else {
      rows.forEach((row, i) => copyHalves(values, row * width, width, target, i * total + column));
    }
    column += width;
  }
}

/** [length, sum of widths]: the rows of every part, one after the other. */
export function sideBySide(
  parts: readonly { readonly width: number; readonly data: Float32Array }[],
  length: number,
): Float32Array {
  if (parts.length === 1) return parts[0]!.data;
  const joined = new Float32Array(length * parts.reduce((sum, { width }) => sum + width, 0));
  const rows = Int32Array.from({ length }, (_, row) => row);
  copyStored(parts.map(({ width, data }) => ({ width, values: data })), rows, joined);
  return joined;
}

/** The mean over the middle axis of [n, count, inner], summed in doubles: [n, inner]. */
export function meanOf(values: StoredRows["values"], count: number, inner: number): Float32Array {
  const from = values instanceof Float32Array ? values : singlesOf(values);
  const means = new Float32Array(from.length / count);
  for (let i = 0; i < means.length; i++) {
    const start = Math.floor(i / inner) * count * inner + i % inner;
    let sum = 0;
    for (let k = 0; k < count; k++) sum += from[start + k * inner]!;
    means[i] = sum / count;
  }
  return means;
}

/** The columns `begin` to `end - 1` of rows of `width` values. */
export function picked<T extends StoredRows["values"]>(
  values: T,
  width: number,
  begin: number,
  end: number,
): T {
  const rows = values.length / width;
  const size = end - begin;
  const result = values.slice(0, rows * size) as T;
  for (let row = 0; row < rows; row++) {
    result.set(values.subarray(row * width + begin, row * width + end), row * size);
  }
  return result;
}

/** float16 values, by their bits, as float32. */
export function singlesOf(bits: Uint16Array): Float32Array {
  const singles = new Float32Array(bits.length);
  copyHalves(bits, 0, bits.length, singles, 0);
  return singles;
}

function copyHalves(
  bits: Uint16Array,
  from: number,
  count: number,
  target: Float32Array,
  into: number,
): void {
  const table = valuesOfHalves();
  for (let i = 0; i < count; i++) target[into + i] = table[bits[from + i]!]!;
}

/** The value of every float16, by its bits: a look into a table is several times as fast as the conversion of the language. */
export function valuesOfHalves(): Float32Array {
  return singles ??= Float32Array.from(
    new Float16Array(Uint16Array.from({ length: 2 ** 16 }, (_, i) => i).buffer),
  );
}

/** Made when it is first needed. */
let singles: Float32Array | undefined;
