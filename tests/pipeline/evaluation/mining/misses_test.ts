import assert from "node:assert/strict";
import fc from "fast-check";
import { createMissCounter, distancesTo } from "../../../../pipeline/evaluation/mining/misses.ts";

Deno.test("distancesTo() is 0 within spans, their ends included, and else the way to the nearest", () => {
  const spans = [{ start: 9, end: 10 }, { start: 2, end: 4 }, { start: 3, end: 5 }];
  assert.deepEqual([...distancesTo(spans, [0, 2, 4.5, 5, 6, 8, 10, 12, NaN])], [2, 0, 0, 0, 1, 1, 0, 2, NaN]);
  assert.deepEqual([...distancesTo([], [1, NaN])], [Infinity, NaN]);
});

Deno.test("distancesTo() is the least distance to any span", () => {
  const time = fc.integer({ min: 0, max: 400 }).map((tenths) => tenths / 10);
  const span = fc.tuple(time, time).map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  fc.assert(fc.property(fc.array(span, { maxLength: 8 }), fc.array(time), (spans, moments) => {
    const each = moments.map((moment) =>
      Math.min(...spans.map(({ start, end }) => Math.max(0, start - moment, moment - end)))
    );
    assert.deepEqual([...distancesTo(spans, moments)], each);
  }));
});

Deno.test("A counter means over all snippets, leaves padded ones out, and distances where there is no target", () => {
  const counter = createMissCounter(2);
  const near = [Float64Array.of(0, 3, NaN), Float64Array.of(0, 0, NaN)];
  const none = [Float64Array.of(Infinity), Float64Array.of(5)];
  counter.add(near, [0, 1, 1, 2], 30);
  assert.deepEqual(counter.misses(), { snippets: 3, outside: [66.6667, 0], distance: [6.6667, 0] });
  counter.add(none, [0], 10);
  assert.deepEqual(counter.misses(), { snippets: 4, outside: [75, 25], distance: [6.6667, 12.5] });
});

Deno.test("A counter weighs snippets that stand for several, and has NaN of none", () => {
  const counter = createMissCounter(1);
  assert.deepEqual(counter.misses(), { snippets: 0, outside: [NaN], distance: [NaN] });
  counter.add([Float64Array.of(0, 6)], [0, 1], 30, 1.5);
  counter.add([Float64Array.of(0)], [0], 30);
  assert.deepEqual(counter.misses(), { snippets: 4, outside: [37.5], distance: [7.5] });
});
