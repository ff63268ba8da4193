/** What a batch has by what the recipe chooses, `mask` and `pairs`, in training and in inference. */
import assert from "node:assert/strict";
import type { Dataset, Video } from "../../../pipeline/data/dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { createModel, type Model } from "../../../pipeline/graph/model.ts";
import { localizeVideo } from "../../../pipeline/inference/video.ts";
import { uniforms } from "../../../pipeline/random/draw.ts";
import { streamKey } from "../../../pipeline/random/stream.ts";
import { stepVideos } from "../../../pipeline/training/step_videos.ts";
import { train } from "../../../pipeline/training/train.ts";
import { assertClose } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { wave } from "../contract/named.ts";
import { compileTiny, SIZES } from "../contract/recipe.ts";

const { T } = SIZES;
const D = 2 * SIZES.D;
const [B, PAIRS, STEPS, RATE] = [5, 2, 3, 0.1];

/** A linear score [B, T], its mean and its largest value over what is real, and how far those of a pair are apart. */
const program = (more: Readonly<Record<string, unknown>> = {}, set: readonly string[] = []) =>
  compileTiny({
    signals: {
      score: { kind: "conv1d", in: "features", filters: "none", kernel: 1 },
      real: "sum(score * mask, T) / sum(mask, T)",
      best: "mean(gather(score, top_indices(score, T, count=1, where=mask)), K)",
      both: "gather(real, pairs)",
      ...more,
    },
    losses: {
      plain: null,
      real: { expression: "mean(real ^ 2, B)" },
      best: { expression: "mean(best ^ 2, B)", weight: 0.5 },
      apart: { expression: "mean((at(both, S, 0) - at(both, S, 1)) ^ 2, P)", weight: 2 },
    },
    logged: {
      padded: "mean(sum(1 - mask, T), B)",
      alike: "mean(max(at(gather(labels, pairs), S, 0) * at(gather(labels, pairs), S, 1), C), P)",
    },
    set: [
      "features.sampling.train=crop_pad",
      `training.batches={ kind: pairs, count: ${PAIRS} }`,
      `training.batch=${B}`,
      `training.steps=${STEPS}`,
      `training.optimizer={ kind: sgd, rate: ${RATE} }`,
      ...set,
    ],
  });

const videoOf = (length: number, i: number): Video => ({
  ...{ id: `v${i}`, split: "train", labels: [i % 4], length, fps: 25, stride: 16, segments: [] },
});
const rowsOf = ({ length }: Video) => wave({ L: length, D }, length).values.map(Math.fround);

/** Training videos of these lengths, in memory. */
function datasetOf(lengths: readonly number[]): Dataset {
  return {
    classes: ["a", "b", "c", "d"],
    train: lengths.map(videoOf),
    test: [],
    sources: ["a", "b"].map((name) => ({ name, width: SIZES.D })),
    width: D,
    read: (video) => Promise.resolve(Float32Array.from(rowsOf(video))),
    groundTruth: { subset: "test", videos: new Map(), classes: [], labels: [] },
    hash: "",
    warnings: [],
    describe: () => [],
  };
}

interface Told {
  readonly losses: number[];
  readonly logged: number[];
}

