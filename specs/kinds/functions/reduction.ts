/** Reductions along one axis. */
import { without } from "../../types.ts";
import { axis, type FunctionSpec, signal } from "./function.ts";

function reduction(name: string, summary: string, detached = false): FunctionSpec {
  return {
    name,
    summary,
    detached,
    parameters: [signal("x", "What is reduced"), axis("The axis that disappears")],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      return { type: without(type, at), options: { axis: at } };
    },
  };
}

/** The functions of this family. */
export const reductions: readonly FunctionSpec[] = [
  reduction("sum", "The sum"),
  reduction("mean", "The mean"),
  reduction("max", "The largest value"),
  reduction("min", "The smallest value"),
  reduction("logsumexp", "log of the sum of exp, without overflow"),
  reduction("median", "The median; of an even count the mean of the two middle values. No gradient", true),
];
