import type { Case } from "../check.ts";
import { conv1d, depthwise_conv1d, each, multiply, sum } from "../references.ts";
import { at, build, line, type Named, replaced } from "../named.ts";
import { SIZES } from "../recipe.ts";

const { C } = SIZES;

/** A block between the features and `out`, so that the gradient of `out`'s input is wanted. */
const FIRST = { first: { kind: "conv1d", in: "features.a", filters: 6, kernel: 1 } };

const ACTIVATIONS: readonly (readonly [string, (x: number) => number])[] = [
  ["none", (x) => x],
  ["relu", (x) => Math.max(x, 0)],
  ["sigmoid", (x) => 1 / (1 + Math.exp(-x))],
  ["tanh", Math.tanh],
];

const CONVOLUTIONS: readonly Case[] = [
  ...[[1, 1], [3, 1], [5, 1], [3, 2], [9, 1], [3, 4], [3, 9]].map(([kernel, dilation]): Case => ({
    out: { kind: "conv1d", in: "features.a", filters: 3, kernel, dilation },
    reference: ({ a, leaf }) => conv1d(a, leaf("out.weights"), leaf("out.bias"), dilation!, "D"),
    gradient: "parameters",
  })),
  ...ACTIVATIONS.map(([activation, f]): Case => ({
    out: { kind: "conv1d", in: "features.b", filters: "classes", kernel: 3, bias: false, activation },
    reference: ({ b, leaf }) => each(conv1d(b, leaf("out.weights"), undefined, 1, "C"), f),
    gradient: "parameters",
  })),
  ...[[1, 1], [3, 1], [3, 2]].map(([kernel, dilation]): Case => ({
    signals: FIRST,
    out: { kind: "conv1d", in: "first", filters: "classes", kernel, dilation, activation: "tanh" },
    reference: ({ a, leaf }) => {
      const first = conv1d(a, leaf("first.weights"), leaf("first.bias"), 1, "D");
      return each(conv1d(first, leaf("out.weights"), leaf("out.bias"), dilation!, "C"), Math.tanh);
    },
    gradient: "parameters",
  })),
  ...["features.b", "first"].map((input): Case => ({
    signals: FIRST,
    out: { kind: "conv1d", in: input, filters: "none", kernel: 3, activation: "sigmoid" },
    reference: ({ a, b, leaf }) => {
      const x = input === "first" ? conv1d(a, leaf("first.weights"), leaf("first.bias"), 1, "D") : b;
      const y = conv1d(x, leaf("out.weights"), leaf("out.bias"), 1, "P");
      return each(sum(y, "P"), (x) => 1 / (1 + Math.exp(-x)));
    },
    gradient: "parameters",
  })),
  {
    out: { kind: "conv1d", in: "features.a", filters: { P: 3 }, kernel: 1 },
    reference: ({ a, leaf }) => conv1d(a, leaf("out.weights"), leaf("out.bias"), 1, "P"),
    gradient: "parameters",
  },
  {
    out: { kind: "conv1d", in: "features.a * positions", filters: 2, kernel: 3, bias: false },
    reference: ({ a, positions, leaf }) =>
      conv1d(multiply(a, positions), leaf("out.weights"), undefined, 1, "D"),
    gradient: "parameters",
  },
];

const DEPTHWISE: readonly Case[] = [
  ...[[1, 1], [3, 1], [7, 2], [3, 9]].map(([kernel, dilation]): Case => ({
    signals: FIRST,
    out: { kind: "depthwise_conv1d", in: "first", kernel, dilation },
    reference: ({ a, leaf }) =>
      depthwise_conv1d(
        conv1d(a, leaf("first.weights"), leaf("first.bias"), 1, "D"),
        leaf("out.weights"),
        dilation!,
      ),
    gradient: "parameters",
  })),
  ...ACTIVATIONS.map(([activation, f]): Case => ({
    out: { kind: "depthwise_conv1d", in: "features.a", kernel: 5, activation },
    reference: ({ a, leaf }) => each(depthwise_conv1d(a, leaf("out.weights"), 1), f),
  })),
];

/** x [.., axis] times weights [in, out], plus a bias. */
function product(x: Named, weights: Named, bias: Named | undefined, axis: string): Named {
  const last = Object.keys(x.sizes).at(-1)!;
  const made = { ...replaced(x.sizes, last), [axis]: weights.sizes["out"]! };
  return build(made, (i) => {
    const row = line(x, last, i).map((value, from) => value * at(weights, { in: from, out: i[axis]! }));
    return row.reduce((all, value) => all + value, bias ? at(bias, { out: i[axis]! }) : 0);
  });
}

const LINEAR: readonly Case[] = [
  ...ACTIVATIONS.map(([activation, f]): Case => ({
    out: { kind: "linear", in: "features.a", filters: { P: 3 }, activation },
    reference: ({ a, leaf }) => each(product(a, leaf("out.weights"), leaf("out.bias"), "P"), f),
  })),
  {
    out: { kind: "linear", in: "labels", filters: 2, bias: false },
    reference: ({ labels, leaf }) => product(labels, leaf("out.weights"), undefined, "D"),
  },
  {
    out: { kind: "linear", in: "features.b", filters: "none" },
    reference: ({ b, leaf }) => sum(product(b, leaf("out.weights"), leaf("out.bias"), "P"), "P"),
  },
];

const PARAMETERS: readonly Case[] = [{ C, D: 3 }, { P: 2 }, {}].map((axes): Case => ({
  out: { kind: "parameter", axes },
  reference: ({ leaf }) => leaf("out.values"),
  gradient: "parameters",
}));

const MEMORIES: readonly Case[] = [{ C, D: 3 }, {}].map((axes): Case => ({
  out: { kind: "memory", axes, update: "out / 2" },
  reference: ({ leaf }) => leaf("out.values"),
  gradient: "none",
}));

/** Cases of every block kind. */
export const BLOCK_CASES: readonly Case[] = [
  ...CONVOLUTIONS,
  ...DEPTHWISE,
  ...LINEAR,
  ...MEMORIES,
  ...PARAMETERS,
];
