import assert from "node:assert/strict";
import {
  planTimeline,
  type Stretch,
  type TimelineOptions,
} from "../../../../pipeline/data/synthetic/timeline.ts";

const OPTIONS: TimelineOptions = {
  seed: 4,
  classes: ["a", "b", "c", "d"],
  length: { min: 40, max: 60 },
  instances: { min: 2, max: 3 },
  duration: { min: 3, max: 9 },
  second_label: 0.5,
  context: { duration: 2, similarity: 0.5 },
  hard_negatives: 0.7,
};

const text = (stretches: readonly Stretch[]) =>
  stretches.map(({ label, begin, end }) => `${label}:${begin}-${end}`).join(" ");

/** A timeline as length, actions and what resembles them. */
function plan(index: number, changes: Partial<TimelineOptions> = {}): [number, string, string] {
  const { length, actions, lookalikes } = planTimeline({ ...OPTIONS, ...changes }, index);
  return [length, text(actions), text(lookalikes)];
}

Deno.test("planTimeline() draws in one order: a seed gives these videos for ever", () => {
  assert.deepEqual(plan(0), [47, "0:12-15 0:25-33", "0:10-12 0:15-17 0:23-25 0:33-35"]);
  assert.deepEqual(plan(1), [
    57,
    "1:7-12 0:20-23 1:32-39",
    "1:5-7 1:12-14 0:18-20 0:23-25 1:30-32 1:39-41",
  ]);
  assert.deepEqual(plan(4), [40, "0:3-10 0:30-33", "0:1-3 0:10-12 0:28-30 0:33-35 3:16-23"]);
  assert.deepEqual(plan(5), [50, "1:15-19 3:30-36", "1:13-15 1:19-21 3:28-30 3:36-38 2:3-10"]);
});

Deno.test("planTimeline() shows a second label that is never the first, and any of the others", () => {
  const seen = new Set<string>();
  for (let index = 0; index < 200; index++) {
    const { labels } = planTimeline({
      ...OPTIONS,
      second_label: 1,
      hard_negatives: 0,
      instances: { min: 1, max: 1 },
    }, index);
    assert.equal(labels.length, 2, `video ${index}`);
    assert.ok(labels.includes(index % 4));
    seen.add(labels.join());
  }
  assert.deepEqual([...seen].sort(), ["0,1", "0,2", "0,3", "1,2", "1,3", "2,3"]);
});

Deno.test("planTimeline() shows a second label and other background as often as is asked", () => {
  const share = (of: (index: number) => boolean) =>
    Array.from({ length: 1000 }, (_, i) => i).filter(of).length / 1000;
  const room = { length: { min: 200, max: 200 }, hard_negatives: 0.25, second_label: 0.25 };
  const planned = (index: number) => planTimeline({ ...OPTIONS, ...room }, index);
  const second = share((index) => planned(index).labels.length === 2);
  assert.ok(Math.abs(second - 0.25) < 0.05, `${second}`);
  // Of four classes, the other one is none of those that are shown: 3 of 3, or 2 of 3 beside two labels.
  const apart = share((index) => {
    const { labels, lookalikes } = planned(index);
    return lookalikes.some(({ label }) => !labels.includes(label));
  });
  const expected = 0.25 * (0.75 + 0.25 * 2 / 3);
  assert.ok(Math.abs(apart - expected) < 0.05, `${apart}`);
});

Deno.test("planTimeline() draws lengths, numbers and durations up to both bounds", () => {
  const seen = (of: (index: number) => number[]) =>
    [...new Set(Array.from({ length: 300 }, (_, i) => of(i)).flat())].sort((a, b) => a - b);
  const options = {
    ...OPTIONS,
    length: { min: 80, max: 82 },
    duration: { min: 3, max: 5 },
    second_label: 0,
    hard_negatives: 0,
  };
  const planned = (index: number) => planTimeline(options, index);
  assert.deepEqual(seen((i) => [planned(i).length]), [80, 81, 82]);
  assert.deepEqual(seen((i) => [planned(i).actions.length]), [2, 3]);
  assert.deepEqual(seen((i) => planned(i).actions.map(({ begin, end }) => end - begin)), [3, 4, 5]);
});

Deno.test("planTimeline() fills a video that an action just fits, and cuts one that it does not", () => {
  const short = { instances: { min: 1, max: 1 }, second_label: 0, hard_negatives: 0 };
  assert.deepEqual(plan(0, { ...short, length: { min: 7, max: 7 }, duration: { min: 7, max: 7 } }), [
    7,
    "0:0-7",
    "",
  ]);
  assert.deepEqual(plan(0, { ...short, length: { min: 7, max: 7 }, duration: { min: 9, max: 9 } }), [
    7,
    "0:0-7",
    "",
  ]);
});

Deno.test("planTimeline() shows as many actions as fit with the gap before, between and after them", () => {
  const actions = (length: number) =>
    planTimeline({
      ...OPTIONS,
      length: { min: length, max: length },
      instances: { min: 3, max: 3 },
      duration: { min: 3, max: 3 },
      context: { duration: 1, similarity: 0 },
      second_label: 0,
      hard_negatives: 0,
    }, 0).actions.length;
  // Gaps of 3 and actions of 3.
  assert.deepEqual([1, 14, 15, 20, 21, 90].map(actions), [1, 1, 2, 2, 3, 3]);
});
