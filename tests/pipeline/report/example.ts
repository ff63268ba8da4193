/** Report data such as a run of a recipe gives, made up from a seed. */
import type {
  ReportData,
  ReportLoss,
  ReportSegment,
  ReportVideo,
} from "../../../pipeline/report/report_data.ts";
import { exampleMap } from "./example_map.ts";
import { exampleDiagnosis } from "./example_diagnosis.ts";
import { type ReportMining, reportMining } from "../../../pipeline/report/report_mining.ts";

/** What an example is to contain. */
export interface ExampleOptions {
  readonly seed?: number;
  readonly classes?: number;
  readonly videos?: number;
  readonly steps?: number;
  readonly snippets?: number;
}

const NAMES = ["HighJump", "LongJump", "PoleVault", "CliffDiving", "Diving", "VolleyballSpiking", "Shotput"];
const SECONDS_PER_SNIPPET = 0.64;
const TIOU = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];

/** Data for a whole report. */
export function exampleReport(options: ExampleOptions = {}): ReportData {
  const { seed = 0, classes = 7, videos = 3, steps = 2000, snippets = 330 } = options;
  const random = uniform(seed);
  const labels = Array.from({ length: classes }, (_, i) => NAMES[i] ?? `Action ${i + 1}`);
  const evaluations = Array.from({ length: 10 }, (_, i) => ({
    step: (i + 1) * steps / 10,
    average: 43 * (1 - Math.exp(-(i + 1) / 2)) - 0.4 * i + 2 * random(),
  }));
  const last = evaluations.at(-1)!.average;
  const best = evaluations.toSorted((a, b) => b.average - a.average)[0]!;
  return {
    recipe: "example_recipe",
    seed,
    engine: "tensorflow",
    steps,
    run: `example_recipe-1f0c9a3e-s${seed}`,
    overrides: [`training.steps=${steps}`, `training.seed=${seed}`],
    protocol: "thumos14_seconds",
    environment: [
      ["walt", "0.1.0"],
      ["Deno", "2.9.6"],
      ["platform", "linux x86_64, 2 cores"],
      ["TensorFlow", "2.21.0"],
      ["recipe hash", "1f0c9a3e5b7d2846"],
      ["features", "rgb 1024, flow 1024; 25 fps, stride 16"],
    ],
    counts: [["training videos", "200"], ["test videos", "212"], ["instances", "3,358"], [
      "snippets",
      "181,034",
    ]],
    map: TIOU.map((tiou) => ({ tiou, percent: last * (1.55 - 1.35 * tiou) })),
    averages: [
      { name: "0.1:0.7", percent: last },
      { name: "0.1:0.5", percent: last * 1.18 },
      { name: "0.3:0.7", percent: last * 0.83 },
    ],
    keeps: "last",
    by: "0.1:0.7",
    last: { step: steps, average: last },
    best,
    classification: 92.4,
    accuracy: 81.6,
    neverPredicted: undefined,
    perClass: labels.map((label) => {
      const strength = 20 + 60 * random();
      return {
        label,
        percent: TIOU.map((tiou) => strength * (1.4 - 1.5 * tiou)),
        instances: 20 + Math.floor(200 * random()),
        predictions: 400 + Math.floor(4000 * random()),
      };
    }),
    losses: [
      exampleLoss("total", undefined, 3, 0.06, steps, random),
      exampleLoss("action", 1, 2.9, 0.02, steps, random),
      exampleLoss("refine_action", 0.01, 4.2, 2.9, steps, random),
      exampleLoss("refine_background", 0.01, 4.1, 2.2, steps, random),
    ],
    logged: [exampleLoss("zero_median", undefined, 0.3, 0.01, steps, uniform(7))],
    evaluations,
    diagnosis: exampleDiagnosis(random),
    mining: exampleMining(steps),
    maps: [exampleMap("by_cas", [0, 0.125, 0.25]), exampleMap("by_actionness", [0.5])],
    videos: Array.from({ length: videos }, (_, i) => exampleVideo(i, labels, snippets, random)),
    recipeText:
      "version: 1\nname: example_recipe\nconstants:\n  hidden: 2048 # features of the embedding\n  r_hard: 20\n",
    warnings: [
      "70 annotated segments end after their video, for instance video_test_0000270: 54.2 s of 53.9 s",
    ],
  };
}

/** A loss that falls from `from` to `to`, with noise. */
function exampleLoss(
  name: string,
  weight: number | undefined,
  from: number,
  to: number,
  steps: number,
  random: () => number,
): ReportLoss {
  const points = Array.from({ length: steps }, (_, i) => ({
    step: i + 1,
    value: to + (from - to) * Math.exp(-6 * i / steps) * (0.85 + 0.3 * random()),
  }));
  return { name, points, ...(weight === undefined ? {} : { weight }) };
}

