/** Functions that draw random numbers in training. Each call has a stream of its own, named `<signal>.<function>`. */
import { type FunctionSpec, number, signal } from "./function.ts";

/** The functions of this family. */
export const randoms: readonly FunctionSpec[] = [
  {
    name: "dropout",
    summary:
      "Sets entries to 0 with probability `rate` and divides the others by 1 - rate; in evaluation x itself",
    random: true,
    evaluation: "identity",
    parameters: [
      signal("x", "What is dropped from"),
      number("rate", "Probability of dropping", { min: 0, below: 1 }),
    ],
    result(args) {
      const rate = args.number("rate");
      return { type: args.signal("x"), options: { rate }, traits: { factor: 1 / (1 - rate) } };
    },
  },
  {
    name: "bernoulli",
    summary: "1 with probability `keep`, else 0, in the shape of a signal; in evaluation 1",
    random: true,
    evaluation: "ones",
    detached: true,
    parameters: [
      signal("like", "The signal whose shape it takes"),
      number("keep", "Probability of 1", { above: 0, max: 1 }),
    ],
    result: (args) => ({ type: { dims: args.signal("like").dims }, options: { keep: args.number("keep") } }),
  },
  {
    name: "uniform",
    summary:
      "Draws between two numbers, all as likely, in the shape of a signal; in evaluation the middle of them",
    random: true,
    evaluation: "mean",
    detached: true,
    parameters: [
      signal("like", "The signal whose shape it takes"),
      number("low", "Lower bound"),
      number("high", "Upper bound"),
    ],
    result(args) {
      const [low, high] = [args.number("low"), args.number("high")];
      if (low > high) args.refuse("high", `high must be >= low, ${low}: current value is ${high}`);
      return { type: { dims: args.signal("like").dims }, options: { low, high, mean: (low + high) / 2 } };
    },
  },
  {
    name: "beta",
    summary: "Draws from the Beta distribution, in the shape of a signal; in evaluation the mean a / (a + b)",
    random: true,
    evaluation: "mean",
    detached: true,
    parameters: [
      signal("like", "The signal whose shape it takes"),
      number("a", "First parameter", { min: 0.01, max: 1000 }),
      number("b", "Second parameter", { min: 0.01, max: 1000 }),
    ],
    result(args) {
      const [a, b] = [args.number("a"), args.number("b")];
      return { type: { dims: args.signal("like").dims }, options: { a, b, mean: a / (a + b) } };
    },
  },
];
