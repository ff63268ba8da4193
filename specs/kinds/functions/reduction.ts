/** Reductions along one axis or several. */
import { type TensorType, without } from "../../types.ts";
import { snippetwise, type Traits } from "../traits.ts";
import { axis, type FunctionSpec, severalAxes, signal } from "./function.ts";

function reduction(
  name: string,
  summary: string,
  { detached = false, traits }: {
    readonly detached?: boolean;
    readonly traits?: (axes: readonly number[]) => Traits;
  } = {},
): FunctionSpec {
  return {
    name,
    summary,
    detached,
    parameters: [signal("x", "What is reduced"), severalAxes("The axis that disappears, or a list, [B, T]")],
    result(args) {
      const type = args.signal("x");
      const axes = args.axes("axis", type);
      return {
        type: axes.toReversed().reduce<TensorType>(without, type),
        options: { axes },
        traits: { ...snippetwise(type, ...axes), ...traits?.(axes) },
      };
    },
  };
}

/** The functions of this family. */
export const reductions: readonly FunctionSpec[] = [
  reduction("sum", "The sum"),
  reduction("mean", "The mean"),
  reduction("max", "The largest value. Of equal ones the first gets the gradient"),
  reduction("min", "The smallest value. Of equal ones the first gets the gradient"),
  reduction("logsumexp", "log of the sum of exp, without overflow"),
  reduction("median", "The median; of an even count the mean of the two middle values", {
    detached: true,
    traits: (axes) => ({ median: axes }),
  }),
  {
    name: "norm",
    summary: "The Euclidean norm, sqrt(sum(x ^ 2, axis)) with gradient 0 where it is 0",
    parameters: [signal("x", "What is reduced"), axis("The axis that disappears")],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      return { type: without(type, at), options: { axis: at }, traits: snippetwise(type, at) };
    },
  },
];
