/** Selections of the largest entries. Order: score descending, on equal scores the lowest index first. */
import { axisOf, type Dim, showType, type Size, type TensorType, withDim } from "../../types.ts";
import { type Arguments, axis, type FunctionSpec, number, type Parameter, signal, word } from "./function.ts";

const COUNT: readonly Parameter[] = [
  number("ratio", "k = max(k_min, floor(size / ratio))", { above: 0 }, null),
  number("count", "k itself, at most the size", { min: 1, integer: true }, null),
  number("k_min", "The least k that a ratio gives", { min: 0, integer: true }, 1),
  word("round", "Whether size / ratio is rounded down or up to a whole number", ["down", "up"]),
];

/** Where entries may be selected, for functions that need no full list of k values. */
const WHERE: Parameter = {
  ...signal("where", "Entries at which it is 0 come after all others"),
  default: null,
};

/** What the count of selected entries depends on. */
export interface Count {
  readonly ratio?: number;
  readonly least?: number;
  readonly round?: string;
  readonly count?: number;
}

/** The number of selected entries along an axis, as the size of axis K. */
function selected(
  args: Arguments,
  { size, count }: Dim,
): { dim: Dim; options: Record<string, number | string> } {
  const ratio = args.optional("ratio");
  const fixed = args.optional("count");
  const least = args.number("k_min");
  const round = args.word("round");
  if ((ratio === undefined) === (fixed === undefined)) {
    args.refuse("ratio", "A selection needs either ratio= or count=", "for instance ratio=5");
  }
  const options: Count = fixed === undefined ? { ratio: ratio!, least, round } : { count: fixed };
  const part = `${round === "up" ? "ceil" : "floor"}(${size} / ${ratio})`;
  const symbol: Size = typeof size === "number"
    ? countSelected(size, options)
    : fixed !== undefined
    ? fixed <= leastOf(size) ? fixed : `min(${size}, ${fixed})`
    : least === 0
    ? part
    : `max(${least}, ${part})`;
  return { dim: { axis: "K", size: symbol, count: countSelected(count, options) }, options: { ...options } };
}

/** What a symbol of a size is at least: of a sum its numbers. */
function leastOf(symbol: string): number {
  if (/[(-]/.test(symbol)) return 0;
  return symbol.split(" + ").reduce((sum, term) => sum + (Number(term) || 0), 0);
}

/** How many of `size` entries are selected. */
export function countSelected(size: number, { ratio, least, round, count }: Count): number {
  if (count !== undefined) return Math.min(size, count);
  const part = size / ratio!;
  return Math.min(size, Math.max(least!, round === "up" ? Math.ceil(part) : Math.floor(part)));
}

/** Aligns a selection with where it may select. */
function alignWhere(args: Arguments, type: TensorType): { align?: TensorType } {
  const where = args.optionalSignal("where");
  if (!where) return {};
  const unified = args.unify([type, where], "where");
  if (unified.dims.length > type.dims.length) {
    args.refuse("where", `Expected axes of ${showType(type)}, found ${showType(where)}`);
  }
  return { align: { dims: type.dims } };
}

/** Refuses a second axis K. */
function requireSingle(args: Arguments, type: TensorType, at: number): void {
  const known = axisOf(type, "K");
  if (known >= 0 && known !== at) {
    args.refuse("x", `Cannot select again: ${showType(type)} has an axis K already`, "reduce K first");
  }
}

/** A place in an axis for every entry of it. */
function sorted(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    detached: true,
    parameters: [signal("x", "What is sorted"), axis("The axis that is sorted")],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      return { type: { ...type, indexes: type.dims[at]! }, options: { axis: at } };
    },
  };
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
    summary: "The indices of the k largest values along an axis, which becomes K",
    detached: true,
    parameters: [signal("x", "Scores"), axis("The axis that is searched"), ...COUNT, WHERE],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const { dim, options } = selected(args, type.dims[at]!);
      requireSingle(args, type, at);
      return {
        type: { ...withDim(type, at, dim), indexes: type.dims[at]! },
        ...alignWhere(args, type),
        options: { axis: at, ...options },
      };
    },
  },
  {
    name: "top_mask",
    summary: "1 at the k largest values along an axis, else 0",
    detached: true,
    parameters: [signal("x", "Scores"), axis("The axis that is searched"), ...COUNT, {
      ...WHERE,
      description: "Only entries at which it is not 0 are selected, and counted as the size",
    }],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      const { options } = selected(args, type.dims[at]!);
      return { type, ...alignWhere(args, type), options: { axis: at, ...options } };
    },
  },
  sorted(
    "rank",
    "Indices: the place that each entry has among those of an axis, the smallest first and of equal ones the first",
  ),
  sorted(
    "order",
    "Indices: the smallest entry of an axis, the next one ..., rank the other way round; gather(x, order(x, T)) is sorted",
  ),
];
