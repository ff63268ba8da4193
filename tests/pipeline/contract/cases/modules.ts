/** Cases of modules: weights that several calls use, whose gradients add up. */
import type { Case } from "../check.ts";
import type { Named } from "../named.ts";
import { add, conv1d, each, multiply } from "../references.ts";

const define = {
  leaky: { inputs: { x: ["..", "D"] }, options: { slope: 0.2 }, result: "maximum(slope * x, x)" },
  layers: {
    inputs: { rows: ["B", "T", "D"] },
    options: { slope: 0.5 },
    steps: {
      h: { kind: "conv1d", in: "rows", filters: 3, kernel: 3 },
      out: { kind: "conv1d", in: "leaky(h, slope=slope)", filters: "classes", kernel: 1, bias: false },
    },
    result: "tanh(out)",
  },
};

function layers(x: Named, leaf: (name: string) => Named, owner: string, slope: number): Named {
  const h = conv1d(x, leaf(`${owner}.h.weights`), leaf(`${owner}.h.bias`), 1, "D");
  const out = conv1d(each(h, (x) => Math.max(slope * x, x)), leaf(`${owner}.out.weights`), undefined, 1, "C");
  return each(out, Math.tanh);
}

const SIGNALS = { base: { kind: "layers", rows: "features.a" } };

/** Cases whose calls use weights again. */
export const MODULES: readonly Case[] = [
  {
    define,
    signals: SIGNALS,
    out: "base + 2 * base(features.b * positions)",
    reference: ({ a, b, positions, leaf }) =>
      add(layers(a, leaf, "base", 0.5), multiply(layers(multiply(b, positions), leaf, "base", 0.5), 2)),
    gradient: "parameters",
  },
  {
    define,
    signals: { ...SIGNALS, other: { kind: "layers", rows: "features.b", slope: 0.1 } },
    out: "other * base(features.a)",
    reference: ({ a, b, leaf }) => multiply(layers(b, leaf, "other", 0.1), layers(a, leaf, "base", 0.5)),
    gradient: "parameters",
  },
];
