/** Normalizations along one axis. */
import { snippetwise, type Traits } from "../traits.ts";
import { axis, type FunctionSpec, number, signal } from "./function.ts";

function normalization(
  name: string,
  summary: string,
  traitsOf: (axis: number) => Traits = () => ({}),
): FunctionSpec {
  return {
    name,
    summary,
    parameters: [signal("x", "What is normalized"), axis("The axis that is normalized")],
    result(args) {
      const type = args.signal("x");
      const axis = args.axis("axis", type);
      return { type, options: { axis }, traits: { ...snippetwise(type, axis), ...traitsOf(axis) } };
    },
  };
}

/** The functions of this family. */
export const normalizations: readonly FunctionSpec[] = [
  normalization("softmax", "exp(x) divided by its sum", (axis) => ({ constantAlone: axis })),
  normalization("log_softmax", "x - logsumexp(x, axis), the logarithm of the softmax", (axis) => {
    return { constantAlone: axis };
  }),
  normalization("l1_normalize", "x divided by the sum of its absolute values, at least 1e-12"),
  normalization("l2_normalize", "x divided by its Euclidean norm, at least 1e-12", (axis) => {
    return { normalized: axis };
  }),
  {
    name: "minmax",
    summary:
      "(x - low) / (high - low), low and high its smallest and largest value; a range of 0 divides by 1",
    parameters: [
      signal("x", "What is scaled"),
      axis("The axis that is scaled"),
      number("least", "low and high are at least this", {}, null),
    ],
    result(args) {
      const type = args.signal("x");
      const least = args.optional("least");
      const axis = args.axis("axis", type);
      return {
        type,
        options: { axis, ...(least === undefined ? {} : { least }) },
        traits: snippetwise(type, axis),
      };
    },
  },
];
