import assert from "node:assert/strict";
import type { ComparedMetric } from "../../../../pipeline/comparison/comparison.ts";
import { TABLE_FORMS } from "../../../../pipeline/comparison/formats/mod.ts";
import { TABLE_FORM_NAMES } from "../../../../pipeline/comparison/formats/names.ts";
import { spreadPerTiou, terminalTables } from "../../../../pipeline/comparison/formats/terminal.ts";

const METRIC: ComparedMetric = {
  metric: "0.1:0.7",
  label: "average mAP 0.1:0.7",
  rows: [
    {
      name: "demo_a",
      n: 2,
      mean: 80,
      deviation: 1,
      values: [{ seed: 0, value: 79 }, { seed: 1, value: 81 }],
      last: { n: 2, mean: 80, deviation: 1 },
      best: { n: 2, mean: 82, deviation: 0.5 },
    },
    {
      name: 'r|x "5", 100%',
      n: 1,
      mean: 70,
      deviation: undefined,
      values: [{ seed: 1, value: 70 }],
      last: { n: 1, mean: 70 },
      best: { n: 1, mean: 71 },
      difference: {
        seeds: [1],
        n: 1,
        mean: -11,
        interval: [-12.345, 1],
        drawn: [-20, -2],
        p: 0.0004,
        pAdjusted: 0.0008,
        verdict: { kind: "undecided", text: "undecided: why_not" },
      },
    },
  ],
};

Deno.test("every form has a word, and every word a form", () => {
  assert.deepEqual(Object.keys(TABLE_FORMS), [...TABLE_FORM_NAMES]);
});

Deno.test("CSV has every digit, and quotes what needs it", () => {
  const [head, first, second] = TABLE_FORMS.csv([METRIC]);
  assert.match(head!, /^metric,name,n,mean,deviation,seeds,values,/);
  assert.equal(first, "0.1:0.7,demo_a,2,80,1,0 1,79 81,80,82,,,,,,,,,");
  assert.equal(
    second,
    '0.1:0.7,"r|x ""5"", 100%",1,70,,1,70,70,71,-11,1,-12.345,1,-20,-2,0.0004,0.0008,undecided: why_not',
  );
});

Deno.test("Markdown is a table in which names stand as they are", () => {
  assert.deepEqual(TABLE_FORMS.markdown([METRIC]), [
    "| method | n | average mAP 0.1:0.7 | last | best on test | difference | 95 % interval | p | verdict |",
    "|---|---|---|---|---|---|---|---|---|",
    "| demo\\_a | 2 | 80.00 ± 1.00 | 80.00 ± 1.00 | 82.00 ± 0.50 |  |  |  | baseline |",
    '| r\\|x "5", 100% | 1 | 70.00 | 70.00 | 71.00 | -11.00 | -12.35 to 1.00 | \\<0.001 | undecided: why\\_not |',
  ]);
});

Deno.test("LaTeX is a tabular with the rules of booktabs", () => {
  assert.deepEqual(TABLE_FORMS.latex([METRIC]), [
    "\\begin{tabular}{lrrrrrrrl}",
    "  \\toprule",
    "  method & n & average mAP 0.1:0.7 & last & best on test & difference & 95 \\% interval & p & verdict \\\\",
    "  \\midrule",
    "  demo\\_a & 2 & 80.00 $\\pm$ 1.00 & 80.00 $\\pm$ 1.00 & 82.00 $\\pm$ 0.50 &  &  &  & baseline \\\\",
    '  r\\textbar{}x "5", 100\\% & 1 & 70.00 & 70.00 & 71.00 & $-$11.00 & $-$12.35 to 1.00 & ' +
    "\\textless{}0.001 & undecided: why\\_not \\\\",
    "  \\bottomrule",
    "\\end{tabular}",
  ]);
});

Deno.test("the terminal shows all values, marks intervals that hold 0, and says how they are made", () => {
  const [methods, differences] = terminalTables(METRIC, 1000);
  assert.equal(methods!.title, "average mAP 0.1:0.7, percent");
  assert.deepEqual(methods!.rows, [
    ["", "n", "mean", "deviation", "last", "best on test", "seeds", "values"],
    ["demo_a", "2", "80.00", "1.00", "80.00", "82.00", "0 1", "79.00 81.00"],
    ['r|x "5", 100%', "1", "70.00", "-", "70.00", "71.00", "1", "70.00"],
  ]);
  assert.equal(differences!.title, "difference from demo_a on equal seeds, with 95 % intervals");
  assert.deepEqual(differences!.rows[1], [
    'r|x "5", 100%',
    "1",
    "-11.00",
    "-12.35 to 1.00 *",
    "-20.00 to -2.00",
    "<0.001",
    "undecided: why_not",
  ]);
  assert.deepEqual(differences!.below, [
    "* holds 0",
    "by seeds: Student's t of pairs; p: the same, corrected for 1 by Holm",
    "by seeds and videos: 1,000 draws of both with replacement, videos whole",
  ]);
});

Deno.test("the terminal shows one table alone where there is one method", () => {
  const [only, ...more] = terminalTables({ ...METRIC, rows: METRIC.rows.slice(0, 1) }, 1000);
  assert.deepEqual(more, []);
  assert.deepEqual(only!.rows[0], ["", "n", "mean", "deviation", "last", "best on test", "seeds 0 1"]);
});

Deno.test("mAP per tIoU is one table", () => {
  assert.deepEqual(spreadPerTiou([METRIC, { ...METRIC, metric: "0.5" }]).rows, [
    ["", "n", "0.1:0.7", "0.5"],
    ["demo_a", "2", "80.00 ± 1.00", "80.00 ± 1.00"],
    ['r|x "5", 100%', "1", "70.00", "70.00"],
  ]);
});
