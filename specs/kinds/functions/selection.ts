/** Selections of the largest entries. Order: score descending, on equal scores the lowest index first. */
import { axisOf, type Dim, showType, type Size, type TensorType, withDim } from "../../types.ts";
import { type Arguments, axis, type FunctionSpec, number, type Parameter, signal } from "./function.ts";

const COUNT: readonly Parameter[] = [
  number("ratio", "k = max(k_min, floor(size / ratio))", { above: 0 }, null),
  number("count", "k itself, at most the size", { min: 1, integer: true }, null),
  number("k_min", "The least k that a ratio gives", { min: 0, integer: true }, 1),
];

/** The number of selected entries along an axis, as the size of axis K. */
function selected(args: Arguments, { size, count }: Dim): { dim: Dim; options: Record<string, number> } {
  const ratio = args.optional("ratio");
  const fixed = args.optional("count");
  const least = args.number("k_min");
  if ((ratio === undefined) === (fixed === undefined)) {
    args.refuse("ratio", "A selection needs either ratio= or count=", "for instance ratio=5");
  }
  const k = (n: number) =>
    fixed === undefined ? Math.min(n, Math.max(least, Math.floor(n / ratio!))) : Math.min(n, fixed);
  const symbol: Size = typeof size === "number"
    ? k(size)
    : fixed === undefined
    ? least === 0 ? `floor(${size} / ${ratio})` : `max(${least}, floor(${size} / ${ratio}))`
    : `min(${size}, ${fixed})`;
  return {
    dim: { axis: "K", size: symbol, count: k(count) },
    options: fixed === undefined ? { ratio: ratio!, least } : { count: fixed },
  };
}

/** Refuses a second axis K. */
function requireSingle(args: Arguments, type: TensorType, at: number): void {
  const known = axisOf(type, "K");
  if (known >= 0 && known !== at) {
    args.refuse("x", `Cannot select again: ${showType(type)} has an axis K already`, "reduce K first");
  }
}

/** The functions of this family. */
export const selections: readonly FunctionSpec[] = [
  {
    name: "top",
    summary: "The k largest values along an axis, which becomes K. The gradient reaches the selected entries",
    parameters: [signal("x", "What is selected from"), axis("The axis that is searched"), ...COUNT],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const { dim, options } = selected(args, type.dims[at]!);
      requireSingle(args, type, at);
      return { type: withDim(type, at, dim), options: { axis: at, ...options } };
    },
  },
  {
    name: "top_indices",
    summary: "The indices of the k largest values along an axis, which becomes K. No gradient",
    detached: true,
    parameters: [signal("x", "Scores"), axis("The axis that is searched"), ...COUNT],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const { dim, options } = selected(args, type.dims[at]!);
      requireSingle(args, type, at);
      return {
        type: { ...withDim(type, at, dim), indexes: type.dims[at]! },
        options: { axis: at, ...options },
      };
    },
  },
  {
    name: "gather",
    summary: "The entries of x that the indices name. A row named twice receives the sum of both gradients",
    parameters: [
      signal("x", "What is picked from, [B, T, D]"),
      { ...signal("indices", "Indices [B, K] into an axis of x"), indices: true },
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
      if (
        at !== 1 || type.dims.length !== 3 || indices.dims.length !== 2 ||
        indices.dims[0]!.axis !== type.dims[0]!.axis
      ) {
        args.refuse(
          "indices",
          `Cannot gather ${showType(indices)} from ${
            showType(type)
          }: expected [B, K] into the middle axis of [B, T, D]`,
        );
      }
      return { type: withDim(type, at, indices.dims[1]!), traits: { takesRows: true } };
    },
  },
];
