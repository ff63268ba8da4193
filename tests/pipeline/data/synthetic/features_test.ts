import assert from "node:assert/strict";
import { drawDirections } from "../../../../pipeline/data/synthetic/directions.ts";
import { generateFeatures } from "../../../../pipeline/data/synthetic/features.ts";

const close = (actual: Iterable<number>, expected: readonly number[]) => {
  const values = [...actual];
  assert.equal(values.length, expected.length);
  values.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${i}: ${value}`));
};

const DIRECTIONS = drawDirections(3, "rgb", 2, 3);

Deno.test("drawDirections() draws in one order: a seed and a source give these for ever", () => {
  close(DIRECTIONS.classes[0]!, [0.0955054047, 0.9939975222, 0.0533633157]);
  close(DIRECTIONS.classes[1]!, [0.8193092736, -0.1994811329, 0.5375310148]);
  close(DIRECTIONS.motion, [-0.3423128457, 0.8795933018, 0.3303597117]);
  close(DIRECTIONS.scenes[3]!, [-0.9105655418, 0.2839806247, -0.3003754299]);
  assert.deepEqual([DIRECTIONS.classes.length, DIRECTIONS.scenes.length], [2, 4]);
  assert.notDeepEqual(drawDirections(3, "flow", 2, 3), DIRECTIONS);
});

Deno.test("generateFeatures() adds the noise with its sign: a seed gives these values for ever", () => {
  const timeline = {
    length: 4,
    labels: [1],
    actions: [{ label: 1, begin: 1, end: 3 }],
    lookalikes: [{ label: 0, begin: 3, end: 4 }],
  };
  const options = {
    seed: 3,
    noise: 0.25,
    motion: 0.5,
    weakness: 0.4,
    context: { similarity: 0.5, duration: 1 },
  };
  const values = generateFeatures(timeline, DIRECTIONS, options, { source: "rgb", index: 2 });
  close(values, [
    ...[-0.8016566, 0.2156713, -0.2758208],
    ...[0.3034429, 0.1636376, 0.7130754],
    ...[0.1692482, 0.3797676, 0.8268396],
    ...[-0.3048766, 0.5641492, -0.5842884],
  ]);
});
