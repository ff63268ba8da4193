/** Every expression function and block kind in plain float64 JavaScript, straight from its definition. */
import { at, build, type Index, line, type Named, positions, range, replaced } from "./named.ts";

/** A scalar. */
export function scalar(value: number): Named {
  return { sizes: {}, values: [value] };
}

/** f of every value. */
export function each(x: Named, f: (x: number) => number): Named {
  return { sizes: x.sizes, values: x.values.map(f) };
}

/** f of every pair of values, broadcast by axis name. */
export function pair(a: Named | number, b: Named | number, f: (a: number, b: number) => number): Named {
  const [x, y] = [a, b].map((side) => typeof side === "number" ? scalar(side) : side) as [Named, Named];
  return build({ ...x.sizes, ...y.sizes }, (i) => f(at(x, i), at(y, i)));
}

/** An axis folded into one value. */
export function fold(x: Named, axis: string, f: (line: number[]) => number): Named {
  return build(replaced(x.sizes, axis), (i) => f(line(x, axis, i)));
}

/** Every line of an axis replaced by one of length `size`, on the axis `name`. */
export function lines(
  x: Named,
  axis: string,
  f: (line: number[]) => number[],
  name = axis,
  size = x.sizes[axis]!,
): Named {
  const others = replaced(x.sizes, axis);
  const made = positions(others).map((i) => f(line(x, axis, i)));
  const which = { sizes: others, values: [...made.keys()] };
  return build(replaced(x.sizes, axis, [name, size]), (i) => made[at(which, i)]![i[name]!]!);
}

export const add = (a: Named | number, b: Named | number) => pair(a, b, (a, b) => a + b);
export const subtract = (a: Named | number, b: Named | number) => pair(a, b, (a, b) => a - b);
export const multiply = (a: Named | number, b: Named | number) => pair(a, b, (a, b) => a * b);
export const divide = (a: Named | number, b: Named | number) => pair(a, b, (a, b) => a / b);

const total = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0);

export const sum = (x: Named, axis: string) => fold(x, axis, total);
export const mean = (x: Named, axis: string) => fold(x, axis, (line) => total(line) / line.length);
export const max = (x: Named, axis: string) => fold(x, axis, (line) => Math.max(...line));
export const min = (x: Named, axis: string) => fold(x, axis, (line) => Math.min(...line));
export const logsumexp = (x: Named, axis: string) =>
  fold(x, axis, (line) => Math.log(total(line.map((x) => Math.exp(x)))));

/** The middle of the sorted values, or the mean of the two in the middle. */
export function median(x: Named, axis: string): Named {
  return fold(x, axis, (line) => {
    const sorted = line.toSorted((a, b) => a - b);
    return (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.floor(sorted.length / 2)]!) / 2;
  });
}

export function softmax(x: Named, axis: string): Named {
  return lines(x, axis, (line) => line.map((v) => Math.exp(v) / total(line.map(Math.exp))));
}

export function log_softmax(x: Named, axis: string): Named {
  return lines(x, axis, (line) => line.map((v) => v - Math.log(total(line.map(Math.exp)))));
}

/** Between the smallest and the largest value, both at least `least`; a range of 0 divides by 1. */
export function minmax(x: Named, axis: string, least = -Infinity): Named {
  return lines(x, axis, (line) => {
    const [low, high] = [Math.max(Math.min(...line), least), Math.max(...line, least)];
    return line.map((v) => (v - low) / (high > low ? high - low : 1));
  });
}

export const norm = (x: Named, axis: string) => fold(x, axis, (line) => Math.hypot(...line));

/** x over the sum of absolute values, or over the Euclidean norm, at least 1e-12. */
export function l1_normalize(x: Named, axis: string): Named {
  return lines(x, axis, (line) => line.map((v) => v / Math.max(total(line.map(Math.abs)), 1e-12)));
}

export function l2_normalize(x: Named, axis: string): Named {
  return lines(x, axis, (line) => line.map((v) => v / Math.max(Math.hypot(...line), 1e-12)));
}

/** Positions of the k largest: again and again the first of the largest that are left. */
function largest(line: readonly number[], k: number): number[] {
  const left = new Set(range(line.length));
  return range(k).map(() => {
    let best = -1;
    for (const i of left) if (best < 0 || line[i]! > line[best]!) best = i;
    left.delete(best);
    return best;
  });
}

export function top(x: Named, axis: string, k: number): Named {
  return lines(x, axis, (line) => largest(line, k).map((i) => line[i]!), "K", k);
}

export function top_indices(x: Named, axis: string, k: number): Named {
  return lines(x, axis, (line) => largest(line, k), "K", k);
}

/** 1 at the positions of the k largest among those that `may` be selected; k of their number. */
export function top_mask(x: Named, axis: string, k: (size: number) => number, may?: Named): Named {
  const kept = may ? pair(x, may, (v, m) => m === 0 ? -Infinity : v) : x;
  return lines(kept, axis, (line) => {
    const chosen = new Set(largest(line, k(line.filter((v) => v !== -Infinity).length)));
    return line.map((_, i) => chosen.has(i) ? 1 : 0);
  });
}

/** How many entries of the axis come before each: smaller ones, and equal ones of a lower index. */
export function rank(x: Named, axis: string): Named {
  return lines(
    x,
    axis,
    (line) => line.map((v, i) => line.filter((w, j) => w < v || (w === v && j < i)).length),
  );
}

