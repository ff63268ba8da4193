/** The signals that a batch provides. */
import type { Signal } from "../program.ts";
import type { BatchShape } from "../recipe/check/batch_shape.ts";
import { type Dim, SCALAR, type TensorType } from "../types.ts";
import type { Builder } from "./builder.ts";

/** What a recipe may read of a batch: axes and meaning by name. */
export const INPUT_TEXTS: readonly { readonly name: string; readonly axes: string; readonly says: string }[] =
  [
    { name: "features", axes: "[B, T, D]", says: "The snippets of every video, the sources side by side" },
    { name: "features.<source>", axes: "[B, T, D]", says: "Those of one source" },
    { name: "labels", axes: "[B, C]", says: "1 for the classes of a video, else 0; not in inference" },
    {
      name: "positions",
      axes: "[B, T]",
      says: "The places of the snippets among those of their video, from 0; -1 of what is padded",
    },
    { name: "lengths", axes: "[B]", says: "How many snippets a video has" },
    {
      name: "progress",
      axes: "[]",
      says:
        "The part of the training that is done before a step: (step - 1) / n of a training of n steps, 0 at the first; " +
        "1 in inference",
    },
    {
      name: "step",
      axes: "[]",
      says:
        "The number of a step of the training, from 1 to n: n progress + 1; not in inference, where progress is 1",
    },
    {
      name: "mask",
      axes: "[B, T]",
      says: "1 where a snippet is real, 0 where it is padded; with a train sampler that pads",
    },
    {
      name: "pairs",
      axes: "indices [P, S=2] of B",
      says: "The places of two videos that share a class; with batches that make pairs",
    },
  ];

/**
 * Adds the inputs: `features` and one view per source, `labels`, `positions`, `lengths`, `progress` and `step`; `mask` and
 * `pairs` where the recipe makes them.
 */
export function addInputs(
  builder: Builder,
  { widths, length, classes, batch, pads, pairs }: BatchShape,
): Signal[] {
  const B: Dim = { axis: "B", size: "B", count: batch };
  const T: Dim = { axis: "T", size: "T", count: length };
  const width = [...widths.values()].reduce((sum, each) => sum + each, 0);
  const features = (size: number): TensorType => ({ dims: [B, T, { axis: "D", size, count: size }] });
  const declare = (name: string, node: number, type: TensorType): Signal => ({
    name,
    section: "input",
    node,
    type,
    kind: "input",
    text: "",
    place: undefined,
  });
  const P: Dim = { axis: "P", size: "P", count: pairs ?? 0 };
  const S: Dim = { axis: "S", size: 2, count: 2 };
  const input = (name: string, type: TensorType) =>
    declare(name, builder.add({ op: "input", type, signal: name, options: { name } }).node, type);
  const all = input("features", features(width));
  let begin = 0;
  const views = [...widths].map(([source, size]) => {
    const name = `features.${source}`;
    const type = features(size);
    const options = { begin, size };
    const traits = { reach: 0, columnsFrom: begin };
    begin += size;
    const { node } = builder.add({ op: "columns", type, signal: name, inputs: [all], options, traits });
    return declare(name, node, type);
  });
  return [
    all,
    ...views,
    input("labels", { dims: [B, { axis: "C", size: classes, count: classes }] }),
    input("positions", { dims: [B, T] }),
    input("lengths", { dims: [B] }),
    input("progress", SCALAR),
    input("step", SCALAR),
    ...(pads ? [input("mask", { dims: [B, T] })] : []),
    ...(pairs === undefined ? [] : [input("pairs", { dims: [P, S], indexes: B })]),
  ];
}
