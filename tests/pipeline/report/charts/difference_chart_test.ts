import assert from "node:assert/strict";
import type { ComparedGroup } from "../../../../pipeline/comparison/comparison.ts";
import { differenceChart } from "../../../../pipeline/report/charts/difference_chart.ts";
import { attributesOf } from "../markup.ts";

const verdict = { kind: "undecided", text: "" } as const;
const row = (name: string, difference?: Partial<ComparedGroup["difference"]>): ComparedGroup => ({
  name,
  n: 3,
  mean: 50,
  values: [],
  ...(difference && { difference: { n: 3, mean: 1, seeds: [0, 1, 2], verdict, ...difference } }),
});

Deno.test("differenceChart() draws each interval, and says them in words", () => {
  const rows = [
    row("a"),
    row("b", { interval: [-1, 3], drawn: [-2, 4] }),
    row("c", { interval: [0.5, 1.5] }),
  ];
  const { markup } = differenceChart("mAP@0.5", rows, "a")!;
  assert.equal(attributesOf(markup, "path", "reach").length, 3);
  assert.match(
    markup,
    /aria-label="mAP@0\.5, difference from a with 95 % intervals: b 1\.00, -1\.00 to 3\.00; c 1\.00, 0\.50 to 1\.50"/,
  );
});

Deno.test("differenceChart() draws nothing where no difference has an interval", () => {
  assert.equal(differenceChart("mAP@0.5", [row("a"), row("b", { n: 1 })], "a"), undefined);
});
