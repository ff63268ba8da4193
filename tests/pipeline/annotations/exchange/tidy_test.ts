import assert from "node:assert/strict";
import fc from "fast-check";
import { tidySegments } from "../../../../pipeline/annotations/exchange/tidy.ts";

const walk = (start: number, end: number, score: number) => ({
  video: "v",
  label: "walk",
  start,
  end,
  score,
});
const OPTIONS = { perSecond: 1000, mergeGap: 0, minDuration: 0 };

Deno.test("tidySegments() joins what overlaps or touches, keeps the higher score, and leaves other classes alone", () => {
  const jump = { ...walk(1, 5, 0.3), label: "jump" };
  const found = tidySegments([walk(3, 5, 0.9), walk(1, 3, 0.2), jump, walk(6, 7, 0.4)], ["v"], OPTIONS);
  assert.deepEqual(found.videos.get("v"), [
    { label: "jump", score: 0.3, start: 1000, end: 5000 },
    { label: "walk", score: 0.9, start: 1000, end: 5000 },
    { label: "walk", score: 0.4, start: 6000, end: 7000 },
  ]);
  assert.deepEqual([found.merged, found.short, found.cut], [1, 0, 0]);
});

Deno.test("tidySegments() joins over gaps up to the gap, then drops what is shorter than the least length", () => {
  const list = [walk(0, 1, 0.1), walk(1.5, 2, 0.2), walk(2.501, 3, 0.3), walk(9, 9.4, 0.9)];
  const at = (mergeGap: number, minDuration: number) => {
    const { videos, merged, short } = tidySegments(list, ["v"], { ...OPTIONS, mergeGap, minDuration });
    return [videos.get("v")!.map(({ start, end }) => [start, end]), merged, short];
  };
  assert.deepEqual(at(0.5, 0.4), [[[0, 2000], [2501, 3000], [9000, 9400]], 1, 0]);
  assert.deepEqual(at(0.501, 0.401), [[[0, 3000]], 2, 1]);
  assert.deepEqual(at(0.499, 0.5), [[[0, 1000], [1500, 2000]], 0, 2]);
});

Deno.test("tidySegments() cuts at 0, drops what has no unit of time, and keeps videos without a segment", () => {
  const list = [walk(-2, 1, 1), walk(-2, -1, 1), walk(3, 3.0004, 1), walk(5, 4, 1)];
  const found = tidySegments(list, ["w", "v"], OPTIONS);
  assert.deepEqual([...found.videos], [["w", []], ["v", [{ label: "walk", score: 1, start: 0, end: 1000 }]]]);
  assert.deepEqual([found.merged, found.short, found.cut], [1, 2, 2]);
});

Deno.test("tidySegments() leaves no two segments of a class that overlap, touch or are nearer than the gap", () => {
  const time = fc.double({ min: -1, max: 20, noNaN: true });
  fc.assert(fc.property(
    fc.array(fc.tuple(time, time, fc.constantFrom("a", "b"))),
    fc.constantFrom(0, 0.04, 0.1, 1),
    fc.constantFrom(25, 29.97, 1000),
    (drawn, mergeGap, perSecond) => {
      const list = drawn.map(([start, end, label]) => ({ ...walk(start, end, 0), label }));
      const { videos, merged, short } = tidySegments(list, ["v"], { perSecond, mergeGap, minDuration: 0 });
      const segments = videos.get("v")!;
      assert.equal(segments.length + merged + short, list.length);
      for (const own of Map.groupBy(segments, ({ label }) => label).values()) {
        own.slice(1).forEach(({ start }, i) => assert.ok(start - own[i]!.end > mergeGap * perSecond - 1e-6));
        own.forEach(({ start, end }) =>
          assert.ok(end > start && start >= 0 && Number.isInteger(start + end))
        );
      }
    },
  ));
});
