/** Functions of a signal's shape. */
import { axisOf, type Dim, SCALAR } from "../../types.ts";
import { axis, type FunctionSpec, signal } from "./function.ts";

const ANY = { ...signal("x", "A signal or indices"), indices: true };

function filled(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    detached: true,
    parameters: [signal("like", "The signal whose shape it takes")],
    result: (args) => ({ type: args.signal("like") }),
  };
}

/** The functions of this family. */
export const shapes: readonly FunctionSpec[] = [
  {
    name: "size",
    summary: "How many entries an axis has, for instance the k of a selection",
    detached: true,
    parameters: [ANY, axis("The axis that is counted")],
    result: (args) => ({ type: SCALAR, options: { axis: args.axis("axis", args.signal("x")) } }),
  },
  {
    name: "index",
    summary: "The places 0, 1, 2 ... along an axis, a signal of that axis alone",
    detached: true,
    parameters: [ANY, axis("The axis whose entries are numbered")],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      return { type: { dims: [type.dims[at]!] }, options: { axis: at } };
    },
  },
  {
    name: "arrange",
    summary: "x with its axes in another order; an axis that x lacks has one entry",
    parameters: [signal("x", "What is arranged"), {
      ...axis("All axes of the result in order, a list, [B, T, D]"),
      name: "axes",
      several: true,
    }],
    result(args) {
      const { dims } = args.signal("x");
      const names = args.axisNames("axes");
      const absent = dims.find((dim) => !names.includes(dim.axis));
      if (absent) {
        args.refuse("axes", `x has an axis ${absent.axis} too`, `name it, or reduce it before`);
      }
      const type = {
        dims: names.map((name): Dim => dims[axisOf({ dims }, name)] ?? { axis: name, size: 1, count: 1 }),
      };
      return { type, align: type };
    },
  },
  filled("ones", "1 everywhere, in the shape of a signal"),
  filled("zeros", "0 everywhere, in the shape of a signal"),
];
