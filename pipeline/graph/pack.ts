/** Where videos lie in passes over several of them. */

/** Where the videos of a pass lie. */
export interface Pack {
  /** The first row of each. */
  readonly starts: readonly number[];
  /** T' of each. */
  readonly lengths: readonly number[];
}

/** What a pass has. */
export interface PassSize {
  readonly rows: number;
  /** Rows between two videos, at least. */
  readonly gap: number;
}

/** Every video begins at a multiple of these rows: a layer that makes several rows at once makes no two videos' together. */
const ALIGNED = 8;
/** So many rows, at least, lie between two videos for the same reason. */
const LEAST_GAP = 4;
/** The rows of a pass are a multiple of these. */
const STEP = 128;
/** Where there are more rows, a pass has so many: with fewer each takes longer, with more they take more memory. */
const USUAL = { least: 1280, most: 2048 };
/** The features of a pass have so many values at most. */
const VALUES = 2 ** 23;
/** How many times as many rows as there are snippets are worth it, and how many more where there are few. */
const WORTH = { times: 1.2, more: 512 };

/**
 * As many of the videos of these lengths, from number `first` on, as have room in a pass; undefined where that one has none
 * itself.
 */
export function packFrom(
  lengths: readonly number[],
  first: number,
  { rows, gap }: PassSize,
): Pack | undefined {
  const starts: number[] = [];
  let start = 0;
  for (let i = first; i < lengths.length && start + lengths[i]! <= rows; i++) {
    starts.push(start);
    start = up(start + lengths[i]! + Math.max(gap, LEAST_GAP), ALIGNED);
  }
  return starts.length > 0 ? { starts, lengths: lengths.slice(first, first + starts.length) } : undefined;
}

/**
 * The rows of a pass that leave the fewest empty; undefined where too many are, as for videos that are longer than half of
 * a pass.
 *
 * @param lengths T' of each video of a split, in its order.
 * @param gap Rows between two videos, at least.
 * @param width Features of a row.
 */
export function passRows(lengths: readonly number[], gap: number, width: number): number | undefined {
  const all = lengths.reduce((start, length) => up(start + length + Math.max(gap, LEAST_GAP), ALIGNED), 0);
  const most = Math.max(STEP, Math.min(USUAL.most, down(VALUES / width, STEP), up(all, STEP)));
  let best: { readonly rows: number; readonly computed: number } | undefined;
  for (let rows = most; rows >= Math.min(USUAL.least, most); rows -= STEP) {
    const computed = rowsInAll(lengths, { rows, gap });
    if (!best || computed < best.computed) best = { rows, computed };
  }
  const snippets = lengths.reduce((sum, length) => sum + length, 0);
  return best!.computed <= WORTH.times * snippets + WORTH.more ? best!.rows : undefined;
}

/** Rows of all passes, and of the videos that are computed by themselves. */
function rowsInAll(lengths: readonly number[], size: PassSize): number {
  let sum = 0;
  for (let i = 0; i < lengths.length;) {
    const pack = packFrom(lengths, i, size);
    sum += pack ? size.rows : lengths[i]!;
    i += pack?.lengths.length ?? 1;
  }
  return sum;
}

/** The next multiple of a step. */
function up(count: number, step: number): number {
  return step * Math.ceil(count / step);
}

/** The last multiple of a step. */
function down(count: number, step: number): number {
  return step * Math.floor(count / step);
}
