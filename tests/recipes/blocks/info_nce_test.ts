import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { assertClose, type Case, checkCase, type Leaves } from "../../pipeline/contract/check.ts";
import { engineTest } from "../../pipeline/contract/engines.ts";
import type { Named } from "../../pipeline/contract/named.ts";
import { compileTiny } from "../../pipeline/contract/recipe.ts";
import {
  concat,
  divide,
  dot,
  each,
  gather,
  l2_normalize,
  logsumexp,
  mean,
} from "../../pipeline/contract/references.ts";
import { subtract, top_indices } from "../../pipeline/contract/references.ts";
import { gradientOf, valuesOf } from "../../pipeline/contract/values.ts";

const MACRO = ["recipes/blocks/info_nce.yaml"];

/** Snippet 0 is the query, snippet 1 the positive, all others are negatives. */
const SIGNALS = {
  query: "gather(features, top_indices(positions, T, count=1))",
  positive: "gather(features, top_indices(positions * (positions < 100), T, count=1))",
  negatives: (S: number) => `gather(features, top_indices(-positions, T, count=${S}))`,
};

function contrast(
  engine: Engine,
  rows: readonly (readonly number[])[],
  temperature: number | undefined = 0.07,
) {
  const T = rows.length;
  const D = rows[0]!.length;
  const program = compileTiny({
    extends: MACRO,
    signals: {
      query: SIGNALS.query,
      positive: SIGNALS.positive,
      negatives: SIGNALS.negatives(T - 2),
      out: `info_nce(query, positive, negatives, temperature=${temperature})`,
    },
    set: [
      `features.sources.a.width=${D}`,
      "features.sources.b=null",
      `features.sampling.length=${T}`,
    ],
  });
  const leaves: Leaves = {
    features: { sizes: { B: 1, T, D }, values: rows.flat() },
    positions: { sizes: { B: 1, T }, values: rows.map((_, t) => t === 0 ? 100 : 50 - t) },
  };
  return {
    value: valuesOf(program, engine, leaves, ["out"])["out"]![0]!,
    gradient: gradientOf(program, engine, leaves, "out", "features")!,
  };
}

const WORKED = [[1, 0], [0.8, 0.6], [0, 2], [3, 4]];

engineTest("info_nce() is 0.0558542 at the worked vectors", (engine) => {
  assertClose([contrast(engine, WORKED).value], [0.0558542], 1e-6, "value");
});

engineTest("info_nce() is ln(1 + S) where all similarities are equal", (engine) => {
  for (const S of [1, 3, 5]) {
    const { value } = contrast(engine, Array.from({ length: 2 + S }, () => [0.3, -2, 1]));
    assertClose([value], [Math.log(1 + S)], 1e-6, `S = ${S}`);
  }
});

engineTest("info_nce() does not see the length of any vector", (engine) => {
  const { value } = contrast(engine, WORKED);
  const factors = [7, 0.2, 31, 0.5];
  const scaled = contrast(engine, WORKED.map((row, i) => row.map((x) => x * factors[i]!)));
  assertClose([scaled.value], [value], 2e-6, "value");
  const along = (i: number) =>
    WORKED[i]!.reduce((sum, x, d) => sum + x * contrast(engine, WORKED).gradient[2 * i + d]!, 0);
  assertClose(WORKED.map((_, i) => along(i)), [0, 0, 0, 0], 1e-6, "gradient along the vector");
});

engineTest("info_nce() stays finite at vectors of zeros", (engine) => {
  const zeros = [[0, 0], [0, 0], [0, 0], [0, 0]];
  for (const rows of [zeros, zeros.with(0, [1, 0]), WORKED.with(0, [0, 0]), WORKED.with(2, [0, 0])]) {
    const { value, gradient } = contrast(engine, rows);
    assert.ok(Number.isFinite(value) && gradient.every(Number.isFinite), `${value}, ${gradient}`);
  }
  assertClose([contrast(engine, zeros).value], [Math.log(3)], 1e-6, "value");
});

/** -log of the part of the positive, over means of 2 and 3 snippets and 4 negatives, per video. */
const FULL: Case = {
  extends: MACRO,
  signals: {
    query: "gather(features.a, top_indices(positions, T, count=2))",
    positive: "gather(features.a, top_indices(-positions, T, count=3))",
    negatives: "gather(features.b, top_indices(positions, T, count=4))",
  },
  out: "info_nce(query, positive, negatives, temperature=0.3)",
  reference({ a, b, positions }) {
    const pick = (x: Named, scores: Named, k: number) => gather(x, top_indices(scores, "T", k));
    const q = l2_normalize(mean(pick(a, positions, 2), "K"), "D");
    const p = l2_normalize(mean(pick(a, each(positions, (x) => -x), 3), "K"), "D");
    const n = l2_normalize(pick(b, positions, 4), "D");
    const near = divide(dot(q, p, "D"), 0.3);
    const scores = concat([near, divide(dot(q, n, "D"), 0.3)], "K");
    return mean(subtract(logsumexp(scores, "K"), near), "B");
  },
};

engineTest("info_nce() has the values and gradients of its definition", (engine) => checkCase(FULL, engine));

engineTest("info_nce() has temperature 0.07 unless stated", (engine) => {
  const signals = { ...FULL.signals, plain: "info_nce(query, positive, negatives)" };
  const program = compileTiny({
    extends: MACRO,
    signals: { ...signals, stated: "info_nce(query, positive, negatives, temperature=0.07)" },
  });
  const features = {
    sizes: { B: 1, T: 7, D: 10 },
    values: Array.from({ length: 70 }, (_, i) => Math.sin(i * i)),
  };
  const positions = { sizes: { B: 1, T: 7 }, values: [3, 1, 4, 1, 5, 9, 2] };
  const { plain, stated } = valuesOf(program, engine, { features, positions }, ["plain", "stated"]);
  assert.deepEqual(plain, stated);
});
