import assert from "node:assert/strict";
import { Refusal } from "../../../pipeline/serve/refusal.ts";
import { readSegmentOptions } from "../../../pipeline/serve/segment_options.ts";
import type { ServedTimes } from "../../../pipeline/serve/served_run.ts";

const RATE: ServedTimes = { fps: 25 };

Deno.test("Options are read from what stands behind the question mark", () => {
  const query = new URLSearchParams("video=a.b ü&top=3&per_class&min_score=-0.5&fps=29.97");
  assert.deepEqual(readSegmentOptions(query, RATE), {
    video: "a.b ü",
    top: 3,
    perClass: true,
    minScore: -0.5,
    fps: 29.97,
    duration: undefined,
  });
  assert.equal(readSegmentOptions(new URLSearchParams(), RATE).video, "video");
  assert.equal(readSegmentOptions(new URLSearchParams("duration=2"), "duration of each video").duration, 2);
});

Deno.test("Options that say nothing, or what is no file name, are refused", () => {
  const wrong: readonly (readonly [string, ServedTimes])[] = [
    ["top=0", RATE],
    ["top=1.5", RATE],
    ["top=", RATE],
    ["min_score=x", RATE],
    ["min_score=Infinity", RATE],
    ["fps=0", RATE],
    ["top=1&top=2", RATE],
    ["per_class=true", RATE],
    ["per_class=yes&top=1", RATE],
    ["video=../a", RATE],
    ["video=a%5Cb", RATE],
    ["video=.a", RATE],
    ["video=", RATE],
    ["video=a%00b", RATE],
    [`video=${"ü".repeat(101)}`, RATE],
    ["__proto__=1", RATE],
    ["duration=3", RATE],
    ["", "duration of each video"],
    ["duration=3&fps=25", "duration of each video"],
  ];
  for (const [query, times] of wrong) {
    assert.throws(() => readSegmentOptions(new URLSearchParams(query), times), (error) => {
      assert.ok(error instanceof Refusal && error.status === 400, query);
      return true;
    }, query);
  }
});
