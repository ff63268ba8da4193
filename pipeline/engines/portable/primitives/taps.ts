/** The taps of a temporal convolution that keeps the length, as plain numbers. */

/** The offset of every tap: output t reads input t + offset. */
export function tapOffsets(kernel: number, dilation: number): number[] {
  const left = Math.floor(dilation * (kernel - 1) / 2);
  return Array.from({ length: kernel }, (_, k) => dilation * k - left);
}

/** Rows to take, and the rows that they are added into, ascending. */
export interface RowSums {
  readonly from: Int32Array;
  readonly into: Int32Array;
}

/** Of every video, how many pairs of a snippet and a tap lie inside of it. */
function tapsInside(length: number, offsets: readonly number[]): number {
  return offsets.reduce((sum, offset) => sum + Math.max(0, length - Math.abs(offset)), 0);
}

/** Output row b T + t adds the products (b T + t + offset k) kernel + k of the snippets inside the video. */
export function outputSums(batch: number, length: number, offsets: readonly number[]): RowSums {
  const count = batch * tapsInside(length, offsets);
  const [from, into] = [new Int32Array(count), new Int32Array(count)];
  let n = 0;
  for (let row = 0; row < batch * length; row++) {
    const t = row % length;
    offsets.forEach((offset, k) => {
      if (t + offset < 0 || t + offset >= length) return;
      from[n] = (row + offset) * offsets.length + k;
      into[n++] = row;
    });
  }
  return { from, into };
}

/** `outputSums` where snippet i is the row index[i]: output rows add the products row kernel + k. */
export function sampledSums(
  index: Int32Array,
  batch: number,
  length: number,
  offsets: readonly number[],
): RowSums {
  const { from, into } = outputSums(batch, length, offsets);
  const kernel = offsets.length;
  return {
    from: from.map((product) => index[Math.floor(product / kernel)]! * kernel + product % kernel),
    into,
  };
}

/** The sums that bring a gradient back: `from` and `into` change places. `count` is above all of `from`. */
export function transposeSums({ from, into }: RowSums, count: number): RowSums {
  // A counting sort, so that equal ones keep their order.
  const next = new Int32Array(count + 1);
  for (const row of from) next[row + 1]!++;
  for (let row = 0; row < count; row++) next[row + 1]! += next[row]!;
  const transposed = { from: new Int32Array(into.length), into: new Int32Array(from.length) };
  from.forEach((row, i) => {
    const place = next[row]!++;
    transposed.from[place] = into[i]!;
    transposed.into[place] = row;
  });
  return transposed;
}