/** The entries of the axis from the smallest to the largest. */
export function order(x: Named, axis: string): Named {
  return lines(x, axis, (line) => range(line.length).sort((i, j) => line[i]! - line[j]! || i - j));
}

/** The entries of an axis that the indices, of any axes, name. */
export function gather(x: Named, indices: Named, axis = "T"): Named {
  const { K } = indices.sizes;
  const sizes = { ...replaced(x.sizes, axis, K === undefined ? undefined : ["K", K]), ...indices.sizes };
  return build(sizes, (i) => at(x, { ...i, [axis]: at(indices, i) }));
}

/** Entries `from` to before `to` as Python counts them. */
export function slice(x: Named, axis: string, from: number, to?: number): Named {
  const chosen = range(x.sizes[axis]!).slice(from, to);
  return lines(x, axis, (line) => chosen.map((i) => line[i]!), axis, chosen.length);
}

/** One entry, from the end where negative. */
export function entry(x: Named, axis: string, i: number): Named {
  return fold(x, axis, (line) => line.at(i)!);
}

/** Entry i is entry i - by, 0 outside. */
export function shift(x: Named, axis: string, by: number): Named {
  return lines(x, axis, (line) => line.map((_, i) => line[i - by] ?? 0));
}

/** Means over windows, zeros outside counted or left out. */
export function avg_pool1d(x: Named, n: number, outside: string, axis = "T"): Named {
  return lines(x, axis, (line) =>
    line.map((_, i) => {
      const window = offsets(n).map((d) => line[i + d]);
      const within = window.filter((v) => v !== undefined);
      return total(within) / (outside === "counts" ? n : within.length);
    }));
}

export const dot = (a: Named, b: Named, axis: string) => sum(multiply(a, b), axis);

export const cosine = (a: Named, b: Named, axis: string) =>
  dot(l2_normalize(a, axis), l2_normalize(b, axis), axis);

/** Parts end to end along an axis, on the axes of all; a part without that axis is one entry of it. */
export function concat(parts: readonly Named[], axis: string): Named {
  const others = replaced(Object.assign({}, ...parts.map((part) => part.sizes)), axis);
  const entries = parts.flatMap((part) => range(part.sizes[axis] ?? 1).map((i) => ({ part, i })));
  return build({ ...others, [axis]: entries.length }, (index) => {
    const { part, i } = entries[index[axis]!]!;
    return at(part, { ...index, [axis]: i });
  });
}

/** -floor(n / 2) ... n - 1 - floor(n / 2). */
function offsets(n: number): number[] {
  return range(n).map((i) => i - Math.floor(n / 2));
}

/** AND over the offsets d of x[i + d], everything outside counting as 0. */
export function erode(x: Named, n: number, axis = "T"): Named {
  return lines(x, axis, (line) => line.map((_, i) => offsets(n).every((d) => line[i + d] === 1) ? 1 : 0));
}

/** OR over the offsets d of x[i - d]. */
export function dilate(x: Named, n: number, axis = "T"): Named {
  return lines(x, axis, (line) => line.map((_, i) => offsets(n).some((d) => line[i - d] === 1) ? 1 : 0));
}

/** -(y log p + (1 - y) log(1 - p)), logarithms at least -100, divided by `entries` in all. */
export function bce(p: Named, y: Named, entries: number): Named {
  const log = (x: number) => Math.max(Math.log(x), -100);
  const terms = pair(p, y, (p, y) => -(y * log(p) + (1 - y) * log(1 - p)));
  return scalar(total(terms.values) / entries);
}

/** x / (1 - rate) where the mask is 1, else 0. */
export function dropout(x: Named, rate: number, mask: readonly number[]): Named {
  return { sizes: x.sizes, values: x.values.map((v, i) => mask[i] ? v / (1 - rate) : 0) };
}

/** Taps of a temporal convolution that are inside the video: tap number and position. */
function taps(i: Index, length: number, kernel: number, dilation: number): { k: number; t: number }[] {
  return range(kernel).map((k) => ({ k, t: i["T"]! + dilation * (k - (kernel - 1) / 2) }))
    .filter(({ t }) => t >= 0 && t < length);
}

/** x [B, T, D], weights [in, kernel, out], bias [out] or none -> [B, T, axis]. */
export function conv1d(
  x: Named,
  weights: Named,
  bias: Named | undefined,
  dilation: number,
  axis: string,
): Named {
  const { kernel, out } = weights.sizes as { kernel: number; out: number };
  const [B, T, D] = Object.values(x.sizes) as [number, number, number];
  const [, , deep] = Object.keys(x.sizes);
  return build({ B, T, [axis]: out }, (i) => {
    const to = i[axis]!;
    const products = taps(i, T, kernel, dilation).flatMap(({ k, t }) =>
      range(D).map((d) =>
        at(x, { B: i["B"]!, T: t, [deep!]: d }) * at(weights, { in: d, kernel: k, out: to })
      )
    );
    return total(products) + (bias ? at(bias, { out: to }) : 0);
  });
}

/** x [B, T, axis], weights [out, kernel]. */
export function depthwise_conv1d(x: Named, weights: Named, dilation: number): Named {
  const axis = Object.keys(x.sizes)[2]!;
  return build(x.sizes, (i) =>
    total(
      taps(i, x.sizes["T"]!, weights.sizes["kernel"]!, dilation)
        .map(({ k, t }) => at(x, { ...i, T: t }) * at(weights, { out: i[axis]!, kernel: k })),
    ));
}
