import assert from "node:assert/strict";
import { thinPoints } from "../../../../pipeline/report/charts/thin.ts";

Deno.test("thinPoints() keeps a short series, and the mean and the extremes of a long one", () => {
  const points = [4, 1, 3, 2, 9].map((value, i) => ({ step: i + 1, value }));
  assert.deepEqual(thinPoints(points, 5).map(({ step, value }) => ({ step, value })), points);
  assert.deepEqual(thinPoints(points, 3), [
    { step: 1.5, value: 2.5, low: 1, high: 4 },
    { step: 3.5, value: 2.5, low: 2, high: 3 },
    { step: 5, value: 9, low: 9, high: 9 },
  ]);
  assert.deepEqual(thinPoints([], 3), []);
});
