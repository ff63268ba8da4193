import assert from "node:assert/strict";
import { secondsPerSample } from "../../../pipeline/inference/time.ts";

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
