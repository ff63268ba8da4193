import fc from "fast-check";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { engineTest } from "./engines.ts";
import type { Named } from "./named.ts";
import { compileTiny } from "./recipe.ts";
import { dilate, erode } from "./references.ts";
import { valuesOf } from "./values.ts";

const SIZES = [1, 2, 3, 4, 5, 6, 7, 8];

const PROGRAM = compileTiny({
  signals: Object.fromEntries([
    ["bits", "positions > 0.5"],
    ...SIZES.flatMap((n) => [[`erode${n}`, `erode(bits, ${n})`], [`dilate${n}`, `dilate(bits, ${n})`]]),
    ["inner", "erode(bits, 3) - erode(bits, 6)"],
    ["outer", "dilate(bits, 6) - dilate(bits, 3)"],
  ]),
});

const bits = (text: string) => [...text].map(Number);
const row = (values: number[]): Named => ({ sizes: { B: 1, T: values.length }, values });

function evaluate(engine: Engine, positions: Named, wanted: string[]): Record<string, number[]> {
  return valuesOf(PROGRAM, engine, { positions }, wanted);
}

engineTest("erode() and dilate() give the golden vector of 24 snippets", (engine) => {
  const golden = {
    bits: "111100011111111000110001",
    erode3: "011000001111110000000000",
    erode6: "000000000011100000000000",
    inner: "011000001100010000000000",
    dilate3: "111110111111111101111011",
    dilate6: "111111111111111111111111",
    outer: "000001000000000010000100",
  };
  const found = evaluate(engine, row(bits(golden.bits)), Object.keys(golden));
  const text = Object.fromEntries(Object.entries(found).map(([name, values]) => [name, values.join("")]));
  assert.deepEqual(text, golden);
});

engineTest("erode() eats runs at the border, and an even element reaches one further left", (engine) => {
  const run = row(bits("1111111111" + "0".repeat(20)));
  const inside = (name: string, of: Named) =>
    evaluate(engine, of, [name])[name]!.flatMap((bit, t) => bit ? [t] : []);
  assert.deepEqual(inside("erode3", run), [1, 2, 3, 4, 5, 6, 7, 8]);
  assert.deepEqual(inside("erode6", run), [3, 4, 5, 6, 7]);
  const isolated = row(bits("0".repeat(10) + "1".repeat(8) + "0".repeat(10)));
  assert.deepEqual(inside("inner", isolated), [11, 12, 16]);
  assert.deepEqual(inside("outer", isolated), [7, 8, 19]);
  assert.deepEqual(inside("dilate6", isolated), Array.from({ length: 13 }, (_, i) => 7 + i));
});

engineTest(
  "erode() and dilate() are AND and OR over the offsets, zeros outside, for sizes 1 to 8",
  (engine) => {
    const videos = fc.integer({ min: 1, max: 3 }).chain((B) =>
      fc.integer({ min: 1, max: 20 }).chain((T) =>
        fc.array(fc.constantFrom(0, 1), { minLength: B * T, maxLength: B * T })
          .map((values): Named => ({ sizes: { B, T }, values }))
      )
    );
    fc.assert(
      fc.property(videos, (x) => {
        const found = evaluate(engine, x, SIZES.flatMap((n) => [`erode${n}`, `dilate${n}`]));
        for (const n of SIZES) {
          assert.deepEqual(found[`erode${n}`], erode(x, n).values, `erode ${n}`);
          assert.deepEqual(found[`dilate${n}`], dilate(x, n).values, `dilate ${n}`);
        }
      }),
      { numRuns: 40 },
    );
  },
);
