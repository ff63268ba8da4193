import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { localize } from "../../../pipeline/inference/localize.ts";
import { secondsPerSample } from "../../../pipeline/inference/upsample.ts";
import type { InferenceSection } from "../../../specs/recipe/inference.ts";
import { ROOT } from "../../shared.ts";
import { group, rows, SECTION, signal } from "./section.ts";

interface Tensor {
  readonly shape: number[];
  readonly data: number[];
}

interface Case {
  readonly name: string;
  readonly config: Record<string, number> & Record<`${string}_values`, Tensor | number[]>;
  readonly length: number;
  readonly rows: number;
  readonly cas: Tensor;
  readonly actionness: Tensor;
  readonly scores: Tensor;
  readonly expect: {
    readonly classes: number[];
    readonly cas_norm: Tensor;
    readonly aness_norm: Tensor;
    readonly cas_up: Tensor;
    readonly aness_up: Tensor;
    readonly seconds_per_sample: number;
    readonly proposals: Record<string, number[][]>;
    readonly final: { class: number; score: number; segment: number[] }[];
  };
}

const FOLDER = join(ROOT, "tests/fixtures/cola");
const FILES = readdirSync(FOLDER).filter((name) => /^inference\.s\d+\.json$/.test(name));
assert(FILES.length > 0);

for (const file of FILES) {
  const { cases } = JSON.parse(readFileSync(join(FOLDER, file), "utf8")) as { cases: Case[] };
  assert(cases.length > 0);
  for (const each of cases) {
    Deno.test(`localize() gives classes, maps and segments of ${file}, ${each.name}`, () => compare(each));
  }
}

function compare({ config, length, rows: snippets, cas, actionness, scores, expect }: Case): void {
  const time = { stride: config["snippet_frames"]!, fps: config["fps"]!, length };
  const seconds = secondsPerSample(time, snippets, config["upscale"]!);
  assert(Math.abs(seconds - expect.seconds_per_sample) <= 1e-15);
  const signals = new Map([
    ["cas", signal(cas.shape, cas.data)],
    ["actionness", signal(actionness.shape, actionness.data)],
    ["video", signal(scores.shape, scores.data)],
  ]);
  const result = localize({ signals, secondsPerSample: seconds }, section(config));
  assert.deepEqual(result.classes, expect.classes);
  assert.equal(result.flatMaps, 0);
  result.classes.forEach((c, i) => {
    assert.deepEqual(result.normalized("cas", c), Float32Array.from(column(expect.cas_norm, i)));
    assert.deepEqual(result.upsampled("cas", c), Float64Array.from(column(expect.cas_up, i)));
    assert.deepEqual(result.normalized("actionness", c), Float32Array.from(expect.aness_norm.data));
    assert.deepEqual(result.upsampled("actionness", c), Float64Array.from(expect.aness_up.data));
    near(rows(result.proposals.get(c)!), expect.proposals[c]!);
  });
  assert.deepEqual([...result.proposals.keys()].map(String), Object.keys(expect.proposals));
  assert.deepEqual(result.segments.map((s) => s.classIndex), expect.final.map((s) => s.class));
  near(rows(result.segments), expect.final.map(({ score, segment }) => [score, ...segment]));
}

function section(config: Case["config"]): InferenceSection {
  const values = (key: `${string}_values`) => {
    const list = config[key]!;
    return Array.isArray(list) ? list : list.data;
  };
  return {
    ...SECTION,
    classes: { from: "video", threshold: config["class_thresh"]!, strict: false, fallback: "best" },
    proposals: {
      by_cas: group({ group_on: "cas", score_on: "thresholded", thresholds: values("cas_thresh_values") }),
      by_actionness: group({
        group_on: "actionness",
        score_on: "cas",
        thresholds: values("aness_thresh_values"),
      }),
    },
    normalize: "minmax",
    upsample: config["upscale"]!,
    score: {
      kind: "outer_inner_contrast",
      margin: config["outer_ratio"]!,
      video_weight: config["score_gamma"]!,
    },
    suppress: { kind: "nms", overlap: config["nms_thresh"]!, length: "plus_one" },
  };
}

function column({ shape: [length, count], data }: Tensor, c: number): number[] {
  return Array.from({ length: length! }, (_, t) => data[t * count! + c]!);
}

function near(actual: number[][], expected: number[][]): void {
  assert.equal(actual.length, expected.length);
  const wrong = actual.flatMap((row, i) =>
    row.every((value, j) => Math.abs(value - expected[i]![j]!) <= 1e-9) ? [] : [{ i, row, of: expected[i] }]
  );
  assert.deepEqual(wrong, []);
}
