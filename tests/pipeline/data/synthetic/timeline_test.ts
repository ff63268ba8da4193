import assert from "node:assert/strict";
import fc from "fast-check";
import {
  planTimeline,
  type TimelineOptions,
  type TimelineStretch,
} from "../../../../pipeline/data/synthetic/timeline.ts";
import { options } from "./generated.ts";

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

const text = (stretches: readonly TimelineStretch[]) =>
  stretches.map(({ label, begin, end }) => `${label}:${begin}-${end}`).join(" ");

/** A timeline as length, actions and what resembles them. */
function plan(index: number, changes: Partial<TimelineOptions> = {}): [number, string, string] {
  const { length, actions, lookalikes } = planTimeline({ ...OPTIONS, ...changes }, index);
  return [length, text(actions), text(lookalikes)];
}

const covered = (stretches: readonly TimelineStretch[], length: number) => {
  const times = new Int32Array(length);
  for (const { begin, end } of stretches) for (let t = begin; t < end; t++) times[t]!++;
  return times;
};

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

Deno.test("planTimeline() keeps actions apart and inside the video, whatever the options", () => {
  const range = (least: number, most: number) =>
    fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 0, max: 20 }))
      .map(([min, more]) => ({ min, max: min + more }));
  const any = fc.record({
    seed: fc.integer({ min: 0, max: 2147483647 }),
    length: range(1, 90),
    instances: range(1, 6),
    duration: range(1, 30),
    second_label: fc.double({ min: 0, max: 1, noNaN: true }),
    hard_negatives: fc.double({ min: 0, max: 1, noNaN: true }),
    context: fc.integer({ min: 0, max: 12 }).map((duration) => ({ duration })),
  });
  fc.assert(fc.property(any, fc.integer({ min: 0, max: 500 }), (changes, index) => {
    const data = options(changes);
    const { length, labels, actions, lookalikes } = planTimeline(data, index);
    assert.ok(length >= data.length.min && length <= data.length.max);
    assert.ok(actions.length >= 1 && actions.length <= Math.max(2, data.instances.max));
    assert.ok(labels.includes(index % 3));
    assert.deepEqual(labels, [...new Set(actions.map(({ label }) => label))].sort());
    for (const { begin, end } of [...actions, ...lookalikes]) {
      assert.ok(0 <= begin && begin < end && end <= length);
    }
    for (const { begin, end } of actions) {
      assert.ok(end - begin <= data.duration.max && end - begin >= Math.min(length, data.duration.min));
    }
    // Actions and what resembles them never share a snippet.
    assert.ok(covered([...actions, ...lookalikes], length).every((times) => times <= 1));
    actions.slice(1).forEach(({ begin }, i) => assert.ok(begin - actions[i]!.end >= 2));
  }));
});

Deno.test("planTimeline() puts background of the same class beside actions, of another class apart from them", () => {
  const data = options({ second_label: 0, hard_negatives: 1, context: { duration: 4 } });
  let apart = 0;
  for (let index = 0; index < 30; index++) {
    const { length, labels, actions, lookalikes } = planTimeline(data, index);
    const own = lookalikes.filter(({ label }) => labels.includes(label));
    const others = lookalikes.filter(({ label }) => !labels.includes(label));
    for (const { begin, end } of own) {
      assert.ok(end - begin <= 4);
      assert.ok(actions.some((action) => action.begin === end || action.end === begin));
    }
    for (const { begin, end } of others) {
      assert.ok(end - begin >= data.duration.min);
      assert.ok(!actions.some((action) => action.begin <= end && action.end >= begin));
    }
    apart += others.length;
    const missing = 2 * actions.length - own.length;
    const atEnds = Number(actions[0]!.begin === 0) + Number(actions.at(-1)!.end === length);
    assert.equal(missing, atEnds);
  }
  assert.ok(apart >= 20, `${apart} of 30 videos had room`);
  const without = options({ hard_negatives: 0, context: { duration: 0 } });
  for (let index = 0; index < 30; index++) assert.deepEqual(planTimeline(without, index).lookalikes, []);
});
