import assert from "node:assert/strict";
import fc from "fast-check";
import {
  createMiningMeter,
  type MinedVideo,
  SCALES,
  toldValue,
} from "../../../../pipeline/evaluation/mining/mining.ts";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { TARGET_RUNS } from "../../../../pipeline/kinds/targets/mod.ts";

const target = (kind: string) => createKind(TARGET_RUNS, { kind });

Deno.test("toldValue() is that of scale 0.2, or the only one", () => {
  assert.equal(toldValue([5, 6, 7]), 6);
  assert.equal(toldValue([5, 6, 7], [0.2, 0.3, 0.4]), 5);
  assert.equal(toldValue([5]), 5);
  assert.equal(toldValue([]), undefined);
});

/** Snippets of a second each; an instance from 5 to 10 s. */
const VIDEO: MinedVideo = {
  duration: 30,
  instances: [{ start: 5, end: 10 }],
  moments: Array.from({ length: 30 }, (_, t) => t + 0.5),
};

Deno.test("The scales are those of the review, 0.1 to 1", () => {
  assert.deepEqual(SCALES, [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]);
});

Deno.test("A meter tells the mining error of a video that can be counted by hand", () => {
  const meter = createMiningMeter(target("inner"), "video");
  // At scale 0.2 the target is 5 to 6 s and 9 to 10 s: 7.5 s is 1.5 s away, 20.5 s is 10.5 s away.
  meter.add(VIDEO, { picked: [5, 9, 7, 20], region: [5, 7, 9], against: [6, 7] });
  const { error, random } = meter.result();
  const at = (list: readonly number[]) => list[1];
  assert.deepEqual([error.snippets, at(error.outside), at(error.distance)], [4, 50, 10]);
  // At scale 1 it is the whole instance.
  assert.deepEqual([error.outside[9], error.distance[9]], [25, 8.75]);
  const { in_region, spilled, against } = error;
  assert.deepEqual([in_region!.snippets, at(in_region!.outside), at(in_region!.distance)], [
    3,
    33.3333,
    1.6667,
  ]);
  assert.deepEqual([spilled!.snippets, at(spilled!.outside), at(spilled!.distance)], [1, 100, 35]);
  assert.deepEqual([against!.snippets, at(against!.outside), at(against!.distance)], [2, 100, 3.3333]);
  assert.deepEqual(error.region, { size: 3, undersized: 100 });
  assert.deepEqual([random.snippets, at(random.outside), random.outside[9]], [4, 93.3333, 83.3333]);
});

Deno.test("Distances relative to instances are percentages of their mean length in the video", () => {
  const meter = createMiningMeter(target("action"), "instance");
  const instances = [{ start: 5, end: 10 }, { start: 20, end: 23 }];
  meter.add({ ...VIDEO, instances }, { picked: [5, 12] });
  assert.deepEqual(meter.result().error, { snippets: 2, outside: [50], distance: [31.25] });
});

Deno.test("Videos count by their snippets, and random ones as many as are mined in each", () => {
  const meter = createMiningMeter(target("background"), "video");
  meter.add(VIDEO, { picked: [5, 6, 7], region: [5, 6, 7, 8] });
  meter.add({ ...VIDEO, instances: [{ start: 0, end: 30 }] }, { picked: [1], region: [] });
  const { error, random } = meter.result();
  assert.deepEqual(error.outside, [100]);
  assert.deepEqual(error.region, { size: 2, undersized: 50 });
  // 5 of 30 for three snippets, all for one; the second video has no background to be far from.
  assert.deepEqual(random.outside, [37.5]);
  assert.deepEqual(error.distance, [percentOf((0.5 + 1.5 + 2.5) / 3, 30)]);
});

const percentOf = (seconds: number, of: number) => Math.round(seconds / of * 1e6) / 1e4;

Deno.test("Padded snippets are neither mined nor drawn", () => {
  const meter = createMiningMeter(target("action"), "video");
  meter.add({ ...VIDEO, moments: [5.5, 12.5, NaN, NaN] }, { picked: [0, 2] });
  const { error, random } = meter.result();
  assert.deepEqual([error.snippets, error.outside], [1, [0]]);
  assert.deepEqual(random.outside, [50]);
});

const instance = fc.tuple(fc.nat(24), fc.integer({ min: 1, max: 8 }))
  .map(([start, length]) => ({ start, end: Math.min(30, start + length) }));
const video = fc.array(instance, { minLength: 1, maxLength: 5 }).map((instances) => ({
  ...VIDEO,
  instances,
}));
const picked = fc.array(fc.nat(29), { minLength: 1, maxLength: 10 });

Deno.test("Errors never grow with the scale, and at scale 1 the inner target is the whole instance", () => {
  fc.assert(fc.property(video, picked, (video, picked) => {
    const of = (kind: string) => {
      const meter = createMiningMeter(target(kind), "video");
      meter.add(video, { picked });
      return meter.result();
    };
    const [inner, outer, action] = [of("inner"), of("outer"), of("action")];
    for (const { error: { outside, distance } } of [inner, outer]) {
      for (let i = 1; i < SCALES.length; i++) {
        assert.ok(outside[i]! <= outside[i - 1]!);
        // Other distances are NaN where instances leave no room for borders.
        assert.ok(!(distance[i]! > distance[i - 1]!));
      }
    }
    assert.equal(inner.error.outside[9], action.error.outside[0]);
    assert.equal(inner.error.distance[9], action.error.distance[0]);
    assert.equal(inner.random.outside[9], action.random.outside[0]);
  }));
});

Deno.test("All snippets of a video have the error of random ones", () => {
  fc.assert(fc.property(video, fc.constantFrom("inner", "outer", "background"), (video, kind) => {
    const meter = createMiningMeter(target(kind), "video");
    meter.add(video, { picked: [...VIDEO.moments.keys()] });
    const { error: { outside, distance }, random } = meter.result();
    assert.deepEqual({ snippets: 30, outside, distance }, random);
  }));
});
