import assert from "node:assert/strict";
import { packSignals, STEPS, unpackSignals } from "../../../../pipeline/report/interactive/packed_maps.ts";

Deno.test("packed signals come back: scores to the bit, maps to half a step of the range of each class", () => {
  const rows = 70_000;
  const cas = Float32Array.from({ length: 2 * rows }, (_, i) => (i % 2 ? 1e-3 : 40) * Math.sin(i * i));
  const signals = new Map([
    ["video", { shape: [3], data: Float32Array.of(0.1, 1 / 3, 0.7) }],
    ["cas", { shape: [rows, 2], data: cas }],
    ["flat", { shape: [4], data: Float32Array.of(2, 2, 2, 2) }],
  ]);
  const packed = packSignals(signals, [...signals.keys()], new Set(["video"]));
  assert.equal(packed["cas"]!.bytes.length, Math.ceil(4 * rows / 3) * 4, "16 bits a value");
  const read = unpackSignals(JSON.parse(JSON.stringify(packed)));
  assert.deepEqual(read.get("video"), signals.get("video"));
  assert.deepEqual(read.get("flat"), signals.get("flat"));
  const { shape, data } = read.get("cas")!;
  assert.deepEqual(shape, [rows, 2]);
  for (const c of [0, 1]) {
    const [own, again] = [cas, data].map((values) => values.filter((_, i) => i % 2 === c));
    const range = Math.max(...own!.subarray(0, 60_000)) - Math.min(...own!.subarray(0, 60_000));
    const worst = own!.reduce((most, value, t) => Math.max(most, Math.abs(value - again![t]!)), 0);
    assert.ok(worst <= range / STEPS * 0.51, `${c}: ${worst}`);
    assert.ok(worst > 0);
  }
});
