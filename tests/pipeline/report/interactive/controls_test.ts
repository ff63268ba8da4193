import assert from "node:assert/strict";
import { controlsOf, LEAST_SCORE, withControls } from "../../../../pipeline/report/interactive/controls.ts";
import { compileSmall } from "../../../specs/compile/small.ts";

const REACH = { scores: { video: [0, 0.75] as const }, segments: [-0.5, 2] as const };

function sectionOf(text: string) {
  return compileSmall(`inference: ${text}`).recipe.inference;
}

const TWO_RULES =
  `{ classes: { from: video, threshold: 0.25 }, suppress: { kind: nms, overlap: 0.5 }, proposals: {
  by_cas: { group_on: cas, score_on: cas, thresholds: [0, 0.1, 0.3] },
  by_attention: { kind: relative, group_on: attention, score_on: cas, shares: [0.5] } } }`;

Deno.test("controlsOf() has a slider for each setting, at what the run has", () => {
  const inference = sectionOf(TWO_RULES);
  const controls = controlsOf(inference, REACH).map(({ name, min, max, value }) => [name, min, max, value]);
  const rules = Object.keys(inference.proposals!);
  assert.ok(rules.includes("by_attention"));
  assert.deepEqual(controls.filter(([name]) => !/^by_(?!cas|attention)/.test(String(name))), [
    ["classes.threshold", 0, 0.75, 0.25],
    ["by_cas.first", 0, 1, 0],
    ["by_cas.last", 0, 1, 0.3],
    ["by_attention.first", 0, 1, 0.5],
    ["suppress.overlap", 0.01, 1, 0.5],
    [LEAST_SCORE, -0.5, 2, -0.5],
  ]);
});

Deno.test("withControls() is the run's own section where no slider was moved", () => {
  const inference = sectionOf(TWO_RULES);
  const values = new Map(controlsOf(inference, REACH).map(({ name, value }) => [name, value]));
  assert.deepEqual(withControls(inference, values), inference);
  assert.deepEqual(withControls(inference, new Map()), inference);
});

Deno.test("withControls() stretches thresholds from one value to another, and sets the others", () => {
  const values = new Map([
    ["classes.threshold", 0.5],
    ["by_cas.first", 0.1],
    ["by_cas.last", 0.7],
    ["by_attention.first", 0.25],
    ["suppress.overlap", 0.125],
  ]);
  const { classes, proposals, suppress } = withControls(sectionOf(TWO_RULES), values);
  assert.equal(classes!.threshold, 0.5);
  const list = proposals!["by_cas"]!["thresholds"] as number[];
  assert.deepEqual(list.map((each) => each.toFixed(9)), ["0.100000000", "0.300000000", "0.700000000"]);
  assert.deepEqual(proposals!["by_attention"]!["shares"], [0.25]);
  assert.deepEqual([suppress.kind, suppress["overlap"]], ["nms", 0.125]);
});

Deno.test("withControls() tells streams apart", () => {
  const stream = (threshold: number) =>
    `{ classes: { from: video, threshold: ${threshold} }, proposals: { one: { group_on: cas, score_on: cas, thresholds: [0.5] } } }`;
  const inference = sectionOf(
    `{ classes: null, proposals: null, streams: { a: ${stream(0.1)}, b: ${stream(0.2)} } }`,
  );
  const names = controlsOf(inference, REACH).map(({ name }) => name);
  assert.ok(names.includes("b.classes.threshold") && names.includes("b.one.first"), names.join());
  const { streams } = withControls(inference, new Map([["b.classes.threshold", 0.7], ["a.one.first", 0.3]]));
  assert.deepEqual(Object.values(streams!).map(({ classes }) => classes.threshold), [0.1, 0.7]);
  assert.deepEqual(
    Object.values(streams!).map(({ proposals }) => proposals["one"]!["thresholds"]),
    [[0.3], [0.5]],
  );
});
