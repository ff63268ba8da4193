import assert from "node:assert/strict";
import { benchEvaluation } from "../../bench/evaluation.ts";
import { thumos14Split } from "../../bench/lengths.ts";
import { mapSplit } from "../../bench/mapped_split.ts";
import { drawScoreMaps, MAP_STYLES } from "../../bench/score_maps.ts";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { ROOT } from "../shared.ts";

const PROGRAM = compileRecipe(`${ROOT}/recipes/cola_thumos.yaml`, { read: Deno.readTextFileSync });

Deno.test("drawScoreMaps() draws what the recipe localizes with, other numbers for each video", () => {
  const draw = (index: number, excess = 0) =>
    drawScoreMaps(PROGRAM, { index, snippets: 9, labels: [3] }, { correlation: 0.9, excess });
  const maps = draw(0);
  assert.deepEqual([...maps].map(([name, { shape }]) => [name, shape]), [
    ["video", [20]],
    ["cas", [9, 20]],
    ["actionness", [9]],
  ]);
  assert.deepEqual(draw(0), maps);
  assert.notDeepEqual(draw(1).get("cas"), maps.get("cas"));
  const predicted = (index: number, excess: number) =>
    [...draw(index, excess).get("video")!.data].flatMap((score, c) => score > 0 ? [c] : []);
  assert.deepEqual([0, 1, 2].map((index) => predicted(index, 0.5)), [[3], [1, 3], [3]]);
});

Deno.test("drawScoreMaps() draws smooth maps smoother than rough ones", () => {
  const steps = (style: keyof typeof MAP_STYLES) => {
    const maps = drawScoreMaps(PROGRAM, { index: 0, snippets: 400, labels: [] }, MAP_STYLES[style]);
    const { data } = maps.get("actionness")!;
    return data.subarray(1).reduce((sum, value, t) => sum + Math.abs(value - data[t]!), 0);
  };
  assert.ok(steps("smooth") < 0.8 * steps("rough"));
});

Deno.test("mapSplit() maps no more snippets than are sampled, and keeps the times of the whole video", async () => {
  const videos = await thumos14Split("test", undefined);
  const [long, short] = [
    videos.find(({ length }) => length > 750)!,
    videos.find(({ length }) => length < 750)!,
  ];
  const { videos: mapped, groundTruth } = mapSplit(PROGRAM, [long, short], MAP_STYLES.rough);
  assert.deepEqual([...groundTruth.videos.keys()], [long.id, short.id]);
  assert.equal(groundTruth.classes.length, 20);
  for (const { video, maps } of mapped) {
    const samples = 24 * maps.signals.get("actionness")!.data.length;
    assert.equal(samples, 24 * Math.min(750, video.length));
    const seconds = video.length * 16 / 25;
    assert.ok(Math.abs(samples * maps.secondsPerSample - seconds) < 1e-9 * seconds);
  }
});

Deno.test("benchEvaluation() measures maps to mAP, and counts segments before and after suppression", async () => {
  const result = await benchEvaluation({ recipe: "recipes/cola_thumos.yaml", videos: 4, rounds: 2 });
  assert.equal(result.videos, 4);
  assert.equal(result.seconds, Math.max(result.smooth_seconds, result.rough_seconds));
  assert.equal(result.proposals, Math.min(result.smooth.proposals, result.rough.proposals));
  for (const { proposals, segments, phases } of [result.smooth, result.rough]) {
    assert.ok(proposals > segments && segments > 100);
    assert.deepEqual(Object.keys(phases), ["maps", "segments", "suppression", "map"]);
    assert.ok(Object.values(phases).every((seconds) => seconds > 0));
  }
  assert.match(
    result.notes[0]!,
    /^evaluation of smooth maps: [\d,]+ segments, [\d,]+ kept, 0\.\d+ s \(maps 0\.\d+, /,
  );
});
