/** Networks that weigh every value of their input, so that no axis, channel or mean can be swapped unnoticed. */
import type { PictureOptions } from "../../../../pipeline/kinds/encoders/pixels.ts";
import { readText } from "../../../specs/recipes.ts";
import { frameOf } from "./case.ts";

/** Where the models of tests lie. */
export const MODELS = "tests/pipeline/kinds/encoders/models";

/** Values that a linear network gives. */
const WIDTH = 3;

/** [values of the input, 3], row by row. */
export const WEIGHTS: Readonly<Record<"clip" | "picture", readonly number[]>> = JSON.parse(
  readText(`${MODELS}/linear.json`),
);

/** Options of a linear network that takes clips of 2 frames of 4 x 5 pixels, or such pictures. */
export function linearOptions(
  layout: PictureOptions["layout"],
  more: Partial<PictureOptions> = {},
): PictureOptions {
  return {
    layout,
    height: 4,
    width: 5,
    fit: "crop",
    channels: "rgb",
    divisor: 255,
    mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225],
    frames: 2,
    axis: -1,
    pool: "mean",
    ...more,
  };
}

/** The value of a channel of a pixel as a network wants it, in its straightforward form. */
export function valueAt(
  frames: readonly Uint8Array[],
  at: Readonly<Record<string, number>>,
  { width, channels, divisor, mean, deviation }: PictureOptions,
): number {
  const channel = at["C"]!;
  const byte =
    frames[at["F"]!]![3 * (width * at["H"]! + at["W"]!) + (channels === "bgr" ? 2 - channel : channel)]!;
  return (byte / divisor - mean[channel]!) / deviation[channel]!;
}

/** The row of a linear network for the frames `frameOf(width, height, first + i)`. */
export function linearRow(options: PictureOptions, first: number): number[] {
  const { layout, height, width, frames: count } = options;
  const frames = Array.from({ length: count }, (_, i) => frameOf(width, height, first + i));
  const sizes: Readonly<Record<string, number>> = { N: 1, C: 3, F: count, H: height, W: width };
  /** Every place of the axes, the last one fastest. */
  const places = (axes: string): Record<string, number>[] =>
    axes === ""
      ? [{}]
      : places(axes.slice(0, -1)).flatMap((place) =>
        Array.from({ length: sizes[axes.at(-1)!]! }, (_, i) => ({ ...place, [axes.at(-1)!]: i }))
      );
  const dot = (values: readonly number[], weights: readonly number[]) =>
    Array.from(
      { length: WIDTH },
      (_, d) => values.reduce((sum, value, i) => sum + value * weights[WIDTH * i + d]!, 0),
    );
  if (layout.includes("F")) {
    return dot(places(layout).map((place) => valueAt(frames, place, options)), WEIGHTS.clip);
  }
  const rows = frames.map((_, F) =>
    dot(places(layout).map((place) => valueAt(frames, { ...place, F }, options)), WEIGHTS.picture)
  );
  return Array.from({ length: WIDTH }, (_, d) => rows.reduce((sum, row) => sum + row[d]!, 0) / count);
}

/** A graph model of TensorFlow.js that is such a network, written into a folder; its name. */
export function writeLinearGraph(folder: string, what: "clip" | "picture"): string {
  const weights = Float32Array.from(WEIGHTS[what]);
  const rows = weights.length / WIDTH;
  const type = { type: "DT_FLOAT" };
  const node = (name: string, op: string, input: string[] = [], attr = {}) => ({ name, op, input, attr });
  const shape = (...sizes: number[]) => ({ shape: { dim: sizes.map((size) => ({ size: String(size) })) } });
  const constant = (name: string, dtype: string, ...sizes: number[]) =>
    node(name, "Const", [], {
      dtype: { type: dtype },
      value: { tensor: { dtype, tensorShape: shape(...sizes).shape } },
    });
  const modelTopology = {
    node: [
      node("input", "Placeholder", [], { dtype: type }),
      constant("flat", "DT_INT32", 2),
      constant("weights", "DT_FLOAT", rows, WIDTH),
      node("values", "Reshape", ["input", "flat"], { T: type, Tshape: { type: "DT_INT32" } }),
      node("features", "MatMul", ["values", "weights"], {
        T: type,
        transpose_a: { b: false },
        transpose_b: { b: false },
      }),
    ],
    versions: { producer: 1 },
  };
  const weightsManifest = [{
    paths: [`${what}.bin`],
    weights: [
      { name: "flat", shape: [2], dtype: "int32" },
      { name: "weights", shape: [rows, WIDTH], dtype: "float32" },
    ],
  }];
  const bytes = new Uint8Array([
    ...new Uint8Array(Int32Array.of(-1, rows).buffer),
    ...new Uint8Array(weights.buffer),
  ]);
  Deno.writeFileSync(`${folder}/${what}.bin`, bytes);
  Deno.writeTextFileSync(
    `${folder}/${what}.json`,
    JSON.stringify({ format: "graph-model", modelTopology, weightsManifest }),
  );
  return `${what}.json`;
}
