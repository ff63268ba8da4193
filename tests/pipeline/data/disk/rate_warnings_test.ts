import assert from "node:assert/strict";
import { opened, refusal, smallDataset } from "../small_dataset.ts";

/** The small data set, whose annotations state these frame rates of v1, v2 and v3. */
function withRates(...rates: unknown[]) {
  const small = smallDataset();
  const videos = rates.map((fps, i) => [`v${i + 1}`, {
    subset: i < 2 ? "train" : "test",
    ...(fps === undefined ? {} : { fps }),
    annotations: [{ label: i === 1 ? "B" : "A", segment: [0, 2] }],
  }]);
  small.files["gt.json"] = JSON.stringify({ database: Object.fromEntries(videos) });
  return small;
}

/** The small data set with its frame rates taken from the annotations. */
function taken(...rates: unknown[]) {
  const small = withRates(...rates);
  for (const source of Object.values(small.features.sources)) source.fps = { from: "annotations" };
  return small;
}

Deno.test("rateWarnings() counts videos whose annotated frame rate is not the one that is used", async () => {
  await opened(withRates(25, "30", 29.97), ({ warnings }) => {
    assert.deepEqual(warnings, [
      '2 of 3 frame rates in the annotations not that of the recipe: "v2" 30, used 25; "v3" 29.97, used 25; where the ' +
      "features were computed at the annotated rates, write fps: { from: annotations } for each source",
    ]);
  });
  await opened(withRates(25, "25.0", undefined), ({ warnings }) => assert.deepEqual(warnings, []));
});

/** The small data set in a map of videos, of 3.2 s each, that states these frames. */
function withFrames(...frames: unknown[]) {
  const small = smallDataset();
  small.files["gt.json"] = JSON.stringify(Object.fromEntries(frames.map((duration_frame, i) => [`v${i + 1}`, {
    duration_second: 3.2,
    duration_frame,
    annotations: [{ label: i === 1 ? "B" : "A", segment: [0, 2] }],
  }])));
  return small;
}

Deno.test("Frames and seconds of a map of videos say its frame rate, which is rounded", async () => {
  await opened(withFrames(80, 81, "96"), ({ warnings }) => {
    assert.deepEqual(warnings, [
      '1 of 3 frame rates in the annotations not that of the recipe: "v3" 30, used 25; where the features were computed ' +
      "at the annotated rates, write fps: { from: annotations } for each source",
    ]);
  });
  const small = withFrames(80, 100, 96);
  for (const source of Object.values(small.features.sources)) source.fps = { from: "annotations" };
  await opened(small, ({ train, test }) => {
    assert.deepEqual([...train, ...test].map(({ fps }) => fps), [80 / 3.2, 100 / 3.2, 96 / 3.2]);
  });
  await opened(withFrames(undefined, "NA", 0), ({ warnings }) => assert.deepEqual(warnings, []));
});

Deno.test("openFolderDataset() does not judge frame rates of annotations that nothing uses", () =>
  opened(withRates("NA", 0, null), ({ train, warnings }) => {
    assert.deepEqual([train.map(({ fps }) => fps), warnings], [[25, 25], []]);
  }));

Deno.test("openFolderDataset() takes frame rates from the annotations", async () => {
  await opened(taken(24, "30", 29.97), ({ train, test, warnings, describe }) => {
    assert.deepEqual([...train, ...test].map(({ fps }) => fps), [24, 30, 29.97]);
    assert.deepEqual(warnings, []);
    assert.match(describe()[0]!, /^rgb: 2 values per snippet, fps of the annotations, stride 16, /);
  });
  const file = '"ROOT/gt.json" has no frame rate of';
  const remedy = "  = add them, or give one number as fps";
  const refused = (...rates: unknown[]) => refusal((small) => Object.assign(small, taken(...rates)));
  assert.equal(await refused(24, undefined, 25), `error: ${file} 1 of 3 videos, such as "v2"\n${remedy}`);
  assert.equal(
    await refused(undefined, "NA", 0),
    `error: ${file} 3 of 3 videos, such as "v2", whose fps is "NA"\n${remedy}`,
  );
});
