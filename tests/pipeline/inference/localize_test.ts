import assert from "node:assert/strict";
import { localize } from "../../../pipeline/inference/localize.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { group, rows, SECTION, signal } from "./section.ts";

const MAP = signal([6], [0, 0.5, 1, 0, 0.75, 0.75]);
const VIDEO = signal([1], [1]);

Deno.test("localize() scores intervals of one map for the class and gives times in seconds", () => {
  const signals = new Map([["map", MAP], ["video", VIDEO]]);
  const { segments, proposals, flatMaps } = localize({ signals, secondsPerSample: 2 }, SECTION);
  // Margins are a quarter of two samples: from trunc(0.5) = 0 to trunc(2.5) = 2, and from trunc(3.5) = 3.
  assert.deepEqual(rows(proposals.get(0)!), [[0.75, 2, 6], [0.75, 8, 12]]);
  assert.deepEqual(segments, [
    { classIndex: 0, score: 0.75, start: 8, end: 12 },
    { classIndex: 0, score: 0.75, start: 2, end: 6 },
  ]);
  assert.equal(flatMaps, 0);
});

Deno.test("localize() pools groups in order, each threshold in its order, whatever the signals are called", () => {
  const signals = new Map([
    ["attention", MAP],
    ["fused", signal([6, 2], [0, 0.1, 0, 0.2, 0, 0.3, 0, 0.4, 0, 0.5, 0, 0.6])],
    ["probability", signal([2], [0.25, 0.5])],
  ]);
  const { proposals } = localize({ signals, secondsPerSample: 1 }, {
    ...SECTION,
    classes: { from: "probability", threshold: 0.5, strict: false, fallback: "best" },
    proposals: {
      second: group({ group_on: "attention", score_on: "fused", thresholds: [0.75, 0.5] }),
      first: group({ group_on: "fused", score_on: "thresholded", thresholds: [0.35] }),
    },
    score: { kind: "outer_inner_contrast", margin: 0, video_weight: 0.5 },
  });
  const found = rows(proposals.get(1)!).map(([score, start, end]) => [score!.toFixed(6), start, end]);
  assert.deepEqual([...proposals.keys()], [1]);
  assert.deepEqual(found, [
    ["0.800000", 4, 6], // threshold 0.75: samples 1, 2 leave a run of one
    ["0.500000", 1, 3],
    ["0.800000", 4, 6],
    ["0.750000", 3, 6],
  ]);
});

Deno.test("localize() scores the thresholded map with values below the threshold at 0", () => {
  const signals = new Map([["map", signal([8], [0.25, 0.25, 1, 1, 1, 1, 0.25, 0.25])], ["video", VIDEO]]);
  const scored = (score_on: string) =>
    localize({ signals, secondsPerSample: 1 }, {
      ...SECTION,
      proposals: { one: group({ group_on: "map", score_on, thresholds: [0.5] }) },
    }).segments.map(({ score }) => score);
  assert.deepEqual(scored("map"), [0.75]);
  assert.deepEqual(scored("thresholded"), [1]);
});

Deno.test("localize() suppresses within a class only, classes in order", () => {
  const both = [0, 0, 1, 1, 1, 1, 0, 0];
  const signals = new Map([["map", signal([4, 2], both)], ["video", signal([2], [0.5, 1])]]);
  const { segments } = localize({ signals, secondsPerSample: 1 }, {
    ...SECTION,
    proposals: { one: group({ group_on: "map", score_on: "map", thresholds: [0.25, 0.5, 1] }) },
  });
  assert.deepEqual(segments.map(({ classIndex, start, end }) => [classIndex, start, end]), [
    [0, 1, 3],
    [1, 1, 3],
  ]);
});

Deno.test("localize() adds 1 second to lengths under plus_one only", () => {
  const signals = new Map([["map", MAP], ["video", VIDEO]]);
  const count = (length: "plus_one" | "exact") =>
    localize({ signals, secondsPerSample: 0.01 }, {
      ...SECTION,
      suppress: { kind: "nms", overlap: 0.6, length },
    }).segments.length;
  assert.equal(count("exact"), 2);
  assert.equal(count("plus_one"), 1);
});

Deno.test("localize() drops by the section's overlap", () => {
  const signals = new Map([["map", signal([8], [0, 0.5, 1, 1, 1, 1, 0.5, 0])], ["video", VIDEO]]);
  const count = (overlap: number) =>
    localize({ signals, secondsPerSample: 1 }, {
      ...SECTION,
      proposals: { one: group({ group_on: "map", score_on: "map", thresholds: [0.5, 1] }) },
      suppress: { kind: "nms", overlap, length: "exact" },
    }).segments.length;
  assert.deepEqual([count(0.6), count(0.7)], [1, 2]); // 4 of 6 samples
});

