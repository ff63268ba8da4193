/** Normalizations along one axis. */
import { axis, type FunctionSpec, signal } from "./function.ts";

function normalization(name: string, summary: string, isByNorm = false): FunctionSpec {
  return {
    name,
    summary,
    parameters: [signal("x", "What is normalized"), axis("The axis that is normalized")],
    result(args) {
      const type = args.signal("x");
      const axis = args.axis("axis", type);
      return { type, options: { axis }, traits: isByNorm ? { normalized: axis } : {} };
    },
  };
}

/** The functions of this family. */
export const normalizations: readonly FunctionSpec[] = [
  normalization("softmax", "exp(x) divided by its sum"),
  normalization("l1_normalize", "x divided by the sum of its absolute values, at least 1e-12"),
  normalization("l2_normalize", "x divided by its Euclidean norm, at least 1e-12", true),
];
