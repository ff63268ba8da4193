import assert from "node:assert/strict";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { makeBatch } from "../../../../pipeline/data/batches/batches.ts";
import type { Dataset } from "../../../../pipeline/data/dataset.ts";
import { generateDataset } from "../../../../pipeline/data/synthetic/dataset.ts";
import { drawDirections } from "../../../../pipeline/data/synthetic/directions.ts";
import { generateFeatures } from "../../../../pipeline/data/synthetic/features.ts";
import { planTimeline } from "../../../../pipeline/data/synthetic/timeline.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { FeaturesSection } from "../../../../specs/recipe/mod.ts";
import { CLASSES, features, generate, options, SCHEMA } from "./generated.ts";

/** What a person sees instead of a data set. */
function refusal(
  changes: Record<string, unknown>,
  sources: Partial<FeaturesSection["sources"]> = {},
): string {
  try {
    generateDataset(options(changes), features(sources), { subset: "test" });
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error);
    throw error;
  }
  throw new Error("nothing was refused");
}

Deno.test("generateDataset() states labels, seconds and ground truth of its timelines", async () => {
  const data = options();
  const dataset = generate();
  const { train, test, width, sources, groundTruth, warnings } = dataset;
  assert.deepEqual([train.length, test.length, width], [9, 6, 10]);
  assert.deepEqual(sources, [{ name: "rgb", width: 6 }, { name: "flow", width: 4 }]);
  assert.deepEqual(warnings, []);
  assert.equal(new Set([...train, ...test].map(({ id }) => id)).size, 15);
  assert.deepEqual([...new Set(train.flatMap(({ labels }) => labels))].sort(), [0, 1, 2]);
  const { actions, labels, length } = planTimeline(data, 10);
  assert.deepEqual(test[1], {
    id: "test_0002",
    split: "test",
    labels,
    length,
    fps: 25,
    stride: 16,
    duration: length * 16 / 25,
    segments: actions.map(({ label, begin, end }) => {
      return { label: CLASSES[label], start: begin * 16 / 25, end: end * 16 / 25 };
    }),
  });
  assert.deepEqual([...groundTruth!.videos.keys()], test.map(({ id }) => id));
  assert.deepEqual(
    groundTruth!.videos.get("test_0002"),
    test[1]!.segments.map((segment, index) => ({ ...segment, index })),
  );
  assert.deepEqual([groundTruth!.subset, groundTruth!.classes, groundTruth!.labels], [
    "test",
    CLASSES,
    CLASSES,
  ]);

  const rows = await dataset.read(test[1]!);
  assert.equal(rows.length, length * 10);
  const part = (source: string, width: number) =>
    generateFeatures(planTimeline(data, 10), drawDirections(0, source, 3, width), data, {
      source,
      index: 10,
    });
  assert.deepEqual(rows.subarray(30, 36), part("rgb", 6).subarray(18, 24));
  assert.deepEqual(rows.subarray(36, 40), part("flow", 4).subarray(12, 16));
});

Deno.test("generateDataset() repeats itself in any order of reading", async () => {
  const [one, two] = [generate(), generate()];
  const videos = [...one.train, ...one.test];
  const forward = await Promise.all(videos.map((video) => one.read(video)));
  const backward = await Promise.all(videos.toReversed().map((video) => two.read(video)));
  assert.deepEqual(forward, backward.reverse());
  assert.deepEqual([two.train, two.test], [one.train, one.test]);
  const other = generate({ seed: 1 });
  assert.notDeepEqual(other.train, one.train);
});

Deno.test("generateDataset() lets signals in between videos that take long", async () => {
  const { train, read } = generate({ length: { min: 200_000, max: 200_000 } });
  const reading = train.slice(0, 2).map((video) => read(video));
  let late = false;
  setTimeout(() => late = true);
  await reading[0];
  await reading[1];
  assert.ok(late);
});

