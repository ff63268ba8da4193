import assert from "node:assert/strict";
import { opened, refusal, smallDataset } from "../small_dataset.ts";

/** A project of BORIS about the videos of the small data set. */
function project(time: number): string {
  const observation = (code: string) => ({
    file: { "1": [] },
    "time offset": 0,
    events: [[1, "", code, "", ""], [time, "", code, "", ""]],
  });
  return JSON.stringify({
    behaviors_conf: { "0": { code: "A", type: "State event" }, "1": { code: "B", type: "State event" } },
    observations: { v1: observation("A"), v2: observation("B"), v3: observation("A") },
  });
}

Deno.test("openFolderDataset() reads what people coded in other programs, with the options of the layout", async () => {
  const small = smallDataset();
  small.files["coded.boris"] = project(2.5);
  small.data.annotations = "coded.boris";
  await opened(small, ({ groundTruth }) => {
    assert.deepEqual(groundTruth!.videos.get("v3"), [{ label: "A", start: 1, end: 2.5, index: 0 }]);
  });
  small.data.annotations = {
    file: "coded.boris",
    format: { kind: "boris", label: "subject_and_behavior", video: "observation" },
  };
  await opened(small, ({ groundTruth }) => assert.deepEqual(groundTruth!.classes, ["A"]));
  assert.match(
    await refusal((other) => {
      other.files["coded.boris"] = project(0.5);
      other.data.annotations = "coded.boris";
    }),
    /Segment of "A" in video "v1" must end after its start: current value is \[1, 0\.5\][^]*coded\.boris:1:\d+/,
  );
});
