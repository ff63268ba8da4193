import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { assertClose } from "./check.ts";
import { cpuTest, engineTest } from "./engines.ts";
import { compileTiny } from "./recipe.ts";
import { gradientOf, valuesOf } from "./values.ts";

/** Probabilities are the input `labels`, targets a part of `positions`, both made [B, C]. */
function binaryCrossEntropy(engine: Engine, p: number[], y: number[], reduction = "mean") {
  const C = p.length;
  const names = Array.from({ length: C }, (_, i) => `c${String(i).padStart(3, "0")}`);
  const program = compileTiny({
    signals: {
      // One-hot rows: snippet t of `map` stands for class t.
      target: "dot(map, positions, T)",
      out: `bce(labels, target, reduction=${reduction})`,
    },
    set: [
      `data.classes=[${names.join(", ")}]`,
      `features.sources.a.width=${C}`,
      `features.sources.b=null`,
      `features.sampling.length=${C}`,
    ],
  });
  const identity = Array.from({ length: C * C }, (_, i) => i % (C + 1) === 0 ? 1 : 0);
  const leaves = {
    labels: { sizes: { B: 1, C }, values: p },
    positions: { sizes: { B: 1, T: C }, values: y },
    features: { sizes: { B: 1, T: C, D: C }, values: identity },
    "map.weights": { sizes: { in: C, kernel: 1, out: C }, values: identity },
  };
  return {
    value: valuesOf(program, engine, leaves, ["out"])["out"]![0]!,
    gradient: gradientOf(program, engine, leaves, "out", "labels")!,
  };
}

engineTest("bce() is 0.2283930 and 0.6006584 at the worked probabilities", (engine) => {
  const p = [0.7, 0.2, 0.1];
  assertClose([binaryCrossEntropy(engine, p, [1, 0, 0]).value], [0.2283930], 2e-7, "one label");
  assertClose([binaryCrossEntropy(engine, p, [0.5, 0.5, 0]).value], [0.6006584], 2e-7, "two labels");
});

engineTest("bce() divides by all entries, by the rest of the classes, or not at all", (engine) => {
  const of = (reduction: string) => binaryCrossEntropy(engine, [0.7, 0.2, 0.1], [1, 0, 0], reduction);
  const [mean, classes, sum] = ["mean", "sum_classes", "sum"].map(of);
  assertClose([classes!.value, sum!.value], [3 * mean!.value, 3 * mean!.value], 1e-6, "value");
  assertClose(sum!.gradient, mean!.gradient.map((g) => 3 * g), 1e-6, "gradient");
});

engineTest("bce() stays finite where a probability is exactly 0 or 1", (engine) => {
  const y = [0, 1, 0.25, 0, 1, 0.25];
  const { value, gradient } = binaryCrossEntropy(engine, [0, 0, 0, 1, 1, 1], y);
  // -100 stands for every logarithm of 0.
  assertClose([value], [(0 + 100 + 25 + 100 + 0 + 75) / 6], 1e-6, "value");
  const slopes = [0, -1, -0.25, 1, 0, 0.75].map((difference) => difference / 1e-12 / 6);
  assertClose(gradient, slopes, 1e-6, "gradient");
});

cpuTest("bce() of a uniform softmax is 0.19852 for 20 classes and 0.05600 for 100", (engine) => {
  for (const [C, expected] of [[20, 0.19852], [100, 0.05600]] as const) {
    const p = Array(C).fill(1 / C);
    const labels = [1, 2, 3].map((n) => Array.from({ length: C }, (_, c) => c < n ? 1 / n : 0));
    for (const y of labels) {
      const { value } = binaryCrossEntropy(engine, p, y);
      assert.ok(Math.abs(value - expected) < 5e-6, `${C} classes: ${value}`);
    }
  }
});
