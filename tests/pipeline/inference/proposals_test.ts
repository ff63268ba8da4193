import assert from "node:assert/strict";
import { findProposals } from "../../../pipeline/inference/proposals.ts";
import { createScoreMaps } from "../../../pipeline/inference/score_maps.ts";
import { group, SECTION, signal } from "./section.ts";

/** Starts and ends in samples, at one threshold. */
function proposals(threshold: number, ...values: number[]): number[][] {
  const maps = createScoreMaps(new Map([["map", signal([values.length], values)]]), SECTION);
  const { starts, ends } = findProposals({ maps, classIndex: 0, videoScore: 0, secondsPerSample: 1 }, {
    ...SECTION,
    proposals: { one: group({ group_on: "map", score_on: "map", thresholds: [threshold] }) },
  });
  return starts.map((start, i) => [start, ends[i]! - 1]);
}

Deno.test("findProposals() counts a value at the threshold, and never 0 or less", () => {
  assert.deepEqual(proposals(0.5, 0, 0.5, 0.5, 0.25), [[1, 2]]);
  assert.deepEqual(proposals(0, 0, 0, 0.125, 0.125, 0), [[2, 3]]);
  assert.deepEqual(proposals(-1, -0.5, -0.5, 0.125, 0.125), [[2, 3]]);
});

Deno.test("findProposals() leaves out intervals of one sample, the first of the map too", () => {
  assert.deepEqual(proposals(0.5, 1, 0, 1, 0, 1, 1), [[4, 5]]);
  assert.deepEqual(proposals(0.5, 1, 0, 0), []);
  assert.deepEqual(proposals(0.5, 0, 0, 1), []);
});

Deno.test("findProposals() scores what reaches a threshold below 0 with its own values", () => {
  const maps = createScoreMaps(new Map([["map", signal([6], [-0.5, -0.25, 1, 1, -0.25, -1])]]), SECTION);
  const score = (threshold: number) =>
    findProposals({ maps, classIndex: 0, videoScore: 0.5, secondsPerSample: 1 }, {
      proposals: { one: group({ group_on: "map", score_on: "thresholded", thresholds: [threshold] }) },
      score: { ...SECTION.score, margin: 1, video_weight: 2 },
    }).scores;
  assert.deepEqual(score(0), [1 + 1]);
  assert.deepEqual(score(-0.25), [1 + 0.5 / 4 + 1]);
  assert.deepEqual(score(-2), [1 + 2 / 4 + 1]);
});
