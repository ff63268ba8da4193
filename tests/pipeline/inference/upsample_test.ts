import assert from "node:assert/strict";
import fc from "fast-check";
import { secondsPerSample, upsample } from "../../../pipeline/inference/upsample.ts";

const MAP = Float32Array.of(0, 1, 0.25);
const INSIDE = [0, 0.25, 0.5, 0.75, 1, 0.8125, 0.625, 0.4375, 0.25];

Deno.test("upsample() interpolates and continues the last slope", () => {
  assert.deepEqual([...upsample(MAP, 4, "extrapolate")], [...INSIDE, 0.0625, -0.125, -0.3125]);
});

Deno.test("upsample() holds the last value", () => {
  assert.deepEqual([...upsample(MAP, 4, "hold")], [...INSIDE, 0.25, 0.25, 0.25]);
});

Deno.test("upsample() takes one snippet as constant, and factor 1 as the map itself", () => {
  assert.deepEqual(upsample(Float32Array.of(0.5), 24, "extrapolate"), new Float64Array(24).fill(0.5));
  assert.deepEqual([...upsample(MAP, 1, "extrapolate")], [...MAP]);
});

Deno.test("upsample() steps by j (1 / 24), not j / 24", () => {
  const x = upsample(Float32Array.of(0, 1), 24, "extrapolate");
  const differing = Array.from(x.keys()).filter((j) => j * (1 / 24) !== j / 24);
  assert(differing.length > 0);
  for (const j of differing) assert.equal(x[j], j * (1 / 24));
});

Deno.test("upsample() passes through the snippets and stays between neighbours", () => {
  const map = fc.float32Array({ min: -2, max: 2, noNaN: true, minLength: 1, maxLength: 30 });
  const tail = fc.constantFrom<"extrapolate" | "hold">("extrapolate", "hold");
  fc.assert(fc.property(map, fc.integer({ min: 1, max: 24 }), tail, (given, factor, kind) => {
    const samples = upsample(given, factor, kind);
    assert.equal(samples.length, factor * given.length);
    for (let j = 0; j <= factor * (given.length - 1); j++) {
      const [a, b] = [given[Math.floor(j / factor)]!, given[Math.ceil(j / factor)]!];
      assert(samples[j]! >= Math.min(a, b) - 1e-6 && samples[j]! <= Math.max(a, b) + 1e-6);
    }
  }));
});

Deno.test("upsample() gives the doubles of the formula", () => {
  const map = fc.float32Array({ min: -2, max: 2, noNaN: true, minLength: 2, maxLength: 40 });
  fc.assert(fc.property(map, fc.integer({ min: 1, max: 50 }), fc.boolean(), (given, factor, holds) => {
    const last = given.length - 1;
    const expected = Float64Array.from({ length: factor * given.length }, (_, j) => {
      const x = holds ? Math.min(j * (1 / factor), last) : j * (1 / factor);
      const high = Math.min(Math.max(Math.ceil(x), 1), last);
      return Math.fround(given[high]! - given[high - 1]!) * (x - (high - 1)) + given[high - 1]!;
    });
    assert.deepEqual(upsample(given, factor, holds ? "hold" : "extrapolate"), expected);
  }));
});

const NEAR = 1e-15;

Deno.test("secondsPerSample() is stride / (upsample fps) where every snippet is used", () => {
  const seconds = secondsPerSample({ stride: 16, fps: 25, length: 300 }, 300, 24);
  assert(Math.abs(seconds - 16 / 600) < NEAR);
});

Deno.test("secondsPerSample() stretches a sampled video back to its length", () => {
  const seconds = secondsPerSample({ stride: 16, fps: 25, length: 1500 }, 750, 24);
  assert(Math.abs(seconds - 2 * 16 / 600) < NEAR);
  assert(Math.abs(seconds * 24 * 750 - 1500 * 16 / 25) < 1e-9);
});
