import assert from "node:assert/strict";
import { curvesOf } from "../../../../pipeline/report/charts/curves.ts";
import type { LocalizedVideo } from "../../../../pipeline/inference/video.ts";
import { compileSmall } from "../../../specs/compile/small.ts";

const CLASSES = ["climb", "dive"];
const BY_ATTENTION =
  'inference: { proposals: { by_attention: { group_on: attention, score_on: cas, thresholds: "0:1:0.5" } } }';

/** Three snippets of a video in which `predicted` classes were found and `labels` are annotated. */
function curves(labels: readonly number[], predicted: readonly number[], more = "") {
  const signals = new Map([
    ["cas", { shape: [3, 2], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
    ["attention", { shape: [3], data: Float32Array.of(4, 1, 2) }],
  ]);
  const localized = { localization: { classes: predicted }, signals, video: { labels } };
  return curvesOf(localized as unknown as LocalizedVideo, compileSmall(`${BY_ATTENTION}\n${more}`), CLASSES);
}

Deno.test("curvesOf() draws predicted classes, and annotated ones that were not predicted as such", () => {
  const cas = (labels: readonly number[], predicted: readonly number[]) =>
    curves(labels, predicted).filter(({ label }) => label !== undefined)
      .map(({ name, missed, values }) => [name, missed ?? false, values]);
  const [climb, dive] = [[1, 3, 5], [2, 4, 6]];
  assert.deepEqual(cas([0], [0]), [["cas: climb", false, climb]]);
  assert.deepEqual(cas([0], [1]), [["cas: dive", false, dive], ["cas: climb", true, climb]]);
  assert.deepEqual(cas([0, 1], []), [["cas: climb", true, climb], ["cas: dive", true, dive]]);
  assert.deepEqual(cas([], []), []);
});

Deno.test("curvesOf() gives the median only of a map whose median over T the recipe uses", () => {
  const median = (more?: string) => curves([0], [0], more).find(({ name }) => name === "attention")!.median;
  assert.equal(median(), undefined);
  assert.equal(median('mining: { threshold: "median(attention, B)" }'), undefined);
  assert.equal(median('mining: { threshold: "median(sum(cas, C), T)" }'), undefined);
  assert.equal(median('mining: { binary: "attention > median(attention, T)" }'), 2);
});

Deno.test("curvesOf() draws the maps of every stream, a shared one once", () => {
  const stream = (group_on: string) =>
    `{ classes: { from: video, threshold: 0.5 }, proposals: { one: { group_on: ${group_on}, score_on: cas, thresholds: [0.5] } } }`;
  const streams = ["cas", "attention", "cas"].map((map, i) => `s${i}: ${stream(map)}`);
  const program = compileSmall(
    `inference: { classes: null, proposals: null, streams: { ${streams.join(", ")} } }`,
  );
  const signals = new Map([
    ["cas", { shape: [1, 2], data: Float32Array.of(1, 2) }],
    ["attention", { shape: [1], data: Float32Array.of(4) }],
  ]);
  const localized = { localization: { classes: [1] }, signals, video: { labels: [] } };
  const drawn = curvesOf(localized as unknown as LocalizedVideo, program, CLASSES);
  assert.deepEqual(drawn.map(({ name, values }) => [name, values]), [["cas: dive", [2]], ["attention", [4]]]);
});
