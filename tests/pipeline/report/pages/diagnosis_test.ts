import assert from "node:assert/strict";
import { contentText } from "../../../../pipeline/report/pages/element.ts";
import { diagnosisContent } from "../../../../pipeline/report/pages/diagnosis.ts";
import { renderReport } from "../../../../pipeline/report/pages/page.ts";
import { exampleReport } from "../example.ts";
import { attributesOf, balanced, textOf } from "../markup.ts";

const data = exampleReport({ videos: 0 });
const types = { true_positive: 1, double: 1, wrong_label: 0, localization: 0, confusion: 0, background: 2 };
const second = { ...types, true_positive: 0, double: 0 };
const diagnosis = {
  ...data.diagnosis!,
  thresholds: [0.5],
  predictions: 9,
  kept: 4,
  instances: 3,
  normalizedMap: 0.4,
  withoutLimit: { map: 0.5, normalizedMap: 0.45 },
  types,
  impact: { double: -0.1, wrong_label: 0, localization: 0, confusion: 0, background: 0.125 },
  byRank: [{ group: 1, types }, { group: 2, types: { ...second, background: 0 } }],
  falseNegatives: {
    share: 0.25,
    shareWithoutFloor: 0,
    bins: {
      length: [{ bin: "XS", above: 0, to: 3, instances: 3, missed: 1 / 3 }, {
        bin: "S",
        above: 3,
        to: undefined,
        instances: 0,
        missed: null,
      }],
    },
  },
  sensitivity: {
    length: [{ bin: "XS", above: 0, to: 3, instances: 3, normalizedMap: 0.2 }, {
      bin: "S",
      above: 3,
      to: undefined,
      instances: 0,
      normalizedMap: null,
    }],
  },
};
const content = contentText(diagnosisContent(diagnosis));

Deno.test("diagnosisContent() tells each type with its number, share and cost, and missed instances", () => {
  const text = textOf(content);
  assert.match(text, /Of 9 predicted segments of annotated classes 4 are looked at/);
  assert.match(text, /right125\.00–finds an instance of its class/);
  assert.match(text, /double125\.000\.00finds one/);
  assert.match(text, /background250\.0012\.50is where nothing happens/);
  assert.match(text, /all325\.0045\.00lengthXS up to 3 s333\.3320\.00S more than 3 s0––/);
  assert.deepEqual(balanced(content), []);
});

Deno.test("diagnosisContent() draws a bar for each share that there is, as high as it is", () => {
  const bars = attributesOf(content, "rect", "part");
  // Of six types in one group, and one bin with instances.
  assert.equal(bars.length, 6 + 1);
  const heights = bars.map(({ height }) => Number(height));
  assert.ok(Math.abs(heights[5]! - 2 * heights[0]!) < 0.11);
  assert.ok(content.includes("<title>background, rank group 1: 50.00 %</title>"));
  assert.ok(content.includes('aria-label="Missed instances by length: XS 33.33, S – %"'));
});

Deno.test("A page has a diagnosis only where there is one", () => {
  assert.match(renderReport(data), /<h2>Diagnosis<\/h2>/);
  assert.doesNotMatch(renderReport({ ...data, diagnosis: undefined }), /<h2>Diagnosis<\/h2>/);
});
