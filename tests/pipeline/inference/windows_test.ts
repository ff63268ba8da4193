import assert from "node:assert/strict";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { detectionsOf } from "../../../pipeline/inference/detections.ts";
import { localizeVideo } from "../../../pipeline/inference/video.ts";
import { detectionsIn, needsWindows } from "../../../pipeline/inference/windows.ts";
import { loadRecipe } from "../../../pipeline/api.ts";

const T = 20;

async function modelOf(test: string) {
  const set = ["constants.hidden=4", `features.sampling.length=${T}`, `features.sampling.test=${test}`];
  return createModel(loadRecipe("recipes/demo.yaml", { set }), await openEngine("cpu"));
}

Deno.test("needsWindows() of models that take T snippets of shorter videos too", async () => {
  for (const [test, needs] of [["stretch", true], ["uniform", false], ["all", false]] as const) {
    const model = await modelOf(test);
    assert.equal(needsWindows(model), needs, test);
    model.dispose();
  }
});

Deno.test("detectionsIn() windows finds what is in each of them, at its time in the video", async () => {
  const model = await modelOf("stretch");
  const { width } = { width: 48 };
  const features = Float32Array.from({ length: 45 * width }, (_, i) => Math.sin(i * i));
  const classes = ["climb", "dive", "jump", "spin", "throw"];
  const video = { id: "v", split: "test", labels: [], fps: 25, stride: 16, segments: [] } as const;
  const sourceOf = (rows: Float32Array) => ({ classes, width, read: () => Promise.resolve(rows) });
  const wanted = [];
  for (const first of [0, 20, 40]) {
    const length = Math.min(T, 45 - first);
    const rows = features.slice(first * width, (first + length) * width);
    const found = detectionsOf(await localizeVideo(model, sourceOf(rows), { ...video, length }), classes);
    const begin = first * 16 / 25;
    wanted.push(...found.map((each) => ({ ...each, start: each.start + begin, end: each.end + begin })));
  }
  const whole = { ...video, length: 45 };
  const { detections: found } = await detectionsIn(model, { ...sourceOf(features), inWindows: true }, whole);
  assert.ok(found.some(({ start }) => start > 26) && found.every(({ end }) => end <= 45 * 16 / 25 + 1e-9));
  assert.deepEqual(found, wanted);
  const thinned = detectionsOf(await localizeVideo(model, sourceOf(features), whole), classes);
  assert.deepEqual((await detectionsIn(model, sourceOf(features), whole)).detections, thinned);
  model.dispose();
});

Deno.test("localizeVideo() puts every segment in the middle of the windows that it was found on", async () => {
  const model = await modelOf("all");
  const features = Float32Array.from({ length: 30 * 48 }, (_, i) => Math.sin(i * i));
  const classes = ["climb", "dive", "jump", "spin", "throw"];
  const source = { classes, width: 48, read: () => Promise.resolve(features) };
  const video = { id: "v", split: "test", labels: [], length: 30, fps: 25, stride: 4, segments: [] } as const;
  const found = async (window?: number) => {
    const windowed = window === undefined ? video : { ...video, window };
    return detectionsOf(await localizeVideo(model, source, windowed), classes);
  };
  const plain = await found();
  assert.ok(plain.length > 0);
  assert.deepEqual(await found(4), plain);
  const overlapping = await found(16);
  assert.deepEqual(
    overlapping.map(({ score, label }) => [score, label]),
    plain.map(({ score, label }) => [score, label]),
  );
  overlapping.forEach(({ start, end }, i) => {
    assert.ok(
      Math.abs(start - plain[i]!.start - 0.24) < 1e-12 && Math.abs(end - plain[i]!.end - 0.24) < 1e-12,
    );
  });
  model.dispose();
});
