import assert from "node:assert/strict";
import { type Leaves } from "../../contract/check.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny, SIZES } from "../../contract/recipe.ts";
import { valuesOf } from "../../contract/values.ts";

const { B, T, D } = SIZES;

/** Features that are `value` everywhere. */
const flat = (value: number): Leaves => ({
  features: { sizes: { B, T, D: 2 * D }, values: Array<number>(B * T * 2 * D).fill(value) },
});

const PROGRAM = compileTiny({
  signals: {
    l1: "l1_normalize(features.a, D)",
    l2: "l2_normalize(features.a, D)",
    product: "dot(features.b, l2_normalize(features.a, D), D)",
  },
});

engineTest("the least norm that divides is 1e-12", (engine) => {
  const first = (value: number, signal: string) =>
    valuesOf(PROGRAM, engine, flat(value), [signal])[signal]![0]!;
  const close = (actual: number, expected: number) =>
    assert.ok(Math.abs(actual / expected - 1) < 1e-5, `${actual} should be ${expected}`);
  // Norms of 5e-12 and sqrt(5) 1e-12 are above it.
  close(first(1e-12, "l1"), 1 / D);
  close(first(1e-12, "l2"), 1 / Math.sqrt(D));
  // Norms of 5e-13 and sqrt(5) 1e-13 are below it.
  close(first(1e-13, "l1"), 1e-13 / 1e-12);
  close(first(1e-13, "l2"), 1e-13 / 1e-12);
  close(first(1e-13, "product"), D * 1e-13 * 1e-13 / 1e-12);
  assert.deepEqual(["l1", "l2", "product"].map((signal) => first(0, signal)), [0, 0, 0]);
});
