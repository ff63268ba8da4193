/** A generated data set. */
import { createHash } from "node:crypto";
import { type Diagnostic, UserError } from "../../specs/diagnostics.ts";
import type { SyntheticData } from "../../specs/recipe/data.ts";
import type { EvaluationSection, FeaturesSection } from "../../specs/recipe/mod.ts";
import type { GroundTruth } from "../evaluation/ground_truth.ts";
import { count } from "../evaluation/layout.ts";
import type { Dataset, Video } from "./dataset.ts";
import { drawDirections, generateFeatures } from "./synthetic_features.ts";
import { planTimeline, type Timeline } from "./synthetic_timeline.ts";

/** Raised whenever the same options give other videos. */
const VERSION = 1;

/**
 * Generates a data set: a pure function of the options. Widths, fps and stride are those of the recipe's sources.
 *
 * @throws {UserError} When a source's fps is a file, the sources' fps or stride differ, the class names are not in
 * code-point order, or there are fewer training videos than classes.
 */
export function generateDataset(
  data: SyntheticData,
  features: FeaturesSection,
  evaluation: EvaluationSection,
): Dataset {
  const { fps, stride } = checkOptions(data, features);
  const { classes, videos: { train: trainCount, test: testCount } } = data;
  const sources = Object.entries(features.sources).map(([name, { width }]) => {
    return { name, width, directions: drawDirections(data.seed, name, classes.length, width) };
  });
  const width = sources.reduce((sum, source) => sum + source.width, 0);
  const timelines = new Map<string, { timeline: Timeline; index: number }>();
  const videos = Array.from({ length: trainCount + testCount }, (_, index): Video => {
    const split = index < trainCount ? "train" : "test";
    const id = `${split}_${String(split === "train" ? index + 1 : index + 1 - trainCount).padStart(4, "0")}`;
    const timeline = planTimeline(data, index);
    timelines.set(id, { timeline, index });
    const segments = timeline.actions.map(({ label, begin, end }) => ({
      label: classes[label]!,
      start: (begin * stride) / fps,
      end: (end * stride) / fps,
    }));
    const { length, labels } = timeline;
    return { id, split, labels, length, fps, stride, duration: (length * stride) / fps, segments };
  });
  const train = videos.slice(0, trainCount);
  const test = videos.slice(trainCount);
  const read = new Map<string, Float32Array>();
  return {
    classes,
    train,
    test,
    width,
    sources: sources.map(({ name, width }) => ({ name, width })),
    read({ id }) {
      let rows = read.get(id);
      if (!rows) {
        const { timeline, index } = timelines.get(id)!;
        const values = new Float32Array(timeline.length * width);
        let first = 0;
        for (const { name: source, width: columns, directions } of sources) {
          generateFeatures(timeline, directions, data, { source, index }, (row, column, value) => {
            values[row * width + first + column] = value;
          });
          first += columns;
        }
        read.set(id, rows = values);
      }
      return Promise.resolve(rows);
    },
    groundTruth: groundTruthOf(test, classes, evaluation.subset),
    hash: createHash("sha256")
      .update(JSON.stringify([VERSION, data, sources.map(({ name, width }) => [name, width]), fps, stride]))
      .digest("hex"),
    warnings: [],
    describe: () => [
      `generated from seed ${data.seed}: ${classes.length} classes`,
      ...sources.map(({ name, width }) => `${name} [L, ${width}] at ${fps} fps, stride ${stride}`),
      ...([["train", train], ["test", test]] as const).map(([name, list]) => describeSplit(name, list)),
    ],
  };
}

function describeSplit(name: string, videos: readonly Video[]): string {
  const snippets = videos.reduce((sum, { length }) => sum + length, 0);
  const instances = videos.reduce((sum, { segments }) => sum + segments.length, 0);
  return `${name} ${count(videos.length, "video")}, ${count(snippets, "snippet")}, ${
    count(instances, "instance")
  }`;
}

function groundTruthOf(test: readonly Video[], classes: readonly string[], subset: string): GroundTruth {
  const videos = new Map(test.map(({ id, segments }) => {
    return [id, segments.map((segment, index) => ({ ...segment, index }))];
  }));
  const present = classes.filter((_, c) => test.some(({ labels }) => labels.includes(c)));
  return { subset, videos, classes: present, labels: present };
}

/** The frame rate and stride that all sources share. */
function checkOptions(
  { classes, videos }: SyntheticData,
  { sources }: FeaturesSection,
): { fps: number; stride: number } {
  const problems: Diagnostic[] = [];
  const clocks = Object.entries(sources).map(([name, { fps, stride }]) => {
    if (typeof fps !== "number") {
      problems.push({
        message: `Generated features of source "${name}" need fps as a number`,
        hint: `fps: 25`,
      });
    }
    return { name, fps: Number(fps), stride };
  });
  const [first, ...others] = clocks;
  for (const other of others) {
    if (problems.length > 0 || (other.fps === first!.fps && other.stride === first!.stride)) continue;
    problems.push({
      message: `Sources "${first!.name}" and "${other.name}" must have the same fps and stride: they have ` +
        `${first!.fps}, ${first!.stride} and ${other.fps}, ${other.stride}`,
    });
  }
  if (videos.train < classes.length) {
    problems.push({
      message:
        `data.videos.train must be at least the number of classes, ${classes.length}: current value is ${videos.train}`,
    });
  }
  if (problems.length > 0) throw new UserError("Cannot generate the data set", problems);
  return first!;
}
