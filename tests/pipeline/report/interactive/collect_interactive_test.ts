import assert from "node:assert/strict";
import { openDataset } from "../../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../../pipeline/engines/open.ts";
import { diagnose } from "../../../../pipeline/evaluation/diagnosis/diagnosis.ts";
import { createModel } from "../../../../pipeline/graph/model.ts";
import { localizeVideo } from "../../../../pipeline/inference/video.ts";
import {
  collectInteractive,
  createMapCollector,
} from "../../../../pipeline/report/interactive/collect_interactive.ts";
import type { InteractiveMaps } from "../../../../pipeline/report/interactive/interactive_data.ts";
import { unpackSignals } from "../../../../pipeline/report/interactive/packed_maps.ts";
import { scoreSegments, segmentsIn, unpackTruth } from "../../../../pipeline/report/interactive/rescore.ts";
import { evaluateTestSplit, protocolOf } from "../../../../pipeline/runs/test_split.ts";
import { compileFile } from "../../contract/recipe.ts";
import { exampleReport } from "../example.ts";

const program = compileFile("recipes/demo.yaml", [
  "engine=cpu",
  "constants.hidden=2",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 3}",
]);
const dataset = await openDataset(program.recipe);
const model = createModel(program, await openEngine("cpu"));
const kept = { ...await evaluateTestSplit(model, dataset), step: 1 };
const collector = createMapCollector(program);
for (const video of dataset.test) collector.add(await localizeVideo(model, dataset, video));
const diagnosis = diagnose(dataset.groundTruth!, kept.detections, protocolOf(program.recipe));
const sources = {
  program,
  dataset,
  finished: { kept, model },
  maps: collector.videos,
  data: {
    ...exampleReport({ videos: 0 }),
    diagnosis,
    videos: dataset.test.map(({ id, segments }) => ({
      id,
      duration: 60,
      begin: 0,
      secondsPerSnippet: 1,
      labels: ["dive"],
      groundTruth: segments,
      detections: kept.detections.filter(({ video }) => video === id),
      curves: [],
      mined: [],
    })),
  },
};

/** What the script of a page makes of its maps, before a slider moves. */
function rescored({ videos, inference, protocol, groundTruth }: InteractiveMaps) {
  const { classes } = dataset;
  const found = videos.flatMap((video) =>
    segmentsIn(video, unpackSignals(video.signals), { inference, classes })
  );
  return scoreSegments(unpackTruth(groundTruth), found, protocol);
}

Deno.test("collectInteractive() gives the maps from which a page computes the run's own numbers", () => {
  const { maps, moments, videos } = collectInteractive(sources);
  assert.ok(!("absent" in maps));
  assert.deepEqual(maps.own.averages, kept.evaluation!.averages);
  const { map, segments } = rescored(maps);
  assert.equal(segments, kept.detections.length);
  map.forEach((each, i) => assert.ok(Math.abs(each - kept.evaluation!.map[i]!) < 1e-4));
  assert.deepEqual(videos.map(({ id }) => id), dataset.test.map(({ id }) => id));
  for (const [type, count] of Object.entries(diagnosis.types)) {
    assert.equal(moments[type]?.length ?? 0, count, type);
  }
});

Deno.test("collectInteractive() keeps to its room: the maps of the first videos, and numbers of these alone", () => {
  const { maps, videos } = collectInteractive({ ...sources, most: 1 });
  assert.ok(!("absent" in maps));
  assert.deepEqual([maps.videos.length, videos.length], [1, 3]);
  const { id } = dataset.test[0]!;
  assert.equal(maps.videos[0]!.id, id);
  assert.deepEqual(maps.groundTruth.videos.map(([video]) => video), [id]);
  assert.equal(maps.own.segments, kept.detections.filter(({ video }) => video === id).length);
  assert.equal(rescored(maps).segments, maps.own.segments);
});

Deno.test("collectInteractive() says why there are no sliders", () => {
  const suppress = { kind: "mine" };
  const inference = { ...program.recipe.inference, suppress };
  const foreign = { ...program, recipe: { ...program.recipe, inference } };
  const { maps } = collectInteractive({ ...sources, program: foreign });
  assert.ok("absent" in maps && /extension adds.*: mine$/.test(maps.absent));
  const { groundTruth: _, ...unscored } = dataset;
  const none = collectInteractive({ ...sources, dataset: unscored });
  assert.ok("absent" in none.maps && /^Nothing is scored/.test(none.maps.absent));
  assert.deepEqual(none.moments, {});
});
