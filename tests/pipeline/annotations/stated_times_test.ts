import assert from "node:assert/strict";
import { checkAnnotations } from "../../../pipeline/annotations/ground_truth.ts";
import { statedTimes } from "../../../pipeline/annotations/stated_times.ts";
import { mistakes } from "./mistakes.ts";

Deno.test("statedTimes() finds a segment, or a start and an end whatever they are called", () => {
  assert.deepEqual(statedTimes({ label: "a", segment: [1, 2], start: 5, end: 6 }), {
    segment: [1, 2],
    key: "segment",
  });
  assert.deepEqual(statedTimes({ label: "a", start: 1, end: "2" }), { segment: [1, "2"], key: "start" });
  assert.deepEqual(statedTimes({ label: "a", "t-start": 1, t_end: 2 }), { segment: [1, 2], key: "t-start" });
  assert.deepEqual(statedTimes({ label: "a", label_id: 3, comment: "x" }), {
    segment: undefined,
    key: "segment",
  });
  assert.deepEqual(statedTimes({ label: "a", segment: null }), { segment: undefined, key: "segment" });
  for (const key of ["start_frame", "timestamps", "frames", "segments", "interval", "start"]) {
    assert.deepEqual(statedTimes({ label: "a", [key]: 1 }), { segment: undefined, key, odd: key });
  }
});

Deno.test("checkAnnotations() reads starts and ends, and refuses times that it cannot tell", () => {
  const of = (annotation: object) => {
    const text = JSON.stringify({ database: { v: { subset: "test", annotations: [annotation] } } });
    return checkAnnotations(JSON.parse(text), "gt.json", text).database.get("v")!.annotations;
  };
  assert.deepEqual(of({ label: "a", start: 1, end: 2 }), [{ label: "a", start: 1, end: 2, index: 0 }]);
  assert.deepEqual(mistakes(() => of({ label: "a", start_frame: 1, end_frame: 9 })), [
    '1:77 Cannot tell the times of "a" in video "v" by "start_frame" ' +
    '(write "segment": [start, end], in seconds; without any times it is a label of the video)',
  ]);
  assert.match(
    mistakes(() => of({ label: "a", start: 9, end: 2 }))[0]!,
    /^1:\d+ Segment of "a" in video "v" must .*\[9, 2\]/,
  );
});
