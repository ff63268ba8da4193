import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { tensorflowTest } from "../recorder/subject.ts";

tensorflowTest("what no tensor lies in returns to the system, and tensors stay", ({ engine }) => {
  const size = 2 ** 24;
  const kept = tf.range(0, size);
  tf.range(0, 4 * size).dispose();
  const before = Deno.memoryUsage().rss;
  engine.memory!.returnKept();
  const returned = before - Deno.memoryUsage().rss;
  if (Deno.build.os === "linux") assert.ok(returned > 2 * size * 4, `${returned} bytes`);
  const values = kept.dataSync();
  assert.ok(values.every((value, i) => value === i));
  assert.equal(tf.sum(tf.ones([4, size])).dataSync()[0], 4 * size);
});