Deno.test("hash of generated data changes with every option that changes the videos", () => {
  const changes: Record<string, unknown>[] = [
    {},
    { seed: 1 },
    { videos: { train: 10, test: 6 } },
    { length: { min: 61 } },
    { instances: { max: 4 } },
    { duration: { max: 25 } },
    { second_label: 0.1 },
    { noise: 0.2 },
    { motion: 0.1 },
    { weakness: 0.1 },
    { context: { similarity: 0.1 } },
    { context: { duration: 1 } },
    { hard_negatives: 0 },
  ];
  assert.equal(new Set(changes.map((change) => generate(change).hash)).size, changes.length);
  assert.equal(generate().hash, generate().hash);
  const wider = { flow: { path: "", format: { kind: "npy" }, width: 5, fps: 25, stride: 16 } };
  assert.notEqual(
    generateDataset(options(), features(wider), { subset: "test" }).hash,
    generate().hash,
  );
});

Deno.test("generated data are described", () => {
  const { describe, train } = generate();
  const snippets = train.reduce((sum, { length }) => sum + length, 0);
  assert.equal(describe()[0], "rgb: 6 values per snippet, 25 fps, stride 16, generated from seed 0");
  assert.equal(describe()[2], `train: 9 videos, ${snippets.toLocaleString("en-US")} snippets, 3 classes`);
});

Deno.test("generateDataset() refuses sources without one time", () => {
  assert.equal(
    refusal({}, {
      rgb: { path: "", format: { kind: "npy" }, width: 6, fps: { file: "fps.json" }, stride: 16 },
    }),
    `error: features.sources.rgb.fps must be a number in a generated data set: it is a file, "fps.json"
  = for instance fps: 25`,
  );
  assert.equal(
    refusal({}, { flow: { path: "", format: { kind: "npy" }, width: 4, fps: 25, stride: 8 } }),
    `error: Snippets of "rgb" last 0.64 s and of "flow" 0.32 s: rows of all sources must cover the same times
  = make stride / fps of the sources equal`,
  );
  const late = { path: "", format: { kind: "npy" }, width: 4, fps: 25, stride: 4 };
  assert.match(
    refusal({}, { flow: { ...late, stride: 8 }, third: late }),
    /^error: Snippets of "rgb" last 0\.64 s and of "flow" 0\.32 s: /,
  );
});

Deno.test("the schema of generated data refuses bounds that cross, parts outside of [0, 1] and classes that cannot be learnt", () => {
  const paths = (changes: Record<string, unknown>) =>
    SCHEMA.safeParse({ ...options(), ...changes }).error?.issues.map(({ path }) => path.join("."));
  assert.deepEqual(paths({ length: { min: 9, max: 8 } }), ["length"]);
  assert.deepEqual(paths({ weakness: 1.5, context: { similarity: -1 } }), ["weakness", "context.similarity"]);
  assert.deepEqual(paths({ classes: ["spin", "jump", "walk"] }), ["classes.1"]);
  assert.deepEqual(paths({ videos: { train: 2, test: 1 } }), ["videos.train"]);
  assert.equal(paths({ noise: 0, context: { duration: 0 } }), undefined);
});

Deno.test("a training batch of generated videos is the same without their segments", async () => {
  const dataset = generate();
  const { length, train } = features().sampling;
  const sampling = { length, sample: createKind(KINDS.train_samplers, train) };
  const batch = (videos: Dataset["train"]) => makeBatch(dataset, videos, sampling, { seed: 0, pass: 1 });
  const seen = await batch(dataset.train);
  assert.deepEqual(seen, await batch(dataset.train.map((video) => ({ ...video, segments: [] }))));
  assert.deepEqual(Object.keys(seen).sort(), ["features", "labels", "lengths", "positions", "shape"]);
  assert.ok(seen.features.every(Number.isFinite));
});

Deno.test("generateDataset() places actions where the windows of its snippets have their middles", () => {
  const windowed = { path: "", format: { kind: "npy" }, width: 6, fps: 25, stride: 16, window: 64 };
  const sources = { rgb: windowed, flow: { ...windowed, width: 4 } };
  const dataset = generateDataset(options(), features(sources), { subset: "test" });
  const plain = generate();
  dataset.test.forEach((video, i) => {
    const { duration, segments, length } = plain.test[i]!;
    assert.equal(video.duration, (length * 16 + 48) / 25);
    assert.ok(Math.abs(video.duration - duration! - 1.92) < 1e-9);
    video.segments.forEach(({ start, end }, k) => {
      assert.ok(Math.abs(start - segments[k]!.start - 0.96) < 1e-9);
      assert.ok(Math.abs(end - segments[k]!.end - 0.96) < 1e-9);
    });
  });
  assert.notEqual(dataset.hash, plain.hash);
});
