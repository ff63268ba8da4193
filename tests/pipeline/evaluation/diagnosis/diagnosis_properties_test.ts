/** What holds of every diagnosis. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { Detection } from "../../../../pipeline/annotations/detection.ts";
import { diagnose } from "../../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import { evaluate } from "../../../../pipeline/evaluation/evaluation.ts";
import { withThresholds } from "../../../../specs/kinds/protocols/mod.ts";
import { at, close, NO_TYPE, PROTOCOL, truthOf } from "./cases.ts";
import { diagnoseStraightforwardly } from "./straightforward.ts";

/** So few places and scores that many are equal. */
const instance = fc.record({ label: fc.constantFrom("a", "a", "b"), start: fc.nat(8), length: fc.nat(4) })
  .map(({ label, start, length }) => at(start, start + length, label));
const someCase = fc.record({
  videos: fc.array(fc.array(instance, { maxLength: 7 }), { minLength: 2, maxLength: 2 }),
  detections: fc.array(
    fc.record({
      instance,
      video: fc.constantFrom("v0", "v0", "v1", "v2"),
      score: fc.nat(4),
    }).map(({ instance, ...others }): Detection => ({ ...instance, ...others })),
    { maxLength: 40 },
  ),
  threshold: fc.constantFrom(0.05, 0.1, 0.3, 0.5, 1),
}).filter(({ videos }) => videos.flat().some(({ start, end }) => end > start));

Deno.test("diagnose() is its straightforward form within 1e-12, equal scores and tIoUs included", () => {
  fc.assert(
    fc.property(someCase, ({ videos, detections, threshold }) => {
      const truth = truthOf({ v0: videos[0]!, v1: videos[1]! });
      const found = diagnose(truth, detections, PROTOCOL, { thresholds: [threshold], bins: "activitynet" });
      const expected = diagnoseStraightforwardly({ videos: truth.videos, detections, threshold });
      close(found.map, expected.map);
      close(found.normalizedMap, expected.normalizedMap);
      close(found.withoutLimit.normalizedMap, expected.unlimited);
      assert.deepEqual(found.types, expected.types);
      assert.deepEqual(found.byRank.map(({ types }) => types), expected.byRank);
      for (const [type, impact] of Object.entries(found.impact)) close(impact, expected.impact[type]!);
      close(found.falseNegatives.share, expected.share);
      found.falseNegatives.bins.instances!.forEach(({ missed }, i) =>
        expected.missed[i] === null ? assert.equal(missed, null) : close(missed, expected.missed[i]!)
      );
      found.sensitivity.instances!.forEach(({ normalizedMap }, i) =>
        expected.sensitivity[i] === null
          ? assert.equal(normalizedMap, null)
          : close(normalizedMap, expected.sensitivity[i]!)
      );
    }),
    { numRuns: 400 },
  );
});

Deno.test("diagnose() has types that add up, impacts that are not negative, and the mAP of evaluate()", () => {
  fc.assert(
    fc.property(
      someCase,
      fc.constantFrom("anet_greedy", "best_free", "best_only", "first_fit", "toolkit"),
      fc.constantFrom("interpolated", "raw"),
      ({ videos, detections, threshold }, match, ap) => {
        const lasting = videos.map((list) => list.filter(({ start, end }) => end > start));
        const truth = truthOf({ v0: lasting[0]!, v1: lasting[1]! });
        const protocol = { ...PROTOCOL, match, ap } as typeof PROTOCOL;
        const found = diagnose(truth, detections, protocol, { thresholds: [threshold] });
        const sum = (types: object) => Object.values(types).reduce((a: number, b: number) => a + b, 0);
        assert.equal(sum(found.types), found.kept);
        assert.equal(found.byRank.reduce((all, { types }) => all + sum(types), 0), found.kept);
        for (const impact of Object.values(found.impact)) assert.ok(impact >= -1e-12, `${impact}`);
        const { map } = evaluate(truth, detections, withThresholds(protocol, [threshold]));
        close(found.withoutLimit.map, map[0]!);
      },
    ),
    { numRuns: 300 },
  );
});

Deno.test("diagnose() finds nothing wrong with the ground truth itself, whatever the scores", () => {
  fc.assert(
    fc.property(someCase, fc.array(fc.nat(5), { minLength: 20, maxLength: 20 }), ({ videos }, scores) => {
      const lasting = videos.map((list) => list.filter(({ start, end }) => end > start));
      const truth = truthOf({ v0: lasting[0]!, v1: lasting[1]! });
      const perfect = [...truth.videos].flatMap(([video, list]) => list.map((each) => ({ ...each, video })))
        .map((each, i) => ({ ...each, score: scores[i]! }));
      const found = diagnose(truth, perfect, PROTOCOL);
      assert.deepEqual(found.types, { ...NO_TYPE, true_positive: perfect.length });
      assert.deepEqual([found.map, found.falseNegatives.share], [1, 0]);
      close(found.normalizedMap, 1);
      for (const { instances, normalizedMap } of found.sensitivity.length!) {
        if (instances > 0) close(normalizedMap, 1);
      }
    }),
  );
});
