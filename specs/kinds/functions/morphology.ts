/** Binary morphology along an axis; everything outside the sequence counts as 0. */
import { reaching } from "../traits.ts";
import { axis, type FunctionSpec, number, signal } from "./function.ts";

function morphology(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    detached: true,
    parameters: [
      signal("x", "0/1 values"),
      number("size", "Length of the structuring element in snippets; an even one reaches one further left", {
        min: 1,
        integer: true,
      }),
      axis("The axis of the structuring element", "T"),
    ],
    result(args) {
      const type = args.signal("x");
      const [size, axis] = [args.number("size"), args.axis("axis", type)];
      return { type, options: { size, axis }, traits: reaching(type, axis, Math.floor(size / 2)) };
    },
  };
}

/** The functions of this family. */
export const morphologies: readonly FunctionSpec[] = [
  morphology("erode", "1 where x is 1 at every offset -floor(size/2) ... size-1-floor(size/2)"),
  morphology("dilate", "1 where x is 1 at any offset, mirrored"),
];
