import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { engineTest } from "../../contract/engines.ts";

/** What x86 makes of 0 / 0 has a sign bit, what JavaScript calls NaN has none. */
const NANS = [0xffc00000, 0x7fc00000].map((bits) => new Float32Array(Uint32Array.of(bits).buffer)[0]!);

// A shading language may take it that no number is NaN, so webgpu promises nothing.
engineTest("relu and clipByValue keep NaN, and only that", ({ primitives }) => {
  for (const nan of NANS) {
    const given = Float32Array.of(-2, 3, 0.5, -Infinity, Infinity);
    // JavaScript may change the bits of a NaN on the way, so they are put there as bits.
    const spoiled = Float32Array.of(...given, 0);
    new Uint32Array(spoiled.buffer)[5] = new Uint32Array(Float32Array.of(nan).buffer)[0]!;
    tf.tidy(() => {
      const [x, clean] = [tf.tensor1d(spoiled), tf.tensor1d(given)];
      assert.deepEqual([...primitives.relu(x).dataSync()], [0, 3, 0.5, 0, Infinity, NaN]);
      assert.deepEqual([...tf.clipByValue(x, -1, 1).dataSync()], [-1, 1, 0.5, -1, 1, NaN]);
      assert.deepEqual([...primitives.relu(clean).dataSync()], [0, 3, 0.5, 0, Infinity]);
      assert.deepEqual([...tf.clipByValue(clean, -1, 1).dataSync()], [-1, 1, 0.5, -1, 1]);
    });
  }
}, ["tensorflow", "wasm", "cpu"]);
