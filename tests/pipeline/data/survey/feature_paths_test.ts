import assert from "node:assert/strict";
import { featurePath, sourceName } from "../../../../pipeline/data/survey/feature_paths.ts";

const IDS: ReadonlySet<string> = new Set(["v1", "a-b", "é"]);

Deno.test("A path says where the video and its subset stand", () => {
  const of = (name: string) => {
    const { path, video, isKnown, split } = featurePath(name, ".npy", IDS);
    return [path, video, isKnown, split];
  };
  assert.deepEqual(of("features/Train/rgb/v1.npy"), [
    "features/{split}/rgb/{video}.npy",
    "v1",
    true,
    "Train",
  ]);
  assert.deepEqual(of("val/v1/flow.npy"), ["{split}/{video}/flow.npy", "v1", true, "val"]);
  assert.deepEqual(of("i3d/a-b_rgb.npy"), ["i3d/{video}_rgb.npy", "a-b", true, undefined]);
  assert.deepEqual(of("i3d/v_v1.npy"), ["i3d/v_{video}.npy", "v1", true, undefined]);
  assert.deepEqual(of("e\u0301.npy"), ["{video}.npy", "é", true, undefined]);
  assert.deepEqual(of("train/other.npy"), ["{split}/{video}.npy", "other", false, "train"]);
});

Deno.test("A source is named after what its path says besides", () => {
  assert.equal(sourceName("features/{split}/rgb/{video}.npy", ".npy"), "rgb");
  assert.equal(sourceName("{split}/{video}_flow.npy", ".npy"), "flow");
  assert.equal(sourceName("{video}.npz", ".npz"), "features");
  assert.equal(sourceName("{video}.npz", ".npz", "my rgb"), "my_rgb");
  assert.equal(sourceName("3d/{video}.npy", ".npy"), "features_3d");
});