/** Two signals whose targets grow with the scale, and one whose target does not. */
function exampleMining(steps: number): ReportMining {
  const scales = Array.from({ length: 10 }, (_, i) => (i + 1) / 10);
  const misses = (height: number, snippets = 640) => ({
    snippets,
    outside: scales.map((scale) => height * (1.1 - 0.5 * scale)),
    distance: scales.map((scale) => height / 15 * (1.1 - 0.4 * scale)),
  });
  const evaluations = (from: number, to: number) =>
    Array.from({ length: 6 }, (_, i) => ({
      step: i * steps / 5,
      ...misses(to + (from - to) * Math.exp(-i)),
      in_region: misses(to, 600),
      spilled: { snippets: 0, outside: scales.map(() => NaN), distance: scales.map(() => NaN) },
      against: misses(to * 1.2),
      region: { size: 23.4, undersized: 12.5 },
    }));
  const one = { snippets: 320, outside: [12.5], distance: [0.75] };
  const signals = {
    hard_action: {
      target: "inner",
      region: "inner",
      against: "easy_action",
      random: misses(85),
      evaluations: evaluations(80, 55),
    },
    hard_background: {
      target: "outer",
      region: "outer",
      against: "easy_background",
      random: misses(88),
      evaluations: evaluations(82, 60),
    },
    easy_action: {
      target: "action",
      random: one,
      evaluations: [{ step: 0, ...one }, { step: steps, ...one }],
    },
  };
  const logged = [{ step: 0, zero_median: 0.25 }, { step: steps, zero_median: 0.0123 }];
  return reportMining({ scales, distance: "video", videos: 212, signals, logged }, steps);
}

/** A video with a few instances of one or two classes. */
function exampleVideo(
  index: number,
  labels: readonly string[],
  snippets: number,
  random: () => number,
): ReportVideo {
  const duration = snippets * SECONDS_PER_SNIPPET;
  const present = index % 3 === 1 && labels.length > 4
    ? [labels[3]!, labels[4]!]
    : [labels[index % labels.length]!];
  const groundTruth: ReportSegment[] = [];
  for (let start = 4 + 8 * random(); start < duration - 14; start += 14 + 22 * random()) {
    const end = start + 3 + 6 * random();
    for (const label of present) groundTruth.push({ label, start, end });
  }
  const actionness = snippetCurve(groundTruth, snippets, 1.6, random);
  const confused = labels[(labels.indexOf(present[0]!) + 1) % labels.length]!;
  const sorted = actionness.toSorted((a, b) => a - b);
  const edges = (inside: number) =>
    groundTruth.flatMap(({ start, end }) => [start + inside * (1 + random()), end - inside * (1 + random())])
      .slice(0, 16);
  return {
    id: `video_test_${String(index + 1).padStart(7, "0")}`,
    duration,
    begin: 0,
    secondsPerSnippet: SECONDS_PER_SNIPPET,
    labels: present,
    groundTruth,
    detections: groundTruth.flatMap(({ label, start, end }) => [
      { label, start: start + random() - 0.5, end: end + random() - 0.5, score: 0.4 + 0.6 * random() },
      { label, start: start - 2 * random(), end: (start + end) / 2 + random(), score: 0.3 * random() },
      { label: confused, start: start + random(), end: end - random(), score: 0.5 * random() },
    ]),
    curves: [
      ...[...new Set([...present, confused])].map((label) => ({
        name: `cas: ${label}`,
        label,
        values: snippetCurve(groundTruth, snippets, label === confused ? 0.6 : 1.2, random),
      })),
      {
        name: "actionness",
        values: actionness,
        median: (sorted[Math.floor((snippets - 1) / 2)]! + sorted[Math.floor(snippets / 2)]!) / 2,
      },
    ],
    mined: [
      { name: "hard_action", seconds: edges(0.7), style: "filled" },
      { name: "hard_background", seconds: edges(-1.2), style: "outlined" },
    ],
  };
}

function snippetCurve(
  segments: readonly ReportSegment[],
  snippets: number,
  height: number,
  random: () => number,
): number[] {
  return Array.from({ length: snippets }, (_, i) => {
    const time = (i + 0.5) * SECONDS_PER_SNIPPET;
    const inside = Math.max(0, ...segments.map(({ start, end }) => Math.min(time - start, end - time)));
    return height *
      (Math.tanh(inside) * (0.7 + 0.3 * random()) + 0.15 + 0.05 * Math.sin(time / 5) + 0.15 * random() ** 2);
  });
}

/** Uniform numbers in [0, 1) from a linear congruential generator. */
function uniform(seed: number): () => number {
  let state = seed * 2 + 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
