import assert from "node:assert/strict";
import { diagnose, type Diagnosis } from "../../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import { findProtocol } from "../../../../specs/kinds/protocols/mod.ts";
import { at, close, inV, NO_TYPE, PROTOCOL, truthOf } from "./cases.ts";

const ONE_OF_EACH = truthOf({ v: [at(0, 10), at(20, 30, "b")] });

Deno.test("diagnose() tells each type of wrong prediction by its nearest instance", () => {
  const { types } = diagnose(
    ONE_OF_EACH,
    inV(at(0, 10), at(0, 8), at(20, 29), at(5, 15), at(25, 35), at(40, 50), at(9, 60)),
    PROTOCOL,
  );
  assert.deepEqual(types, {
    true_positive: 1,
    double: 1, // tIoU 0.8 with what is found already
    wrong_label: 1, // tIoU 0.9 with b
    localization: 1, // tIoU 1/3
    confusion: 2, // tIoU 1/3 with b; the last overlaps both, and b more
    background: 1,
  });
});

Deno.test("diagnose() takes an instance of the same class for the nearest where another is as near, in any order", () => {
  for (const list of [[at(0, 10), at(0, 10, "b")], [at(0, 10, "b"), at(0, 10)]]) {
    const { types } = diagnose(truthOf({ v: list }), inV(at(0, 10), at(0, 9), at(0, 4)), PROTOCOL);
    assert.deepEqual(types, { ...NO_TYPE, true_positive: 1, double: 1, localization: 1 });
  }
});

Deno.test("diagnose() calls background what is in no video of the subset, or in one without an instance", () => {
  const detections = ["empty", "elsewhere"].map((video) => ({ ...at(0, 10), video, score: 1 }));
  const { types, falseNegatives } = diagnose(truthOf({ v: [at(0, 10)], empty: [] }), detections, PROTOCOL);
  assert.deepEqual(types, { ...NO_TYPE, background: 2 });
  assert.equal(falseNegatives.share, 1);
  const ignored = diagnose(truthOf({ v: [at(0, 10)], empty: [] }), detections, {
    ...PROTOCOL,
    outside: "ignore",
  });
  assert.deepEqual([ignored.types.background, ignored.kept], [1, 1]);
});

Deno.test("diagnose() weighs precision by the size of the class, as worked out by hand", () => {
  // a has 3 instances and b has 1: two of a class on average.
  const truth = truthOf({ v: [at(0, 10), at(20, 30), at(40, 50), at(60, 70, "b")] });
  const { map, normalizedMap, impact, perClass } = diagnose(
    truth,
    inV(at(80, 90), at(0, 10), at(81, 90, "b"), at(60, 70, "b")),
    PROTOCOL,
  );
  assert.equal(perClass, 2);
  // a: false, then true at recall 1/3: 1/2, normalized (2/3)/(2/3 + 1) = 2/5. b at recall 1: 1/2, 2/(2 + 1) = 2/3.
  close(map, (1 / 3 * 1 / 2 + 1 / 2) / 2);
  close(normalizedMap, (1 / 3 * 2 / 5 + 2 / 3) / 2);
  close(impact.background, (1 / 3 + 1) / 2 - normalizedMap);
  assert.deepEqual([impact.double, impact.confusion], [0, 0]);
});

Deno.test("diagnose() looks at ten predictions of a class for each of its instances, of equals at the earlier", () => {
  const found = diagnose(
    ONE_OF_EACH,
    Array.from(
      { length: 12 },
      (_, i) => ({ ...at(i === 10 ? 0 : 50, i === 10 ? 10 : 60), video: "v", score: 1 }),
    ),
    PROTOCOL,
  );
  assert.deepEqual([found.predictions, found.kept], [12, 10]);
  assert.deepEqual(found.types, { ...NO_TYPE, background: 10 });
  // Of all twelve, the later first, the true one is at rank 2.
  close(found.withoutLimit.map, 1 / 2 / 2);
  assert.equal(found.falseNegatives.share, 1 / 2);
  assert.deepEqual(found.byRank.map(({ group, types }) => [group, types.background]), [
    ...Array.from({ length: 10 }, (_, i) => [i + 1, 1]),
  ]);
});

