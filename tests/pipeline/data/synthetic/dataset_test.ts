import assert from "node:assert/strict";
import fc from "fast-check";
import { createKind } from "../../../../pipeline/kinds/kind.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import { makeBatch } from "../../../../pipeline/data/batches/batches.ts";
import type { Dataset } from "../../../../pipeline/data/dataset.ts";
import { generateDataset } from "../../../../pipeline/data/synthetic/dataset.ts";
import { drawDirections } from "../../../../pipeline/data/synthetic/directions.ts";
import { generateFeatures, signalsOf } from "../../../../pipeline/data/synthetic/features.ts";
import { planTimeline, type Stretch } from "../../../../pipeline/data/synthetic/timeline.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { fields } from "../../../../specs/options/fields.ts";
import type { FeaturesSection } from "../../../../specs/recipe/mod.ts";
import { synthetic } from "../../../../specs/recipe/synthetic.ts";

const SCHEMA = synthetic(fields((text) => Number(text), () => new Map()));
const CLASSES = ["dive", "jump", "spin"];

/** Options of generated data, checked as those of a recipe. */
function options(changes: Record<string, unknown> = {}) {
  return SCHEMA.parse({ kind: "synthetic", classes: CLASSES, videos: { train: 9, test: 6 }, ...changes });
}

function features(changes: Partial<FeaturesSection["sources"]> = {}): FeaturesSection {
  const source = { path: "", width: 6, fps: 25, stride: 16 };
  return {
    sources: { rgb: source, flow: { ...source, width: 4 }, ...changes } as FeaturesSection["sources"],
    length_mismatch: "error",
    sampling: { length: 20, train: { kind: "random_perturb" }, test: { kind: "uniform" } },
  };
}

const generate = (changes: Record<string, unknown> = {}) =>
  generateDataset(options(changes), features(), { subset: "test" });

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

const covered = (stretches: readonly Stretch[], length: number) => {
  const times = new Int32Array(length);
  for (const { begin, end } of stretches) for (let t = begin; t < end; t++) times[t]!++;
  return times;
};

Deno.test("planTimeline() keeps actions apart and inside the video, whatever the options", () => {
  const range = (least: number, most: number) =>
    fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 0, max: 20 }))
      .map(([min, more]) => ({ min, max: min + more }));
  const any = fc.record({
    seed: fc.integer({ min: 0, max: 2147483647 }),
    length: range(1, 90),
    instances: range(1, 6),
    duration: range(1, 30),
    second_label: fc.double({ min: 0, max: 1, noNaN: true }),
    hard_negatives: fc.double({ min: 0, max: 1, noNaN: true }),
    context: fc.integer({ min: 0, max: 12 }).map((duration) => ({ duration })),
  });
  fc.assert(fc.property(any, fc.integer({ min: 0, max: 500 }), (changes, index) => {
    const data = options(changes);
    const { length, labels, actions, lookalikes } = planTimeline(data, index);
    assert.ok(length >= data.length.min && length <= data.length.max);
    assert.ok(actions.length >= 1 && actions.length <= Math.max(2, data.instances.max));
    assert.ok(labels.includes(index % 3));
    assert.deepEqual(labels, [...new Set(actions.map(({ label }) => label))].sort());
    for (const { begin, end } of [...actions, ...lookalikes]) {
      assert.ok(0 <= begin && begin < end && end <= length);
    }
    for (const { begin, end } of actions) {
      assert.ok(end - begin <= data.duration.max && end - begin >= Math.min(length, data.duration.min));
    }
    // Actions and what resembles them never share a snippet.
    assert.ok(covered([...actions, ...lookalikes], length).every((times) => times <= 1));
    actions.slice(1).forEach(({ begin }, i) => assert.ok(begin - actions[i]!.end >= 2));
  }));
});

Deno.test("planTimeline() puts background of the same class beside actions, of another class apart from them", () => {
  const data = options({ second_label: 0, hard_negatives: 1, context: { duration: 4 } });
  let apart = 0;
  for (let index = 0; index < 30; index++) {
    const { length, labels, actions, lookalikes } = planTimeline(data, index);
    const own = lookalikes.filter(({ label }) => labels.includes(label));
    const others = lookalikes.filter(({ label }) => !labels.includes(label));
    for (const { begin, end } of own) {
      assert.ok(end - begin <= 4);
      assert.ok(actions.some((action) => action.begin === end || action.end === begin));
    }
    for (const { begin, end } of others) {
      assert.ok(end - begin >= data.duration.min);
      assert.ok(!actions.some((action) => action.begin <= end && action.end >= begin));
    }
    apart += others.length;
    const missing = 2 * actions.length - own.length;
    const atEnds = Number(actions[0]!.begin === 0) + Number(actions.at(-1)!.end === length);
    assert.equal(missing, atEnds);
  }
  assert.ok(apart >= 20, `${apart} of 30 videos had room`);
  const without = options({ hard_negatives: 0, context: { duration: 0 } });
  for (let index = 0; index < 30; index++) assert.deepEqual(planTimeline(without, index).lookalikes, []);
});

