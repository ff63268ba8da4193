/** Functions of a signal's shape. */
import { axisOf, type Dim, SCALAR, type TensorType, withDim, without } from "../../types.ts";
import { type Arguments, axis, type FunctionSpec, signal } from "./function.ts";

const ANY = { ...signal("x", "A signal or indices"), indices: true };

const TO = { ...axis("Its name, which no other axis of x has"), name: "to" };

/** The name of an axis that is made beside those of a type. */
function newName(args: Arguments, others: TensorType): string {
  const name = args.axisName("to");
  if (axisOf(others, name) < 0) return name;
  return args.refuse("to", `x has an axis ${name} already`, "choose another name");
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((all, size) => all * size, 1);
}

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
  {
    name: "rename",
    summary:
      "x with an axis under another name, so that it can stand beside itself: dot(x, rename(x, K, J), T) [.., K, J]",
    parameters: [ANY, axis("The axis that gets another name"), TO],
    result(args) {
      const type = args.signal("x");
      const at = args.axis("axis", type);
      return { type: withDim(type, at, { ...type.dims[at]!, axis: newName(args, without(type, at)) }) };
    },
  },
  {
    name: "flatten",
    summary:
      "x with one axis in the place of several, the last one of these the fastest; it stands where the first of them stood",
    parameters: [
      signal("x", "What is flattened"),
      { ...axis("The axes that become one, a list, [C, S]"), name: "axes", several: true },
      TO,
    ],
    result(args) {
      const type = args.signal("x");
      args.axes("axes", type);
      const joined = args.axisNames("axes").map((name) => type.dims[axisOf(type, name)]!);
      const rest = type.dims.filter((dim) => !joined.includes(dim));
      const sizes = joined.map(({ size }) => size);
      const made: Dim = {
        axis: newName(args, { dims: rest }),
        size: sizes.every((size) => typeof size === "number") ? product(sizes) : sizes.join(" * "),
        count: product(joined.map(({ count }) => count)),
      };
      const place = rest.filter((dim) => type.dims.indexOf(dim) < type.dims.indexOf(joined[0]!)).length;
      const order = [...rest.slice(0, place), ...joined, ...rest.slice(place)].map((dim) =>
        type.dims.indexOf(dim)
      );
      return {
        type: { dims: rest.toSpliced(place, 0, made) },
        options: { order, place, joined: joined.length },
      };
    },
  },
  filled("ones", "1 everywhere, in the shape of a signal"),
  filled("zeros", "0 everywhere, in the shape of a signal"),
];
