/** Functions of a signal's shape. */
import { SCALAR } from "../../types.ts";
import { axis, type FunctionSpec, signal } from "./function.ts";

/** The functions of this family. */
export const shapes: readonly FunctionSpec[] = [
  {
    name: "size",
    summary: "How many entries an axis has, for instance the k of a selection",
    detached: true,
    parameters: [{ ...signal("x", "A signal or indices"), indices: true }, axis("The axis that is counted")],
    result: (args) => ({ type: SCALAR, options: { axis: args.axis("axis", args.signal("x")) } }),
  },
];
