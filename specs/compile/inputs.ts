/** The signals that a batch provides. */
import type { Signal } from "../program.ts";
import type { FeaturesSection } from "../recipe/mod.ts";
import type { Dim, TensorType } from "../types.ts";
import type { Builder } from "./builder.ts";

/** Adds the inputs: `features` and one view per source, `labels`, `positions` and `lengths`. */
export function addInputs(
  builder: Builder,
  { sources, sampling }: FeaturesSection,
  classes: number,
  batch: number,
): Signal[] {
  const B: Dim = { axis: "B", size: "B", count: batch };
  const T: Dim = { axis: "T", size: "T", count: sampling.length };
  const width = Object.values(sources).reduce((sum, source) => sum + source.width, 0);
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
  const input = (name: string, type: TensorType) =>
    declare(name, builder.add({ op: "input", type, signal: name, options: { name } }).node, type);
  const all = input("features", features(width));
  let begin = 0;
  const views = Object.entries(sources).map(([source, { width: size }]) => {
    const name = `features.${source}`;
    const type = features(size);
    const options = { axis: 2, begin, size };
    begin += size;
    const { node } = builder.add({ op: "slice", type, signal: name, inputs: [all], options });
    return declare(name, node, type);
  });
  return [
    all,
    ...views,
    input("labels", { dims: [B, { axis: "C", size: classes, count: classes }] }),
    input("positions", { dims: [B, T] }),
    input("lengths", { dims: [B] }),
  ];
}
