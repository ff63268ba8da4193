import assert from "node:assert/strict";
import { surfacePath } from "../../../../pipeline/report/charts/compact_path.ts";

Deno.test("surfacePath() starts and ends each stretch on the base line, and leaves gaps open", () => {
  assert.equal(surfacePath([[1, 2], [3.04, 1.55], [5, 2.5]], 4), "M1,4V2l2-.4 2 .9V4");
  assert.equal(
    surfacePath([[0, NaN], [1, 2], [2, NaN], [3, 0.5], [4, 0.5], [5, Infinity]], 4),
    "M1,4V2V4M3,4V.5l1 0V4",
  );
  assert.equal(surfacePath([], 4), "");
});

Deno.test("surfacePath() stays within half a tenth of a pixel of every point, however many there are", () => {
  const points = Array.from({ length: 5000 }, (_, i) => [i * 0.1333, Math.sin(i) * 38] as const);
  const [, x, y, rest] = /^M([\d.]+),4V([-\d.]+)l(.*)V4$/.exec(surfacePath(points, 4))!;
  let at = [Number(x), Number(y)];
  const numbers = Array.from(rest!.matchAll(/-?[\d.]+/g), ([each]) => Number(each));
  assert.equal(numbers.length, 2 * (points.length - 1));
  points.forEach(([wantedX, wantedY], i) => {
    if (i > 0) at = [at[0]! + numbers[2 * i - 2]!, at[1]! + numbers[2 * i - 1]!];
    assert.ok(Math.hypot(at[0]! - wantedX, at[1]! - wantedY) < 0.0708, `${i}`);
  });
});
