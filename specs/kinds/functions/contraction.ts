/** Functions that join several signals: products summed over an axis, and concatenation. */
import { axisOf, type Dim, elements, showType, type Size, type TensorType, without } from "../../types.ts";
import { snippetwise } from "../traits.ts";
import { type Arguments, axis, type FunctionSpec, type Result, signal } from "./function.ts";

/** The functions of this family. */
export const contractions: readonly FunctionSpec[] = [
  {
    name: "dot",
    summary: "The sum over an axis of a * b, aligned by axis name",
    parameters: [
      signal("a", "Left operand"),
      signal("b", "Right operand"),
      axis("The axis that is summed over"),
    ],
    result(args) {
      const result = contracted(args);
      return { ...result, traits: { ...result.traits, product: Number(result.options!["axis"]) } };
    },
  },
  {
    name: "cosine",
    summary: "The cosine of the angle between a and b along an axis, each norm at least 1e-12",
    parameters: [
      signal("a", "Left operand"),
      signal("b", "Right operand"),
      axis("The axis of the vectors"),
    ],
    result: contracted,
  },
  {
    name: "concat",
    summary: "Signals laid end to end along an axis; a signal without that axis counts as one entry of it",
    parameters: [
      {
        name: "parts",
        takes: "signals",
        indices: true,
        description: "A list of signals, [a, b], or of indices into one axis",
      },
      axis("The axis that grows"),
    ],
    result(args) {
      const parts = args.signals("parts");
      const name = args.axisName("axis");
      const indexes = targetOf(args, parts);
      const along = parts.map((part): Dim =>
        part.dims[axisOf(part, name)] ?? { axis: name, size: 1, count: 1 }
      );
      const grown: Dim = {
        axis: name,
        size: along.map((dim) => dim.size).reduce(plus),
        count: along.reduce((sum, dim) => sum + dim.count, 0),
      };
      const rest = parts.map((part): TensorType => ({
        dims: part.dims.map((dim) => dim.axis === name ? grown : dim),
      }));
      const unified = args.unify(rest, "parts");
      const type = axisOf(unified, name) >= 0 ? unified : { dims: [...unified.dims, grown] };
      const axis = axisOf(type, name);
      return { type: { ...type, indexes }, align: type, options: { axis }, traits: snippetwise(type, axis) };
    },
  },
];

/** What indices point into that are laid end to end; undefined of numbers. */
function targetOf(args: Arguments, parts: readonly TensorType[]): Dim | undefined {
  const [first, ...others] = parts.map(({ indexes }) => indexes);
  if (others.some((each) => each?.axis !== first?.axis || each?.size !== first?.size)) {
    const found = parts.map(showType).join(" and ");
    args.refuse("parts", `Cannot join ${found}`, "indices of one axis go together, and numbers do");
  }
  return first;
}

function contracted(args: Arguments): Result {
  const [a, b] = [args.signal("a"), args.signal("b")];
  // A number alone has the same value all along the axis.
  const vectors = [a, b].filter(({ dims }) => dims.length > 0);
  for (const type of vectors.length > 0 ? vectors : [a]) args.axis("axis", type);
  const align = args.unify([a, b], "b");
  const at = axisOf(align, args.axisName("axis"));
  return {
    type: without(align, at),
    align,
    options: { axis: at },
    multiplyAdds: elements(align),
    traits: snippetwise(align, at),
  };
}

function plus(a: Size, b: Size): Size {
  return typeof a === "number" && typeof b === "number" ? a + b : `${a} + ${b}`;
}
