/** Losses over probabilities. The reduction is always stated. */
import { axisOf, sameType, SCALAR, showType } from "../../types.ts";
import { type FunctionSpec, signal, word } from "./function.ts";

/** The functions of this family. */
export const losses: readonly FunctionSpec[] = [
  {
    name: "bce",
    summary: "Binary cross-entropy -(y log p + (1 - y) log(1 - p)), logarithms at least -100",
    parameters: [
      signal("probability", "p, in [0, 1]"),
      signal("target", "y, in [0, 1], of the same type; one of both may have no axes"),
      word("reduction", "mean over all entries, sum over C and mean over the rest, or sum over all", [
        "mean",
        "sum_classes",
        "sum",
      ]),
    ],
    result(args) {
      const [p, y] = [args.signal("probability"), args.signal("target")];
      if (p.dims.length > 0 && y.dims.length > 0 && !sameType(p, y)) {
        args.refuse("target", `Expected ${showType(p)} like the probability, found ${showType(y)}`);
      }
      const type = p.dims.length > 0 ? p : y;
      const reduction = args.word("reduction");
      const classes = axisOf(type, "C");
      if (reduction === "sum_classes" && classes < 0) {
        args.refuse("reduction", `sum_classes needs axis C, found ${showType(type)}`);
      }
      return { type: SCALAR, options: { reduction, classes } };
    },
  },
];
