import assert from "node:assert/strict";
import { join } from "node:path";
import { readScoredRun, type ScoredRun } from "../../../pipeline/comparison/finished_runs.ts";
import type { RunGroup } from "../../../pipeline/comparison/groups.ts";
import { readPredicted } from "../../../pipeline/comparison/predicted.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { comparedVideos } from "../../../pipeline/report/comparison_videos.ts";
import { temporaryFolder } from "../../temporary.ts";
import { makeRun, truthOf } from "../comparison/run_folders.ts";

/** A group whose run of each seed localizes some of ten videos. */
async function group(name: string, finds: readonly ((video: number) => boolean)[]): Promise<RunGroup> {
  const root = temporaryFolder();
  const runs = await Promise.all(finds.map(async (finds, seed) => {
    const folder = await makeRun(join(root, name), { seed, finds, truth: truthOf(10) });
    return await readScoredRun(folder) as ScoredRun;
  }));
  return { name, recipe: { protocols: KINDS.protocols } as RunGroup["recipe"], runs };
}

async function videosOf(...groups: RunGroup[]) {
  return await comparedVideos(groups, (await readPredicted(groups)).predicted);
}

Deno.test("comparedVideos() has those on which variants differ, by the mean over the seeds, the largest first", async () => {
  const none = () => false;
  const baseline = await group("a", [none, none]);
  // Video 3 is found on both seeds, video 5 on one.
  const variant = await group("b", [(video) => video === 3, (video) => video === 3 || video === 5]);
  const { videos, scored } = await videosOf(baseline, variant);
  assert.equal(scored, 10);
  assert.deepEqual(videos.map(({ id }) => id), ["video_3", "video_5"]);
  assert.deepEqual(videos.map(({ spread }) => spread.toFixed(6)), ["100.000000", "50.000000"]);
  assert.deepEqual(videos[0]!.variants.map(({ mean }) => mean.toFixed(6)), ["0.000000", "100.000000"]);
  assert.deepEqual(videos[0]!.groundTruth, [{ label: "dive", start: 2, end: 10 }]);
  const [, found] = videos[0]!.variants;
  assert.deepEqual(found!.detections.map(({ start, end }) => [start, end]), [[2, 10], [11, 12]]);
});

Deno.test("comparedVideos() draws the seed on which variants differ most, of those that all have", async () => {
  const baseline = await group("a", [() => false, () => false, () => false]);
  const variant = await group("b", [() => false, (video) => video === 4]);
  const { videos: [video] } = await videosOf(baseline, variant);
  assert.deepEqual(video!.variants.map(({ seed, score }) => [seed, Math.round(score)]), [[1, 0], [1, 100]]);
});

Deno.test("comparedVideos() is empty where there is one variant, or no predictions", async () => {
  const one = await group("a", [() => true]);
  assert.deepEqual(await videosOf(one), { videos: [], scored: 0 });
  assert.deepEqual(await comparedVideos([one, one], new Map()), { videos: [], scored: 0 });
});
