/** Frames to the numbers that a network was trained on, and what it gives to a row. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { FrameForm } from "./encoder.ts";

/** Options that say how, as checked. */
export interface PictureOptions {
  readonly layout: "NCHW" | "NHWC" | "NCFHW" | "NFCHW" | "NFHWC";
  readonly height: number;
  readonly width: number;
  readonly fit: FrameForm["fit"];
  readonly short_side?: number | undefined;
  readonly channels: "rgb" | "bgr";
  readonly divisor: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  readonly frames: number;
  readonly axis: number;
  readonly pool: "mean" | "max" | "first";
}

/** The frames that a network wants. */
export function frameForm({ height, width, fit, short_side }: PictureOptions): FrameForm {
  return { width, height, fit, shortSide: short_side };
}

/** The shape of the input for so many frames: those of a clip, or pictures of their own. */
export function inputShape({ layout, height, width }: PictureOptions, frames: number): number[] {
  const isClip = layout.includes("F");
  const sizes: Readonly<Record<string, number>> = {
    N: isClip ? 1 : frames,
    C: 3,
    F: frames,
    H: height,
    W: width,
  };
  return [...layout].map((axis) => sizes[axis]!);
}

/** The input for frames, each [height, width, 3] RGB: (byte / divisor - mean) / deviation, axes as the layout says. */
export function inputValues(
  frames: readonly Uint8Array[],
  options: PictureOptions,
): Float32Array<ArrayBuffer> {
  const { layout, height, width, channels } = options;
  const shape = inputShape(options, frames.length);
  const step = (axis: string) => {
    const at = layout.indexOf(axis);
    return at < 0 ? 0 : shape.slice(at + 1).reduce((product, size) => product * size, 1);
  };
  const steps = {
    frame: layout.includes("F") ? step("F") : step("N"),
    c: step("C"),
    h: step("H"),
    w: step("W"),
  };
  const tables = channelTables(options);
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  for (let c = 0; c < 3; c++) {
    const [table, byte] = [tables[c]!, channels === "rgb" ? c : 2 - c];
    frames.forEach((pixels, f) => {
      for (let y = 0; y < height; y++) {
        let from = 3 * y * width + byte;
        let to = f * steps.frame + c * steps.c + y * steps.h;
        for (let x = 0; x < width; x++, from += 3, to += steps.w) values[to] = table[pixels[from]!]!;
      }
    });
  }
  return values;
}

/** What each byte becomes, channel by channel in the order of the network. */
function channelTables({ divisor, mean, deviation }: PictureOptions): Float32Array[] {
  return [0, 1, 2].map((c) =>
    Float32Array.from({ length: 256 }, (_, byte) => (byte / divisor - mean[c]!) / deviation[c]!)
  );
}

/**
 * Rows from an output [N, ...], one of each clip or picture: the axis of the features stays and the others are pooled.
 *
 * @throws {RangeError} When the output has no such axis.
 */
export function pooledRows(
  values: ArrayLike<number>,
  shape: readonly number[],
  { axis, pool }: Pick<PictureOptions, "axis" | "pool">,
): Float32Array<ArrayBuffer>[] {
  const at = axis < 0 ? shape.length + axis : axis;
  const [pictures = 1, width] = [shape[0], shape[at]];
  if (width === undefined || at === 0) {
    throw new RangeError(`[${shape.join(", ")}] has no axis ${axis} of features`);
  }
  const inner = shape.slice(at + 1).reduce((product, size) => product * size, 1);
  // What is pooled of each picture.
  const count = values.length / width / pictures;
  return Array.from({ length: pictures }, (_, picture) =>
    Float32Array.from({ length: width }, (_, d) => {
      let pooled = pool === "max" ? -Infinity : 0;
      for (let i = 0; i < (pool === "first" ? 1 : count); i++) {
        const place = picture * count + i;
        const value = values[(Math.floor(place / inner) * width + d) * inner + place % inner]!;
        pooled = pool === "max"
          ? Math.max(pooled, value)
          : pooled + (pool === "mean" ? value / count : value);
      }
      return pooled;
    }));
}

/** The mean of rows of one width. */
export function meanRow(rows: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const sums = Float64Array.from(rows[0]!, (_, d) => rows.reduce((sum, row) => sum + row[d]!, 0));
  return Float32Array.from(sums, (sum) => sum / rows.length);
}

/** How many pictures a network takes at a time; undefined where it takes as many as there are, or clips. */
export function pictureBatch(
  { layout }: Pick<PictureOptions, "layout">,
  [first]: readonly (number | string | null)[],
): number | undefined {
  return !layout.includes("F") && typeof first === "number" && first > 0 ? first : undefined;
}

/**
 * Refuses an input that a network does not take.
 *
 * @param what The network's input, in words.
 * @param wanted Sizes of its axes; what is no positive number may be any.
 */
export function requireFit(
  what: string,
  wanted: readonly (number | string | null)[],
  shape: readonly number[],
): void {
  const isFixed = (size: unknown): size is number => typeof size === "number" && size > 0;
  const fits = wanted.length === shape.length &&
    wanted.every((size, i) => !isFixed(size) || size === shape[i]);
  if (fits || wanted.length === 0) return;
  const text = wanted.map((size) => isFixed(size) ? size : "any").join(", ");
  throw userError(
    `${what} takes [${text}]: the description gives [${shape.join(", ")}]`,
    "change layout, height, width or frames of the description",
  );
}
