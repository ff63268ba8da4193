import assert from "node:assert/strict";
import { newPatience } from "../../../../../pipeline/engines/webgpu/recorder/patience.ts";

Deno.test("newPatience() leaves JavaScript most of the time of the replay before, and less when it came late", () => {
  const patience = newPatience();
  assert.equal(patience.ms, 0);
  patience.learn(1, 40);
  assert.equal(patience.ms, 30);
  patience.learn(30, 40);
  assert.equal(patience.ms, 30);
  patience.learn(60, 60.1);
  assert.equal(patience.ms, 15);
  patience.learn(15, 20);
  assert.equal(patience.ms, 15);
});