Deno.test("diagnose() counts an instance as missed that is found at a normalized precision of at most 0.05", () => {
  const truth = truthOf({ v: [at(0, 10)] });
  const behind = (wrong: number) =>
    diagnose(truth, inV(...Array.from({ length: wrong }, () => at(50, 60)), at(0, 10)), PROTOCOL)
      .falseNegatives;
  const { share, shareWithoutFloor } = behind(19); // precision 1/20
  assert.deepEqual([share, shareWithoutFloor], [1, 0]);
  assert.equal(behind(18).share, 0);
});

Deno.test("diagnose() sorts instances into bins whose upper bounds belong to them", () => {
  const truth = truthOf({
    v: [at(0, 3), at(10, 13.5), at(20, 26), at(40, 52), at(60, 78), at(80, 98.5), at(0, 2, "b")],
    w: [at(0, 2)],
  }, { durations: new Map([["v", 100], ["w", 1.5]]) });
  const { falseNegatives: { bins } } = diagnose(truth, inV(at(0, 3), at(20, 26)), PROTOCOL);
  const counts = (list: Diagnosis["falseNegatives"]["bins"]["length"]) =>
    list!.map(({ bin, instances, missed }) => [bin, instances, missed]);
  assert.deepEqual(counts(bins.length), [
    ["XS", 3, 2 / 3],
    ["S", 2, 1 / 2],
    ["M", 1, 1],
    ["L", 1, 1],
    ["XL", 1, 1],
  ]);
  // The instance of 2 s in a video of 1.5 s covers it.
  assert.deepEqual(counts(bins.coverage), [
    ["XS", 1, 1],
    ["S", 2, 1 / 2],
    ["M", 1, 0],
    ["L", 0, null],
    ["XL", 4, 1],
  ]);
  assert.deepEqual(counts(bins.instances), [["XS", 2, 1], ["S", 6, 4 / 6], ["M", 0, null], ["L", 0, null]]);
});

Deno.test("diagnose() gives mAP_N of the instances of a bin, without predictions that find others", () => {
  // Two short instances and a long one, in three videos; one prediction finds the long one, one a short one, one nothing.
  const truth = truthOf({ v: [at(0, 2)], w: [at(0, 2)], x: [at(0, 20)] });
  const detections = [["x", 0, 20], ["v", 50, 60], ["v", 0, 2]].map(([video, start, end], i) => ({
    ...at(Number(start), Number(end)),
    video: String(video),
    score: -i,
  }));
  const { sensitivity } = diagnose(truth, detections, PROTOCOL);
  const [short, , , , long] = sensitivity.length!;
  // Short: false, true at recall 1/2: R Nbar = 1.5, precision 1.5/2.5. Long: true at recall 1, then false.
  close(short!.normalizedMap, 1 / 2 * 1.5 / 2.5);
  close(long!.normalizedMap, 1);
  assert.equal(sensitivity.length![1]!.normalizedMap, null);
});

Deno.test("diagnose() leaves out instances without a length, and says so; with these alone it is refused", () => {
  const truth = truthOf({ v: [at(0, 10), at(5, 5), at(3, 3, "c")] });
  const found = diagnose(truth, inV(at(0, 10), at(3, 3, "c")), PROTOCOL);
  assert.deepEqual([found.map, found.normalizedMap, found.instances, found.perClass], [1, 1, 1, 1]);
  assert.deepEqual([found.predictions, found.falseNegatives.share], [1, 0]);
  assert.ok(found.warnings.includes("Left out: 2 instances without length"));
  assert.throws(() => diagnose(truthOf({ v: [at(5, 5)] }), [], PROTOCOL), {
    name: "UserError",
    message: 'No instance of subset "test" has a length: there is nothing to find',
  });
});

