/** Collects the nodes of a program while expressions and blocks are compiled. */
import type { ParameterSpec } from "../kinds/blocks/block.ts";
import type { Place } from "../diagnostics/diagnostics.ts";
import type { Options } from "../kinds/functions/function.ts";
import type { Traits } from "../kinds/traits.ts";
import type { Node } from "../program.ts";
import { axisOf, type TensorType } from "../types.ts";
import type { Value } from "./value.ts";

/** A node to add; what is left out is empty. */
export interface NewNode {
  readonly family?: Node["family"];
  readonly op: string;
  readonly evaluation?: Node["evaluation"];
  readonly type: TensorType;
  readonly signal: string;
  readonly owner?: string | undefined;
  readonly inputs?: readonly Value[];
  readonly options?: Options;
  readonly parameters?: readonly ParameterSpec[];
  readonly stream?: string | undefined;
  readonly detached?: boolean | undefined;
  readonly multiplyAdds?: number | undefined;
  readonly traits?: Traits | undefined;
}

/** The nodes so far. */
export interface Builder {
  readonly nodes: Node[];
  /** Where the text of each `signal` of a node stands. */
  readonly places: Map<string, Place>;
  /** The trainable tensors by name. */
  readonly parameters: ReadonlyMap<string, ParameterSpec>;
  add(node: NewNode): Value;
  /** A random stream's name that no other call has. */
  stream(name: string): string;
}

/** Starts a program. */
export function createBuilder(): Builder {
  const nodes: Node[] = [];
  const places = new Map<string, Place>();
  const known = new Map<string, ParameterSpec>();
  const streams = new Map<string, number>();
  return {
    nodes,
    places,
    parameters: known,
    add(
      {
        family = "structure",
        op,
        type,
        signal,
        evaluation,
        owner,
        inputs = [],
        options = {},
        parameters = [],
        stream,
        detached = false,
        multiplyAdds = 0,
        traits = {},
      },
    ) {
      const id = nodes.length;
      parameters.forEach((each) => known.set(each.name, each));
      nodes.push({
        id,
        family,
        op,
        inputs: inputs.map((input) => input.node),
        options,
        type,
        signal,
        ...(owner === undefined ? {} : { owner }),
        ...(stream === undefined ? {} : { stream }),
        ...(evaluation === undefined ? {} : { evaluation }),
        parameters,
        detached,
        multiplyAdds,
        traits,
      });
      return { node: id, type };
    },
    stream(name) {
      const count = (streams.get(name) ?? 0) + 1;
      streams.set(name, count);
      return count === 1 ? name : `${name}.${count}`;
    },
  };
}

/** Brings a value to the axes of `target`, in their order, with size 1 where it lacks one. Scalars stay scalars. */
export function alignTo(builder: Builder, value: Value, target: TensorType, signal: string): Value {
  const order = target.dims.map((dim) => axisOf(value.type, dim.axis));
  const same = order.length === value.type.dims.length && order.every((at, i) => at === i);
  if (same || value.type.dims.length === 0) return value;
  const dims = target.dims.map((dim, i) =>
    order[i]! < 0 ? { axis: dim.axis, size: 1, count: 1 } : value.type.dims[order[i]!]!
  );
  return builder.add({
    op: "align",
    type: { dims },
    signal,
    inputs: [value],
    options: { order },
    traits: { reach: 0 },
  });
}
