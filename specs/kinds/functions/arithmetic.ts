/** Arithmetic, comparisons and elementwise functions. Operands are aligned by axis name. */
import { type FunctionSpec, number, signal } from "./function.ts";

function pairwise(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    parameters: [signal("a", "Left operand"), signal("b", "Right operand")],
    result(args) {
      const type = args.unify([args.signal("a"), args.signal("b")], "b");
      return { type, align: type, traits: { reach: 0 } };
    },
  };
}

function comparison(name: string, summary: string): FunctionSpec {
  return { ...pairwise(name, summary), detached: true };
}

function elementwise(name: string, summary: string): FunctionSpec {
  return {
    name,
    summary,
    parameters: [signal("x", "Operand")],
    result: (args) => ({ type: args.signal("x"), traits: { reach: 0 } }),
  };
}

/** The functions of this family. */
export const arithmetic: readonly FunctionSpec[] = [
  pairwise("add", "a + b"),
  pairwise("subtract", "a - b"),
  pairwise("multiply", "a * b"),
  pairwise("divide", "a / b"),
  pairwise("power", "a ^ b"),
  pairwise("minimum", "The smaller of a and b, element by element"),
  pairwise("maximum", "The larger of a and b, element by element"),
  comparison("greater", "1 where a > b, else 0"),
  comparison("greater_equal", "1 where a >= b, else 0"),
  comparison("less", "1 where a < b, else 0"),
  comparison("less_equal", "1 where a <= b, else 0"),
  comparison("equal", "1 where a = b, else 0"),
  comparison("not_equal", "1 where a differs from b, else 0"),
  elementwise("negate", "-x"),
  elementwise("abs", "The absolute value"),
  elementwise("exp", "e to the power of x"),
  elementwise("log", "The natural logarithm"),
  elementwise("sqrt", "The square root"),
  elementwise("relu", "x where x > 0, else 0"),
  {
    name: "leaky_relu",
    summary: "x where x > 0, else slope * x",
    parameters: [signal("x", "Operand"), number("slope", "Factor of what is not above 0", {}, 0.01)],
    result: (args) => ({
      type: args.signal("x"),
      options: { slope: args.number("slope") },
      traits: { reach: 0 },
    }),
  },
  elementwise("sigmoid", "1 / (1 + exp(-x))"),
  elementwise("tanh", "The hyperbolic tangent"),
  elementwise(
    "arccos",
    "The angle in [0, pi] whose cosine is x; beyond -1 and 1 as there, where it has no slope and its gradient is 0",
  ),
  { ...elementwise("floor", "The largest whole number that is not above x"), detached: true },
  { ...elementwise("ceil", "The smallest whole number that is not below x"), detached: true },
  {
    name: "clamp",
    summary: "x brought into [low, high]",
    parameters: [signal("x", "Operand"), number("low", "Lower bound"), number("high", "Upper bound")],
    result(args) {
      const [low, high] = [args.number("low"), args.number("high")];
      if (low > high) args.refuse("high", `high must be >= low, ${low}: current value is ${high}`);
      return { type: args.signal("x"), options: { low, high }, traits: { reach: 0 } };
    },
  },
];
