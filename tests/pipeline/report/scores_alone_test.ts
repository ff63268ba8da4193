import assert from "node:assert/strict";
import { checkAnnotations, groundTruthOf } from "../../../pipeline/annotations/ground_truth.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";
import { PROTOCOL_RUNS } from "../../../pipeline/kinds/protocols/mod.ts";
import { hardestFirst, scoresAlone } from "../../../pipeline/report/scores_alone.ts";

Deno.test("scoresAlone() are of each video alone, over its own classes", () => {
  const annotations = (label: string) => [{ label, segment: [0, 10] }, { label, segment: [20, 30] }];
  const database = Object.fromEntries(
    Object.entries({ whole: annotations("a"), half: annotations("b"), none: annotations("a"), empty: [] })
      .map((
        [name, annotations],
      ) => [name, { subset: "test", annotations }]),
  );
  const groundTruth = groundTruthOf(checkAnnotations({ database }, "example"), "test", "example");
  const found = (video: string, label: string, start: number) => ({
    video,
    label,
    start,
    end: start + 10,
    score: 1,
  });
  const detections = [
    found("whole", "a", 0),
    found("whole", "a", 20),
    found("whole", "b", 40),
    found("half", "b", 20),
    found("empty", "a", 0),
  ];
  const protocol = findProtocol("thumos14_seconds");
  const scores = scoresAlone(groundTruth, detections, protocol, PROTOCOL_RUNS);
  assert.deepEqual([...scores.keys()], ["whole", "half", "none"]);
  for (const [video, score] of Object.entries({ whole: 100, half: 50, none: 0 })) {
    assert.ok(Math.abs(scores.get(video)! - score) < 1e-9, `${video}: ${scores.get(video)}`);
  }
  assert.equal(scoresAlone(undefined, detections, protocol, PROTOCOL_RUNS).size, 0);
});

Deno.test("hardestFirst() puts what has no score last, and keeps the order of equals", () => {
  const videos = [50, undefined, 0, NaN, 50, 100].map((score, id) => ({ id, score }));
  assert.deepEqual(hardestFirst(videos).map(({ id }) => id), [2, 0, 4, 5, 1, 3]);
});