/** The steps in float64: a padded snippet is in no sum. */
function straightforward(model: Model, { train }: Dataset, start: readonly number[]): [Told[], number[]] {
  const w = [...start];
  const videosOf = stepVideos(model, train);
  const told = Array.from({ length: STEPS }, (_, i): Told => {
    const videos = videosOf(i + 1).videos.map((video) => train[video]!);
    const draws = uniforms(B * T, streamKey(model.seed, "features.sampling"), i + 1);
    const shown = videos.map((video, b) => {
      const values = rowsOf(video);
      const first = Math.floor(draws[b * T]! * Math.max(video.length - T + 1, 1));
      const rows = Array.from({ length: Math.min(video.length, T) }, (_, t) => first + t);
      return rows.map((row) => [...values.slice(row * D, (row + 1) * D), 1]);
    });
    const score = (x: readonly number[]) => x.reduce((sum, value, d) => sum + value * w[d]!, 0);
    const means = shown.map((rows) => w.map((_, d) => rows.reduce((sum, x) => sum + x[d]! / rows.length, 0)));
    const bests = shown.map((rows) => rows.reduce((a, b) => score(b) > score(a) ? b : a));
    const apart = [0, 2].map((at) => means[at]!.map((value, d) => value - means[at + 1]![d]!));
    const square = (list: readonly number[][]) =>
      list.reduce((sum, x) => sum + score(x) ** 2 / list.length, 0);
    const slope = (list: readonly number[][], d: number) =>
      list.reduce((sum, x) => sum + 2 * score(x) * x[d]! / list.length, 0);
    const losses = [means, bests, apart].map(square);
    const gradient = w.map((_, d) => slope(means, d) + 0.5 * slope(bests, d) + 2 * slope(apart, d));
    gradient.forEach((value, d) => w[d]! -= RATE * value);
    return { losses, logged: [shown.reduce((sum, rows) => sum + (T - rows.length) / B, 0), 1] };
  });
  return [told, w];
}

function weightsOf({ parameters }: Model): number[] {
  return ["score.weights", "score.bias"].flatMap((name) => {
    const value = parameters.get(name)!.read();
    const numbers = [...value.dataSync()];
    value.dispose();
    return numbers;
  });
}

async function checkTraining(engine: Engine, lengths: readonly number[]): Promise<void> {
  const dataset = datasetOf(lengths);
  const model = createModel(program(), engine, { seed: 3, warn: (message) => assert.fail(message) });
  const [expected, weights] = straightforward(model, dataset, weightsOf(model));
  const told: Told[] = [];
  await train(model, dataset, {
    onStep({ losses, logged }) {
      told.push({ losses: [...losses.values()], logged: [...logged.values()] });
    },
  });
  assert.equal(told.length, STEPS);
  told.forEach(({ losses, logged }, i) => {
    assertClose(losses, expected[i]!.losses, 1e-5, `losses of step ${i + 1}`);
    assertClose(logged, expected[i]!.logged, 1e-6, `logged at step ${i + 1}`);
  });
  assertClose(weightsOf(model), weights, 1e-5, "weights");
  assert.ok(expected.some(({ logged }) => logged[0]! > 0), "a batch is padded");
  model.dispose();
}

engineTest("train() sees which snippets are real, and which videos belong together", async (engine) => {
  await checkTraining(engine, [3, 9, 6, 12, 20, 7, 8, 30]);
  // So much padding that every row is multiplied once.
  await checkTraining(engine, [3, 1, 2, 5, 4, 12, 2, 1]);
});

engineTest(
  "localizeVideo() sees every snippet as real, and a video that belongs to itself",
  async (engine) => {
    const more = {
      masked: "map * mask",
      own: "mean(gather(scores, pairs), [P, S])",
      difference: "scores - own",
      seen: "mean(masked, T) + difference",
    };
    const set = [
      "inference.classes.from=seen",
      "inference.proposals.by_map.group_on=masked",
      "inference.normalize=none",
      "inference.proposals.by_map.thresholds=[0.1]",
    ];
    const dataset = datasetOf([3]);
    const [masked, plain] = [program(more, set), program(more, set.slice(2))].map((each) =>
      createModel(each, engine, { seed: 3 })
    );
    let found = 0;
    for (const length of [1, 3, 7, 40]) {
      const video: Video = { ...videoOf(length, 0), split: "test" };
      const seen = await localizeVideo(masked!, dataset, video, ["mask", "difference", "real", "score"]);
      const { localization } = await localizeVideo(plain!, dataset, video);
      assert.deepEqual(seen.localization.segments, localization.segments);
      found += localization.segments.length;
      const valuesOf = (name: string) => [...seen.signals.get(name)!.data];
      assert.deepEqual(valuesOf("mask"), Array(Math.min(length, T)).fill(1));
      assert.deepEqual(valuesOf("difference"), [0, 0, 0, 0]);
      const scores = valuesOf("score");
      assertClose(valuesOf("real"), [scores.reduce((a, b) => a + b) / scores.length], 1e-6, "real");
    }
    assert.ok(found > 0);
    masked!.dispose();
    plain!.dispose();
  },
);
