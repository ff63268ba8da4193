import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { startComparison } from "../../../pipeline/parity/comparison.ts";
import { compareSegments, compareThresholds } from "../../../pipeline/parity/segments.ts";
import { compileSmall } from "../../specs/compile/small.ts";
import { cpuTest } from "../contract/engines.ts";

const { inference } = compileSmall(`
inference:
  classes: { threshold: 0.5, fallback: none }
  proposals: { by_cas: null, one: { kind: relative, group_on: cas, score_on: cas, shares: [0.5], from: min } }
  normalize: none
  upsample: 1
  score: max
  suppress: none
`).recipe;
/** Class 0 has two segments, class 1 is not predicted. */
const map = [4, 1, 4, 2, 0, 3, 3, 4, 3, 5, 0, 6];

function localizing(scores: number[]) {
  const signals = new Map<string, tf.Tensor>([
    [inference.classes!.from, tf.tensor2d([scores.map(Math.fround)])],
    ["cas", tf.tensor3d(map, [1, 6, 2])],
  ]);
  return { signals, inference };
}

/** The names of what differs. */
function compared(segments: Record<string, number[][]>, scores = [1, 0]): string[] {
  const comparison = startComparison();
  const within = (_: string, key: string) => key;
  const keys = compareSegments({ segments }, localizing(scores), { within, rounding: 0 }, comparison);
  assert.deepEqual(keys, ["segments"]);
  return comparison.quantities().filter(({ passed }) => !passed).map(({ name }) => name.split(".").at(-1)!);
}

cpuTest("compareSegments() compares classes, rows and scores, in any order", () =>
  tf.tidy(() => {
    assert.deepEqual(compared({ "0": [[3, 5, 3], [0, 2, 4]] }), []);
    assert.deepEqual(compared({ "0": [[0, 2, 4], [3, 5, 3]], "1": [] }), []);
    assert.deepEqual(compared({ "0": [[0, 2, 4], [3, 5, 3.001]] }), ["scores"]);
    assert.deepEqual(compared({ "0": [[0, 2, 4], [3, 6, 3]] }), ["times"]);
    assert.deepEqual(compared({ "0": [[0, 2, 4]] }), ["times", "scores"]);
    assert.deepEqual(compared({ "0": [[0, 2, 4], [3, 5, 3]], "1": [[4, 6, 6]] }), [
      "classes",
      "times",
      "scores",
    ]);
    assert.deepEqual(compared({}), ["classes"]);
  }));

cpuTest("compareSegments() takes scores that are no numbers for no classes", () =>
  tf.tidy(() => {
    assert.deepEqual(compared({}, [NaN, NaN]), []);
  }));

cpuTest("compareThresholds() compares what each class is compared with", () =>
  tf.tidy(() => {
    for (const [wanted, passed] of [[[2, 3.5], true], [[2, 3.4], false]] as const) {
      const comparison = startComparison();
      compareThresholds("one", wanted, localizing([1, 0]), 0, comparison);
      assert.deepEqual(comparison.quantities().map((each) => each.passed), [passed]);
    }
  }));

cpuTest(
  "compareSegments() compares segments and those before suppression, of every stream under its name",
  () =>
    tf.tidy(() => {
      const stream = (threshold: number) =>
        `{
      classes: { from: video, threshold: ${threshold}, fallback: none },
      proposals: { one: { group_on: cas, score_on: cas, thresholds: [2, 3] } },
      suppress: { kind: nms, overlap: 0.1 }
    }`;
      const { inference } = compileSmall(`
inference:
  classes: null
  proposals: null
  streams: { high: ${stream(0.9)}, low: ${stream(0.1)} }
  alone: keep
  normalize: none
  upsample: 1
  score: max
  suppress: none
`).recipe;
      const signals = new Map<string, tf.Tensor>([
        ["video", tf.tensor2d([[0.5, 1]])],
        ["cas", tf.tensor3d(map, [1, 6, 2])],
      ]);
      const first = [[0, 2, 4], [3, 5, 3]];
      const [wide, second] = [[1, 6, 6], [2, 6, 6]];
      const video = {
        "up.proposals": { 1: [wide, second] },
        "up.segments": { 1: [second] },
        down: { proposals: { 0: [...first, ...first], 1: [wide, second] } },
        segments: { 0: first, 1: [second, second] },
      };
      const failed = (video: Record<string, unknown>) => {
        const comparison = startComparison();
        const within = (stream: string, key: string) =>
          stream === "" ? key : `${{ high: "up", low: "down" }[stream]}.${key}`;
        const keys = compareSegments(video, { signals, inference }, { within, rounding: 0 }, comparison);
        return [keys, comparison.quantities().filter(({ passed }) => !passed).map(({ name }) => name)];
      };
      assert.deepEqual(failed(video), [["segments", "up.proposals", "up.segments", "down.proposals"], []]);
      assert.deepEqual(failed({ ...video, "up.segments": { 1: [[2, 6, 5]] } })[1], [
        "inference.up.segments.scores",
      ]);
      assert.deepEqual(failed({ down: { proposals: {} } }), [["down.proposals"], [
        "inference.down.proposals.classes",
      ]]);
    }),
);