Deno.test("signalsOf() fades towards the ends of an action", () => {
  const { label, part, acting } = signalsOf(
    {
      length: 9,
      labels: [2],
      actions: [{ label: 2, begin: 2, end: 6 }],
      lookalikes: [{ label: 2, begin: 6, end: 8 }, { label: 1, begin: 0, end: 1 }],
    },
    0.8,
    0.5,
  );
  const rounded = Array.from(part, (value) => Number(value.toFixed(12)));
  assert.deepEqual(rounded, [0.5, 0, 0.4, 0.8, 0.8, 0.4, 0.5, 0.5, 0]);
  assert.deepEqual([...acting], [0, 0, 1, 1, 1, 1, 0, 0, 0]);
  assert.deepEqual([...label], [1, 0, 2, 2, 2, 2, 2, 2, 0]);
});

Deno.test("generateFeatures() mixes class, scene and motion, and adds noise", () => {
  const D = 8;
  const directions = drawDirections(5, "rgb", 3, D);
  const all = [...directions.classes, directions.motion, ...directions.scenes];
  for (const vector of all) assert.ok(Math.abs(Math.hypot(...vector) - 1) < 1e-12);
  assert.equal(new Set(all.map(([first]) => first)).size, 8);

  const timeline = { length: 400, labels: [1], actions: [{ label: 1, begin: 3, end: 6 }], lookalikes: [] };
  const quiet = options({ noise: 0, motion: 0.5, weakness: 1 });
  const video = { source: "rgb", index: 0 };
  const clean = generateFeatures(timeline, directions, quiet, video);
  const row = (t: number) => clean.subarray(t * D, (t + 1) * D);
  const scene = directions.scenes.findIndex(([value]) => Math.fround(value!) === row(0)[0]);
  assert.deepEqual(row(0), Float32Array.from(directions.scenes[scene]!));
  assert.deepEqual(
    row(4),
    Float32Array.from(directions.classes[1]!, (value, d) => value + 0.5 * directions.motion[d]!),
  );
  const third = (d: number) =>
    directions.classes[1]![d]! / 3 + directions.scenes[scene]![d]! * 2 / 3 + directions.motion[d]! / 2;
  row(3).forEach((value, d) => assert.ok(Math.abs(value - third(d)) < 1e-6));
  const scenes = new Set(Array.from({ length: 394 }, (_, t) => row(t + 6)[0]));
  assert.ok(scenes.size > 1 && scenes.size <= 4, "the background changes among four scenes");

  const noisy = generateFeatures(timeline, directions, { ...quiet, noise: 2 }, video);
  const noise = Array.from(noisy, (value, i) => (value - clean[i]!) / 2);
  const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
  const variance = noise.reduce((sum, value) => sum + value * value, 0) / noise.length;
  const fourth = noise.reduce((sum, value) => sum + value ** 4, 0) / noise.length;
  // 3,200 draws: standard errors 0.018, 0.025 and 0.17.
  assert.ok(Math.abs(mean) < 0.07 && Math.abs(variance - 1) < 0.1 && Math.abs(fourth - 3) < 0.7);
});

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
  const wider = { flow: { path: "", width: 5, fps: 25, stride: 16 } };
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
    refusal({}, { rgb: { path: "", width: 6, fps: { file: "fps.json" }, stride: 16 } }),
    `error: features.sources.rgb.fps must be a number in a generated data set: it is a file, "fps.json"
  = for instance fps: 25`,
  );
  assert.equal(
    refusal({}, { flow: { path: "", width: 4, fps: 25, stride: 8 } }),
    `error: Snippets of "rgb" last 0.64 s and of "flow" 0.32 s: rows of all sources must cover the same times
  = make stride / fps of the sources equal`,
  );
  const late = { path: "", width: 4, fps: 25, stride: 4 };
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
  const batch = (videos: Dataset["train"]) => makeBatch(dataset, videos, sampling, { seed: 0, step: 1 });
  const seen = await batch(dataset.train);
  assert.deepEqual(seen, await batch(dataset.train.map((video) => ({ ...video, segments: [] }))));
  assert.deepEqual(Object.keys(seen).sort(), ["features", "labels", "lengths", "positions", "shape"]);
  assert.ok(seen.features.every(Number.isFinite));
});
