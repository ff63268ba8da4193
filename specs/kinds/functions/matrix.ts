/** Functions of the matrices that two axes of a signal make. */
import { axis, type FunctionSpec, signal } from "./function.ts";
import { elements } from "../../types.ts";

/** The functions of this family. */
export const matrices: readonly FunctionSpec[] = [
  {
    name: "inverse",
    summary:
      "The inverses of the matrices on two axes of one size, on the same axes: where b = dot(x, a, J), a = dot(inverse(x, [K, J]), b, K)",
    parameters: [signal("x", "Square matrices; one without an inverse ends the run"), {
      ...axis("The two axes, a list, [K, J]"),
      name: "axes",
      several: true,
    }],
    result(args) {
      const type = args.signal("x");
      const axes = args.axes("axes", type);
      const [first, second] = axes.map((at) => type.dims[at]!);
      if (axes.length !== 2 || !first || !second) {
        return args.refuse("axes", `A matrix has two axes, found ${axes.length}`, "write both, [K, J]");
      }
      if (first.size !== second.size) {
        args.refuse(
          "axes",
          `Only square matrices have inverses: ${first.axis} has ${first.size} entries, ${second.axis} ${second.size}`,
        );
      }
      return { type, options: { axes }, multiplyAdds: elements(type) * first.count };
    },
  },
];
