/** A generated data set. */
import type { SyntheticData } from "../../../specs/recipe/synthetic.ts";
import type { EvaluationSection, FeaturesSection } from "../../../specs/recipe/mod.ts";
import { breather } from "../../breather.ts";
import { createCache } from "../disk/cache.ts";
import { contentHash } from "../content_hash.ts";
import type { Dataset } from "../dataset.ts";
import { describeDataset } from "../describe.ts";
import { truthOf } from "../truth_of.ts";
import { sideBySide } from "../../kinds/formats/stored_rows.ts";
import { firstBegins } from "../snippet_times.ts";
import { type Directions, drawDirections } from "./directions.ts";
import { generateFeatures } from "./features.ts";
import { checkSyntheticOptions } from "./options.ts";
import { planTimeline, type Timeline } from "./timeline.ts";
import { numbered, videoOf } from "./videos.ts";

/** Raised whenever the same options give other videos. */
const VERSION = 1;
/** Bytes of features that are kept; others are generated again. */
const KEPT = 512 * 2 ** 20;

/** A source and what its features are made of. */
interface Source {
  readonly name: string;
  readonly width: number;
  readonly directions: Directions;
}

/**
 * Generates a data set, a pure function of the options; widths, fps and stride are those of the recipe's sources.
 *
 * @throws {UserError} As `checkSyntheticOptions`.
 */
export function generateDataset(
  data: SyntheticData,
  features: FeaturesSection,
  { subset }: Pick<EvaluationSection, "subset">,
): Dataset {
  const times = checkSyntheticOptions(features);
  const { seed, classes } = data;
  const { train: trainCount, test: testCount } = data.videos;
  const sources = Object.entries(features.sources).map(([name, { width }]): Source => {
    return { name, width, directions: drawDirections(seed, name, classes.length, width) };
  });
  const timelines = Array.from({ length: trainCount + testCount }, (_, index) => planTimeline(data, index));
  const videos = timelines.map((timeline, index) => {
    const split = index < trainCount ? "train" : "test";
    const id = numbered(split, index < trainCount ? index : index - trainCount);
    return videoOf({ id, split }, timeline, classes, times);
  });
  const train = videos.slice(0, trainCount);
  const test = videos.slice(trainCount);
  const groundTruth = truthOf(test, classes, subset);
  const indices = new Map(videos.map(({ id }, index) => [id, index]));
  // One video after the other, with room for signals in between.
  let generating: Promise<unknown> = Promise.resolve();
  const breathe = breather();
  const cache = createCache<Float32Array>(KEPT, ({ byteLength }) => byteLength);
  return {
    classes,
    train,
    test,
    sources: sources.map(({ name, width }) => ({ name, width })),
    width: sources.reduce((sum, { width }) => sum + width, 0),
    read({ id }) {
      const known = cache.get(id);
      if (known) return Promise.resolve(known);
      const generated = generating.then(async () => {
        await breathe();
        const index = indices.get(id)!;
        const rows = cache.get(id) ?? generateRows(timelines[index]!, sources, data, index);
        cache.set(id, rows);
        return rows;
      });
      generating = generated.catch(() => {});
      return generated;
    },
    groundTruth,
    hash: contentHash([
      ["generator", String(VERSION)],
      ["data", JSON.stringify(data)],
      ["times", `${times.stride / times.fps}`],
      ...(times.window === undefined ? [] : [["begin", `${firstBegins(times)}`] as const]),
      ...sources.map(({ name, width }) => [name, String(width)] as const),
    ]),
    warnings: [],
    describe: () =>
      describeDataset(
        { train, test, classes, groundTruth },
        features.sources,
        () => `generated from seed ${seed}`,
      ),
  };
}

/** [L, D], the sources in order. */
function generateRows(
  timeline: Timeline,
  sources: readonly Source[],
  options: SyntheticData,
  index: number,
): Float32Array {
  const parts = sources.map(({ name: source, width, directions }) => {
    return { width, data: generateFeatures(timeline, directions, options, { source, index }) };
  });
  return sideBySide(parts, timeline.length);
}
