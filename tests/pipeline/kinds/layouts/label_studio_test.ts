import assert from "node:assert/strict";
import { opened, refusal } from "./opened.ts";

const frames = (label: string, ...ranges: readonly { start: unknown; end: unknown }[]) => ({
  type: "timelinelabels",
  from_name: "videoLabels",
  to_name: "video",
  value: { ranges, timelinelabels: [label] },
});

const task = (data: unknown, ...annotations: readonly unknown[]) => ({
  id: 1,
  data,
  annotations,
  predictions: [],
});

const VIDEO = { video: "/data/upload/1/1a2b3c4d-day%201.mp4?x=1" };

function tasks(...all: readonly unknown[]) {
  return { "project.json": JSON.stringify(all, undefined, 1) };
}

Deno.test("Layout label_studio counts frames from 1, and takes the last annotation that was not cancelled", async () => {
  const files = tasks(task(
    VIDEO,
    { result: [frames("walk", { start: 1, end: 2 })] },
    {
      result: [frames("jump", { start: 1, end: 25 }, { start: 51, end: 51 }), {
        type: "choices",
        value: { choices: ["a"] },
      }],
    },
    { was_cancelled: true, result: [] },
  ));
  assert.deepEqual(await opened(files, "{ kind: label_studio, fps: 25 }"), {
    "day 1": [["jump", 0, 1], ["jump", 2, 2.04]],
  });
  assert.match(
    await refusal(files),
    /Times are in frames[^]*project\.json:\d+:\d+[^]*\{ kind: label_studio, fps: 25 \}/,
  );
});

Deno.test("Layout label_studio reads regions of audio and of time series in seconds, and tasks without a region", async () => {
  const files = tasks(
    task({ audio: "s3://b/a.wav" }, {
      result: [
        { type: "labels", value: { start: 0.5, end: 1.25, channel: 0, labels: ["bark", "dog"] } },
        { type: "textarea", value: { start: 0.5, end: 1.25, text: ["x"] } },
      ],
    }),
    task({ audio: "b.wav" }, { result: [{ value: { start: 3, end: 4, timeserieslabels: ["run"] } }] }),
    task({ audio: "b.wav", video_id: "c/d" }, { result: [] }),
  );
  assert.deepEqual(await opened(files, "{ kind: label_studio, video: audio }"), {
    a: [["bark", 0.5, 1.25], ["dog", 0.5, 1.25]],
    b: [["run", 3, 4]],
    "c/d": [],
  });
  assert.match(await refusal(files), /The data of a task have no "video"[^]*say which of audio it is/);
});

Deno.test("Layout label_studio says which task has nothing to read", async () => {
  const files = tasks(task(VIDEO), task(VIDEO, { result: [frames("a", { start: "1", end: 3 })] }));
  const text = await refusal(files, "{ kind: label_studio, fps: 25 }");
  assert.match(
    text,
    /Task of video "day 1" has no annotations\n +--> ROOT\/project\.json:2:2[^]*from: predictions/,
  );
  assert.match(
    text,
    /A range must have a start and an end, two numbers of frames\n +--> ROOT\/project\.json:\d+:\d+/,
  );
  // The short export says neither what is labelled nor how.
  assert.match(
    await refusal(tasks({ video: "a.mp4", videoLabels: [] })),
    /Cannot find the videos[^]*not JSON-MIN/,
  );
});
