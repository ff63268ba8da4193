/** What a compiled recipe reads of a fixture: the batch of its steps, and a video of its inference. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { findSignal, inputOf, type Program } from "../../specs/program.ts";
import type { TensorType } from "../../specs/types.ts";
import { batchTensors } from "../data/batches/tensors.ts";
import { type FixtureObject, type FixtureTensor, tensorAt } from "./fixture.ts";
import type { InputPlace, Mapping } from "./mapping.ts";
import type { PassReference } from "./reference.ts";
import { toTensor } from "./parameters.ts";

/**
 * The batch of every step of a file, by the names of the program's inputs, or of it the first rows of one video; the caller
 * disposes of it.
 */
export function batchInputs(
  file: FixtureObject,
  config: FixtureObject,
  { inputs }: Pick<Mapping["train_step"], "inputs">,
  program: Program,
  video?: PassReference["video"],
): Map<string, Tensor> {
  const isIndices = new Set(program.nodes.flatMap((node) => node.type.indexes ? inputOf(node) ?? [] : []));
  const features = tensorAt(file, String(inputs["features"]));
  return new Map(
    Object.entries(inputs).map(([name, place]) => {
      const all = valuesOf(place, file, config, features);
      const tensor = video ? rowsOf(all, findSignal(program, name)!.type, video) : all;
      const { data, shape } = tensor;
      return [name, isIndices.has(name) ? tf.tensor(data.slice(), [...shape], "int32") : toTensor(tensor)];
    }),
  );
}

/** Of a tensor what belongs to one video, along its axes B and T. */
function rowsOf(
  { shape, data, isMask }: FixtureTensor,
  { dims }: TensorType,
  { index, rows }: NonNullable<PassReference["video"]>,
): FixtureTensor {
  if (dims[0]?.axis !== "B") return { shape, data, isMask };
  const size = data.length / shape[0]!;
  const hasTime = dims[1]?.axis === "T";
  const length = hasTime ? size / shape[1]! * rows : size;
  return {
    shape: [1, ...(hasTime ? [rows, ...shape.slice(2)] : shape.slice(1))],
    data: data.slice(index * size, index * size + length),
    isMask,
  };
}

function valuesOf(
  place: InputPlace,
  file: FixtureObject,
  config: FixtureObject,
  { shape }: FixtureTensor,
): FixtureTensor {
  if (typeof place === "string") return tensorAt(file, place);
  if ("pairs" in place) {
    const count = Number(config[place.pairs]);
    return { shape: [count, 2], data: Array.from({ length: 2 * count }, (_, i) => i), isMask: false };
  }
  const [B, T] = shape as [number, number];
  const lengths = tensorAt(file, place.until).data;
  const data = Array.from({ length: B * T }, (_, i) => i % T < lengths[Math.floor(i / T)]! ? 1 : 0);
  return { shape: [B, T], data, isMask: true };
}

/** The first rows of a video as inference reads it, all of them by default; the caller disposes of them. */
export function videoInputs(
  file: FixtureObject,
  input: string,
  video: number,
  rows: unknown,
  classes: number,
): Map<string, Tensor> {
  const { shape: [, length, width], data } = tensorAt(file, input);
  const T = Number(rows ?? length);
  const start = video * length! * width!;
  return batchTensors({
    features: Float32Array.from(data.slice(start, start + T * width!)),
    labels: new Float32Array(classes),
    positions: Int32Array.from({ length: T }, (_, t) => t),
    lengths: Int32Array.of(T),
    pairs: [[0, 0]],
    shape: [1, T, width!],
  });
}
