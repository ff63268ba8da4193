import assert from "node:assert/strict";
import {
  clippedText,
  countText,
  nameText,
  percentText,
  shortText,
  spanText,
  tiouText,
} from "../../../../pipeline/report/pages/format.ts";

Deno.test("percentText() and countText() print a dash for what is not a number", () => {
  assert.deepEqual([41.234, 0, 100, NaN, undefined].map(percentText), ["41.23", "0.00", "100.00", "–", "–"]);
  assert.deepEqual([1234567, 0, NaN, undefined].map(countText), ["1,234,567", "0", "–", "–"]);
});

Deno.test("shortText() keeps three digits at every size", () => {
  const values = [0, 1, 0.06749, 1234.5, -2.5, 0.000123456, 2e8, 1.7976e308, Infinity, undefined];
  assert.deepEqual(
    values.map((value) => shortText(value)),
    ["0", "1", "0.0675", "1230", "-2.5", "1.23e-4", "2e8", "1.7976e308", "–", "–"],
  );
});

Deno.test("tiouText() prints thresholds alike, however they were computed", () => {
  assert.deepEqual([0.1, 0.5, 0.1 + 0.2, 0.95, 0.625].map(tiouText), [
    "0.10",
    "0.50",
    "0.30",
    "0.95",
    "0.625",
  ]);
});

Deno.test("spanText() and nameText() are for reading", () => {
  assert.equal(spanText(1, 12.345), "1.0–12.3 s");
  assert.equal(nameText("hard_action_easy"), "hard action easy");
});

Deno.test("clippedText() cuts what does not fit, by whole characters", () => {
  assert.equal(clippedText("HighJump", 144, 11.5), "HighJump");
  assert.match(clippedText("VolleyballSpikingAndMore", 100, 11.5), /^VolleyballSp\w*…$/);
  assert.equal(clippedText("走".repeat(20), 60, 10), "走".repeat(5) + "…");
  assert.equal(clippedText("🏊🏊🏊", 21, 10), "🏊…");
});
