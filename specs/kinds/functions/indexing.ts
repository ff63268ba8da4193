/** Entries by their place along an axis. Places count from 0, negative ones from the end. */
import { axisOf, type Dim, showType, type TensorType, withDim, without } from "../../types.ts";
import { type Arguments, axis, type FunctionSpec, number, signal } from "./function.ts";
import { snippetwise } from "../traits.ts";
import { placesOf, sizeOfRange } from "./range.ts";

const PLACE = { integer: true } as const;

function entriesText(known: number | string): string {
  return Number(known) === 1 ? "1 entry" : `${known} entries`;
}

/** Refuses a range that a full training batch does not have. */
function requireRange(
  args: Arguments,
  { axis, size, count }: Dim,
  from: number,
  to: number | undefined,
  at: string,
) {
  if (placesOf(count, from, to)) return;
  const known = typeof size === "number" || size === axis ? `${count}` : `${size}, ${count} in training`;
  args.refuse(
    at,
    `Axis ${axis} has ${entriesText(known)}: cannot take those from ${from} to ${to ?? "the end"}`,
  );
}

/** The functions of this family. */
export const indexing: readonly FunctionSpec[] = [
  {
    name: "slice",
    summary: "The entries `from` to before `to` of an axis",
    parameters: [
      { ...signal("x", "What is cut"), indices: true },
      axis("The axis that is cut"),
      number("from", "First place", PLACE, 0),
      number("to", "Place after the last; left out, the end", PLACE, null),
    ],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const [from, to] = [args.number("from"), args.optional("to")];
      const dim = type.dims[at]!;
      requireRange(args, dim, from, to, to === undefined ? "from" : "to");
      const size = sizeOfRange(dim.size, from, to);
      if (size === undefined) {
        return args.refuse(
          "from",
          `Cannot tell how many entries are from ${from} to ${to} of axis ${dim.axis}`,
          "count both from the beginning or both from the end",
        );
      }
      const { begin, end } = placesOf(dim.count, from, to)!;
      return {
        type: withDim(type, at, { axis: dim.axis, size, count: end - begin }),
        options: { axis: at, name: dim.axis, from, ...(to === undefined ? {} : { to }) },
        traits: {
          ...snippetwise(type, at),
          ...at === type.dims.length - 1 && typeof size === "number" ? { columnsFrom: begin } : {},
        },
      };
    },
  },
  {
    name: "at",
    summary: "One entry of an axis, which disappears",
    parameters: [
      { ...signal("x", "What is picked from"), indices: true },
      axis("The axis that disappears"),
      number("i", "Place of the entry", PLACE),
    ],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const { axis, count } = type.dims[at]!;
      const i = args.number("i");
      if (i >= count || i < -count) {
        args.refuse("i", `Axis ${axis} has ${entriesText(count)}: cannot take entry ${i}`);
      }
      return { type: { ...without(type, at), indexes: type.indexes }, options: { axis: at, name: axis, i } };
    },
  },
  {
    name: "gather",
    summary:
      "The entries of x that the indices name. Other axes of both are aligned by name. An entry named twice receives the sum " +
      "of both gradients",
    parameters: [
      signal("x", "What is picked from, for instance [B, T, D] or [B, T, C]"),
      {
        ...signal("indices", "Indices into an axis of x, for instance [B, K], [B, K, C] or [B, T] of T"),
        indices: true,
      },
    ],
    result(args) {
      const type = args.signal("x");
      const indices = args.signal("indices");
      const target = indices.indexes;
      if (!target) {
        return args.refuse(
          "indices",
          `Expected indices, found ${showType(indices)}`,
          "top_indices(x, axis, ratio=...) makes indices",
        );
      }
      const at = type.dims.findIndex((dim) => dim.axis === target.axis && dim.size === target.size);
      const found = `Cannot gather ${showType(indices)} from ${showType(type)}`;
      if (at < 0) args.refuse("indices", `${found}, which has no axis ${target.axis}=${target.size}`);
      args.unify([without(type, at), { dims: indices.dims }], "indices");
      return gathered(type, at, indices);
    },
  },
];

/** Shared axes first, then those of the indices alone, then those of x alone; options say how axes move. */
function gathered(type: TensorType, at: number, indices: TensorType) {
  const places = (of: TensorType, keep: (dim: Dim, i: number) => boolean) =>
    of.dims.flatMap((dim, i) => keep(dim, i) ? [i] : []);
  const isShared = ({ axis }: Dim, i: number) => i !== at && axisOf(indices, axis) >= 0;
  const shared = places(type, isShared);
  const rest = places(type, (dim, i) => i !== at && !isShared(dim, i));
  const own = places(indices, ({ axis }) => axis === type.dims[at]!.axis || axisOf(type, axis) < 0);
  const sharedOfIndices = shared.map((i) => axisOf(indices, type.dims[i]!.axis));
  const [first, ...others] = own.map((i) => indices.dims[i]!);
  const dims = [...type.dims.flatMap((dim, i) => i !== at ? [dim] : first ? [first] : []), ...others];
  const made = [
    ...shared.map((i) => type.dims[i]!),
    ...own.map((i) => indices.dims[i]!),
    ...rest.map((i) => type.dims[i]!),
  ];
  const order = dims.map((dim) => made.indexOf(dim));
  // Rows by video, [B, T, D] by [B, K], need no axis to move.
  const isRows = type.dims.length === 3 && at === 1 && indices.dims.length === 2 && shared[0] === 0 &&
    own[0] === 1;
  if (isRows) return { type: { dims }, traits: { takesRows: true } };
  const options = {
    at,
    of_x: [...shared, at, ...rest],
    of_indices: [...sharedOfIndices, ...own],
    shared: shared.length,
    order,
  };
  return { type: { dims }, options };
}
