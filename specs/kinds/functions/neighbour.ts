/** Functions of neighbours along an axis; everything outside the sequence counts as 0. */
import { reaching } from "../traits.ts";
import { axis, type FunctionSpec, number, signal, word } from "./function.ts";

/** The functions of this family. */
export const neighbours: readonly FunctionSpec[] = [
  {
    name: "shift",
    summary: "x moved along an axis: entry i is entry i - by of x, and 0 where there is none",
    parameters: [
      signal("x", "What is moved"),
      axis("The axis along which it moves"),
      number("by", "Entries that it moves to the end, or to the beginning where negative", { integer: true }),
    ],
    result(args) {
      const type = args.signal("x");
      const [axis, by] = [args.axis("axis", type), args.number("by")];
      return { type, options: { axis, by }, traits: reaching(type, axis, Math.abs(by)) };
    },
  },
  {
    name: "avg_pool1d",
    summary: "The mean over a window around every entry, with stride 1 and as long as x",
    parameters: [
      signal("x", "What is averaged"),
      number("size", "Length of the window; an even one reaches one further left", { min: 1, integer: true }),
      axis("The axis of the window", "T"),
      word("outside", "Whether the zeros outside the sequence count in the mean", ["counts", "left_out"]),
    ],
    result(args) {
      const type = args.signal("x");
      const options = {
        size: args.number("size"),
        axis: args.axis("axis", type),
        outside: args.word("outside"),
      };
      const { axis, size, outside } = options;
      return { type, options, traits: reaching(type, axis, Math.floor(size / 2), outside === "counts") };
    },
  },
];
