/** Tensors in float64 whose axes have names: what the references compute on. */

/** Sizes by axis; the order of the keys is the order of the axes. */
export type Sizes = Readonly<Record<string, number>>;
/** A position by axis; axes that a tensor lacks are passed over. */
export type Index = Readonly<Record<string, number>>;

/** A tensor. */
export interface Named {
  readonly sizes: Sizes;
  /** Row-major. */
  readonly values: readonly number[];
}

/** Every position, row-major. */
export function positions(sizes: Sizes): readonly Index[] {
  const key = JSON.stringify(sizes);
  const earlier = known.get(key);
  if (earlier) return earlier;
  const all = Object.entries(sizes).reduce<Index[]>(
    (all, [axis, size]) => all.flatMap((index) => range(size).map((i) => ({ ...index, [axis]: i }))),
    [{}],
  );
  known.set(key, all);
  return all;
}

const known = new Map<string, readonly Index[]>();

/** The tensor with a value for every position. */
export function build(sizes: Sizes, value: (index: Index) => number): Named {
  return { sizes, values: positions(sizes).map(value) };
}

/** The value at a position. */
export function at({ sizes, values }: Named, index: Index): number {
  let flat = 0;
  for (const [axis, size] of Object.entries(sizes)) flat = flat * size + index[axis]!;
  return values[flat]!;
}

/** The values along one axis, the other axes fixed. */
export function line(x: Named, axis: string, index: Index): number[] {
  return range(x.sizes[axis]!).map((i) => at(x, { ...index, [axis]: i }));
}

/** The sizes with one axis replaced by another in its place, or removed. */
export function replaced(sizes: Sizes, axis: string, by?: readonly [string, number]): Sizes {
  return Object.fromEntries(
    Object.entries(sizes).flatMap((entry) => entry[0] !== axis ? [entry] : by ? [by] : []),
  );
}

/** The same tensor with its axes in another order. */
export function inOrder(x: Named, axes: readonly string[]): Named {
  return build(Object.fromEntries(axes.map((axis) => [axis, x.sizes[axis]!])), (index) => at(x, index));
}

/** Repeatable values in (low, high), rounded to float32; another `salt` gives others. */
export function wave(sizes: Sizes, salt: number, low = -2, high = 2): Named {
  let i = 0;
  return build(sizes, () => {
    i++;
    const unit = (Math.sin(1.7 * i * i + 3.1 * i + 5.3 * salt) + 1) / 2;
    return Math.fround(low + (high - low) * unit);
  });
}

/** 0, 1 ... n - 1. */
export function range(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}