Deno.test("localize() drops what is shorter than the section wants, after it has suppressed others", () => {
  const signals = new Map([["map", signal([8], [0, 1, 0.6, 0.6, 0, 0.7, 0.7, 0])], ["video", VIDEO]]);
  const kept = (shortest: number) =>
    localize({ signals, secondsPerSample: 0.1, begin: 0.3 }, {
      ...SECTION,
      proposals: { one: group({ group_on: "map", score_on: "map", thresholds: [0.5, 0.9], min_length: 1 }) },
      score: { kind: "max", video_weight: 0 },
      suppress: { kind: "nms", overlap: 0.3, length: "exact" },
      shortest,
    }).segments.map(({ start, end }) => Math.round((end - start) / 0.1));
  // Three samples go because of the one among them that is better.
  assert.deepEqual(kept(0), [1, 2]);
  assert.deepEqual(kept(1), [1, 2]);
  assert.deepEqual(kept(2), [2]);
  assert.deepEqual(kept(2.5), []);
});

Deno.test("localize() continues or holds the end of a map", () => {
  const signals = new Map([["map", signal([2], [0.25, 1])], ["video", VIDEO]]);
  const end = (tail: "extrapolate" | "hold") =>
    localize({ signals, secondsPerSample: 1 }, { ...SECTION, upsample: 2, tail }).upsampled("map", 0)[3];
  assert.deepEqual([end("extrapolate"), end("hold")], [1.375, 1]);
});

Deno.test("localize() takes one snippet as a constant map", () => {
  const signals = new Map([["map", signal([1, 1], [0.75])], ["video", VIDEO]]);
  const constant = localize({ signals, secondsPerSample: 0.5 }, { ...SECTION, upsample: 24 });
  assert.deepEqual(constant.upsampled("map", 0), new Float64Array(24).fill(0.75));
  assert.deepEqual(constant.segments, [{ classIndex: 0, score: 0.75, start: 0, end: 12 }]);
  const scaled = localize({ signals, secondsPerSample: 0.5 }, {
    ...SECTION,
    upsample: 24,
    normalize: "minmax",
  });
  assert.deepEqual(scaled.upsampled("map", 0), new Float64Array(24));
  assert.deepEqual([scaled.segments, scaled.flatMaps], [[], 1]);
});

Deno.test("localize() counts each flat map once and finds nothing in it, at threshold 0 too", () => {
  const flat = Array.from({ length: 8 }, () => 0.5);
  const signals = new Map([
    ["cas", signal([4, 2], flat)],
    ["actionness", signal([4], [1, 1, 1, 1])],
    ["video", signal([2], [1, 1])],
  ]);
  const { segments, flatMaps, classes } = localize({ signals, secondsPerSample: 1 }, {
    ...SECTION,
    normalize: "minmax",
    proposals: {
      by_cas: group({ group_on: "cas", score_on: "thresholded", thresholds: [0, 0.5] }),
      by_actionness: group({ group_on: "actionness", score_on: "cas", thresholds: [0, 0.5] }),
    },
  });
  assert.deepEqual(classes, [0, 1]);
  assert.deepEqual(segments, []);
  assert.equal(flatMaps, 3);
});

Deno.test("localize() gives nothing where no class is predicted", () => {
  const signals = new Map([["map", MAP], ["video", signal([1], [0.25])]]);
  const none = localize({ signals, secondsPerSample: 1 }, {
    ...SECTION,
    classes: { from: "video", threshold: 0.5, strict: false, fallback: "none" },
  });
  assert.deepEqual([none.classes, none.proposals.size, none.segments], [[], 0, []]);
});

Deno.test("localize() refuses what is not finite, also where it would not be used, and names the signal", () => {
  const refuse = (name: string, values: [string, ReturnType<typeof signal>]) => {
    const signals = new Map([
      ["map", signal([2, 2], [0, 0, 1, 1])],
      ["other", signal([2], [0, 1])],
      ["video", signal([2], [1, 0])],
      values,
    ]);
    assert.throws(() =>
      localize({ signals, secondsPerSample: 1 }, {
        ...SECTION,
        classes: { from: "video", threshold: 2, strict: false, fallback: "none" },
        proposals: { one: group({ group_on: "map", score_on: "other", thresholds: [] }) },
      }), (error) => error instanceof RunError && error.message === `Signal "${name}" is not finite`);
  };
  refuse("video", ["video", signal([2], [1, NaN])]);
  refuse("map", ["map", signal([2, 2], [0, Infinity, 0, 0])]);
  refuse("other", ["other", signal([2], [0, -Infinity])]);
});

Deno.test("localize() says which signal is missing", () => {
  assert.throws(
    () => localize({ signals: new Map([["video", VIDEO]]), secondsPerSample: 1 }, SECTION),
    (error) => error instanceof RunError && error.message === 'Signal "map" was not computed',
  );
});
