/** What every target promises: each moment of a video is in its spans exactly where its definition says so. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { TARGET_RUNS } from "../../../../pipeline/kinds/targets/mod.ts";
import type { Span } from "../../../../pipeline/annotations/detection.ts";
import type { AnnotatedTimes } from "../../../../pipeline/kinds/targets/target.ts";
import { type Misuse, testFamily } from "../family.ts";

/** A target in its straightforward form: of one moment. */
interface Case {
  readonly misuse: Misuse;
  readonly holds: (time: number, video: AnnotatedTimes, scale: number) => boolean;
}

const within = (time: number, { start, end }: Span) => start <= time && time <= end;
const isAction = (time: number, { instances }: AnnotatedTimes) =>
  instances.some((each) => within(time, each));
const misuse = (target: string): Misuse => ({
  recipe: `report: { mined: { attention: { target: { kind: ${target}, scale: 0.2 } } } }`,
  told: 'Unknown key "scale" at report.mined.attention.target.scale',
});

const CASES: Readonly<Record<string, Case>> = {
  inner: {
    misuse: misuse("inner"),
    holds: (time, { instances }, scale) =>
      instances.some((each) =>
        within(time, each) &&
        Math.min(time - each.start, each.end - time) <= scale * (each.end - each.start)
      ),
  },
  outer: {
    misuse: misuse("outer"),
    holds: (time, video, scale) =>
      !isAction(time, video) &&
      video.instances.some(({ start, end }) => Math.max(start - time, time - end) <= scale * (end - start)),
  },
  action: { misuse: misuse("action"), holds: isAction },
  background: { misuse: misuse("background"), holds: (time, video) => !isAction(time, video) },
};

testFamily("targets", CASES);

const spansOf = (kind: string, video: AnnotatedTimes, scale: number) =>
  createKind(TARGET_RUNS, { kind }).spans(video, scale);

/** Instances at whole seconds, so that no moment between them lies on a border by chance. */
const instance = fc.tuple(fc.nat(19), fc.integer({ min: 1, max: 8 }))
  .map(([start, length]) => ({ start, end: Math.min(20, start + length) }));
const scale = fc.integer({ min: 1, max: 10 }).map((tenths) => tenths / 10);

for (const [kind, { holds }] of Object.entries(CASES)) {
  Deno.test(`Target ${kind} holds the moments that its definition says, within the video`, () => {
    fc.assert(fc.property(fc.array(instance, { maxLength: 6 }), scale, (instances, scale) => {
      const video = { duration: 20, instances };
      const spans = spansOf(kind, video, scale);
      for (let moment = 0.0137; moment < 20; moment += 0.1) {
        assert.equal(spans.some((each) => within(moment, each)), holds(moment, video, scale), `${moment} s`);
      }
      for (const { start, end } of spans) assert.ok(0 <= start && start <= end && end <= 20);
    }));
  });
}

Deno.test("Targets of a single instance from 5 to 10 s at scale 0.2 are the seconds at its borders", () => {
  const video = { duration: 30, instances: [{ start: 5, end: 10 }] };
  assert.deepEqual(spansOf("inner", video, 0.2), [{ start: 5, end: 6 }, { start: 9, end: 10 }]);
  assert.deepEqual(spansOf("outer", video, 0.2), [{ start: 4, end: 5 }, { start: 10, end: 11 }]);
  assert.deepEqual(spansOf("background", video, 0.2), [{ start: 0, end: 5 }, { start: 10, end: 30 }]);
});
