import assert from "node:assert/strict";
import { fillFeatures } from "../../../../../pipeline/data/synthetic/stand_in/features.ts";
import { drawDirections } from "../../../../../pipeline/data/synthetic/directions.ts";
import { uniforms } from "../../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../../pipeline/random/stream.ts";

const D = 3;
const LENGTH = 2000;
const SEED = 5;
/** Snippets of 2 s; the first and the second action share a snippet, the third ends in the middle of one. */
const VIDEO = {
  id: "v",
  split: "train" as const,
  length: LENGTH,
  duration: 2 * LENGTH,
  labels: [0, 1],
  fps: 8,
  stride: 16,
  segments: [
    { label: "x", start: 200, end: 400 },
    { label: "y", start: 398, end: 600 },
    { label: "x", start: 801, end: 1001 },
    { label: "y", start: 900, end: 950 },
    { label: "y", start: 920, end: 930 },
  ],
};
const DIRECTIONS = drawDirections(SEED, "rgb", 2, D);
const SOURCE = { name: "rgb", classes: ["x", "y"], directions: DIRECTIONS, seed: SEED };

/** What a snippet shows without noise. */
function signal(row: number): number[] {
  const middle = 2 * row + 1;
  const labels = [0, 1].filter((c) =>
    VIDEO.segments.some(({ label, start, end }) => label === "xy"[c] && start <= middle && middle < end)
  );
  if (labels.length === 0) {
    const drawn = uniforms(LENGTH / 16, streamKey(SEED, "synth.scenes.v"), 0)[Math.floor(row / 16)]!;
    return [...DIRECTIONS.scenes[Math.floor(drawn * 4)]!];
  }
  return Array.from(DIRECTIONS.motion, (moves, d) => {
    return labels.reduce((sum, c) => sum + DIRECTIONS.classes[c]![d]!, 0) + moves / 2;
  });
}

function fill(changes: Partial<typeof SOURCE> = {}, id = VIDEO.id): Float32Array {
  const values = new Float32Array(LENGTH * D);
  fillFeatures(values, { ...VIDEO, id }, { ...SOURCE, ...changes });
  return values;
}

Deno.test("fillFeatures() is signal and bounded noise in every row and column", () => {
  const values = fill();
  const bound = 0.3 * Math.sqrt(3) + 1e-6;
  for (let d = 0; d < D; d++) {
    const noise = Array.from({ length: LENGTH }, (_, row) => values[row * D + d]! - signal(row)[d]!);
    noise.forEach((each, row) => assert.ok(Math.abs(each) <= bound, `row ${row}, column ${d}: ${each}`));
    const mean = noise.reduce((sum, each) => sum + each, 0) / LENGTH;
    const variance = noise.reduce((sum, each) => sum + each * each, 0) / LENGTH;
    // 2,000 draws: standard errors 0.007 and 0.002.
    assert.ok(Math.abs(mean) < 0.03 && Math.abs(variance - 0.09) < 0.01, `${d}: ${mean} ${variance}`);
  }
});

Deno.test("fillFeatures() draws noise of seed, source and video, and scenes that the sources share", () => {
  const values = fill();
  assert.deepEqual(fill(), values);
  for (const other of [fill({ name: "flow" }), fill({ seed: 6 }), fill({}, "w")]) {
    assert.notEqual(other[0], values[0]);
  }
  // Within an action of "x", rows differ by their noise alone.
  const differs = new Set(values.subarray(110 * D, 190 * D));
  assert.equal(differs.size, 80 * D);
});

Deno.test("fillFeatures() gives these values for ever", () => {
  const directions = drawDirections(3, "rgb", 2, D);
  const video = {
    ...VIDEO,
    length: 4,
    duration: 4,
    fps: 1,
    stride: 1,
    segments: [{ label: "y", start: 1, end: 3 }],
  };
  const values = new Float32Array(4 * D);
  fillFeatures(values, video, { ...SOURCE, directions });
  const expected = [
    ...[-0.6666003, 1.0556256, 0.3827709],
    ...[0.9159441, 0.0920418, 0.968051],
    ...[1.1568365, -0.0181689, 0.2617193],
    ...[0.2793601, 0.8105963, 0.3009852],
  ];
  values.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${i}: ${value}`));
});