Deno.test("diagnose() leaves out by coverage what has no duration, and says so", () => {
  const videos = { v: [at(0, 10)], w: [at(0, 10), at(20, 30)] };
  const none = diagnose(truthOf(videos), [], PROTOCOL);
  assert.deepEqual([none.falseNegatives.bins.coverage, none.sensitivity.coverage], [undefined, undefined]);
  assert.deepEqual(none.warnings, [
    "Nothing is told by coverage: the ground truth states no duration of a video with an instance",
  ]);
  const some = diagnose(truthOf(videos, { durations: new Map([["v", 20]]) }), [], PROTOCOL);
  assert.deepEqual(some.falseNegatives.bins.coverage!.map(({ instances }) => instances), [0, 0, 0, 0, 1]);
  assert.deepEqual(some.warnings, ["Left out by coverage: 2 instances in videos without a duration"]);
});

Deno.test("diagnose() of nothing misses everything, and a class without predictions has mAP_N 0", () => {
  const none = diagnose(ONE_OF_EACH, [], PROTOCOL);
  assert.deepEqual([none.kept, none.map, none.normalizedMap, none.falseNegatives.share], [0, 0, 0, 1]);
  assert.deepEqual(none.types, NO_TYPE);
  assert.deepEqual(Object.values(none.impact), [0, 0, 0, 0, 0]);
  assert.equal(diagnose(ONE_OF_EACH, inV(at(0, 10)), PROTOCOL).normalizedMap, 1 / 2);
});

Deno.test("diagnose() does not look at predictions of labels without an instance, with a warning", () => {
  const { kept, predictions, warnings } = diagnose(ONE_OF_EACH, inV(at(0, 10, "c")), PROTOCOL);
  assert.deepEqual([kept, predictions], [0, 0]);
  assert.equal(
    warnings[0],
    '1 prediction of classes without an instance in subset "test" not scored: c',
  );
});

Deno.test("diagnose() leaves out unmatched predictions that a protocol counts neither way", () => {
  const truth = { ...ONE_OF_EACH, ambiguous: new Map([["v", [{ start: 50, end: 60 }]]]) };
  const detections = inV(at(50, 60), at(0, 10), at(55, 62));
  const neutral = diagnose(truth, detections, { ...PROTOCOL, ambiguous: "neutral" });
  assert.deepEqual([neutral.types, neutral.kept], [{ ...NO_TYPE, true_positive: 1 }, 1]);
  assert.equal(diagnose(truth, detections, PROTOCOL).types.background, 2);
});

Deno.test("diagnose() compares in the unit of the protocol, and measures length in seconds", () => {
  const truth = truthOf({ v: [at(0, 10), at(20, 20.1)] });
  const grid = { ...PROTOCOL, time: { fps: 25, stride: 16 } };
  const found = diagnose(truth, inV(at(0.2, 10.2)), grid);
  // 20 s and 20.1 s are the same snippet.
  assert.ok(found.warnings.includes("Left out: 1 instance without length"));
  assert.deepEqual([found.map, found.falseNegatives.bins.length![2]!.instances], [1, 1]);
});

Deno.test("diagnose() gives means over several thresholds, by default those of the protocol", () => {
  const found = diagnose(ONE_OF_EACH, inV(at(0, 8)), findProtocol("anet12"));
  assert.deepEqual(found.thresholds, findProtocol("anet12").thresholds);
  assert.equal(found.bins, "activitynet");
  // tIoU 0.8 is enough at seven of ten.
  close(found.types.true_positive, 0.7);
  close(found.types.localization, 0.3);
  close(found.map, 0.7 / 2);
  assert.equal(found.byThreshold.length, 10);
  assert.deepEqual([PROTOCOL.thresholds.length, diagnose(ONE_OF_EACH, [], PROTOCOL).thresholds], [9, [0.5]]);
});
