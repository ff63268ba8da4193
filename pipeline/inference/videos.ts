/** Localizes the actions of many videos: several in one pass, while the ones before are localized and the next are read. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { prefetch } from "../data/batches/prefetch.ts";
import { videoTensors } from "../data/batches/tensors.ts";
import { batchOf, videoBatch } from "../data/batches/test_batch.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { type PackedForward, packedForward } from "../graph/forward_packed.ts";
import type { Pack } from "../graph/pack.ts";
import type { Model } from "../graph/model.ts";
import { release } from "../release.ts";
import { valuesOf, type VideoSource } from "./signals.ts";
import {
  computedNames,
  type ComputedVideo,
  computeSignals,
  localizeComputed,
  type LocalizedVideo,
  testRows,
} from "./video.ts";

/** Where test videos are read from. */
export type TestSource = VideoSource & Pick<Dataset, "test">;

/** What is computed of test videos. */
export interface VideosOptions {
  /** Some of the test videos; all of them by default. */
  readonly videos?: readonly Video[];
  /** Names signals to hand out besides those that section `inference` reads. */
  readonly also?: readonly string[] | undefined;
}

/** Localizes test videos in their order. Equal to `localizeVideo` to rounding. */
export async function* localizeVideos(
  model: Model,
  source: TestSource,
  options: VideosOptions = {},
): AsyncGenerator<LocalizedVideo, void, void> {
  const { program: { recipe: { inference } }, kinds } = model;
  for await (const video of computeVideos(model, source, options)) {
    yield localizeComputed(video, inference, kinds);
  }
}

/**
 * The signals of test videos in their order, of which `localizeVideos` makes segments. What is computed of a video is the same
 * to the bit whichever other ones are asked for.
 */
export async function* computeVideos(
  model: Model,
  source: TestSource,
  { videos = source.test, also = [] }: VideosOptions = {},
): AsyncGenerator<ComputedVideo, void, void> {
  const names = computedNames(model, also);
  const withRows = (video: Video): VideoRows => ({ video, positions: testRows(model, video) });
  const split = source.test.map(withRows);
  const forward = packedForward(model, names, split.map(({ positions }) => positions.length));
  const groups = groupsOf(videos === source.test ? split : videos.map(withRows), forward);
  const compute = computing(model, source, also, forward);
  const reading = prefetch((i) => compute.read(groups[i]!), groups.length - 1);
  let running: Promise<Computed> | undefined;
  let before: Computed | undefined;
  try {
    for (const i of groups.keys()) {
      running = compute.run(groups[i]!, await reading.take(i));
      // Its error is thrown where it is waited for.
      running.catch(() => {});
      yield* before?.videos() ?? [];
      before?.dispose();
      before = undefined;
      before = await running;
      running = undefined;
    }
    yield* before?.videos() ?? [];
  } finally {
    before?.dispose();
    (await running?.catch(() => undefined))?.dispose();
    await reading.close();
  }
}

/** A test video and the rows of it that are looked at. */
interface VideoRows {
  readonly video: Video;
  readonly positions: Int32Array;
}

/** Videos of one pass; without `pack` one that is computed by itself. */
interface Group {
  readonly videos: readonly VideoRows[];
  readonly pack: Pack | undefined;
}

/** The features of a group, up to a video that could not be read. */
interface Read {
  readonly features: Float32Array;
  readonly failed?: { readonly at: number; readonly error: unknown };
}

/** What is computed of a group. */
interface Computed {
  videos(): Iterable<ComputedVideo>;
  dispose(): void;
}

function groupsOf(videos: readonly VideoRows[], forward: PackedForward | undefined): Group[] {
  const lengths = videos.map(({ positions }) => positions.length);
  const groups: Group[] = [];
  for (let i = 0; i < videos.length;) {
    const pack = forward?.pack(lengths, i);
    const count = pack?.lengths.length ?? 1;
    groups.push({ videos: videos.slice(i, i + count), pack });
    i += count;
  }
  return groups;
}

/** How groups are read and computed. */
function computing(
  model: Model,
  source: TestSource,
  also: readonly string[],
  forward: PackedForward | undefined,
) {
  const { width } = source;

  async function read({ videos, pack }: Group): Promise<Read | undefined> {
    if (!pack) return undefined;
    const features = new Float32Array(forward!.rows * width);
    for (const [at, { video, positions }] of videos.entries()) {
      const start = pack.starts[at]! * width;
      try {
        await batchOf(source, video, positions, (size) => features.subarray(start, start + size));
      } catch (error) {
        return { features, failed: { at, error } };
      }
    }
    return { features };
  }

  async function run({ videos, pack }: Group, read: Read | undefined): Promise<Computed> {
    if (!pack) {
      const [{ video }] = videos as [VideoRows];
      const computed = await computeSignals(model, source, video, also);
      return { videos: () => [computed], dispose() {} };
    }
    const { features, failed } = read!;
    const parts = await forward!.runAside(features, pack);
    release(features);
    return {
      *videos() {
        for (const [i, { video, positions }] of videos.entries()) {
          // What comes before it is told first.
          if (failed?.at === i) throw failed.error;
          const rest = new Map<string, Tensor>(videoTensors(videoBatch(source, video, positions)));
          let tensors: Map<string, Tensor>;
          try {
            tensors = forward!.finish(parts, pack, i, rest);
          } finally {
            tf.dispose([...rest.values()]);
          }
          yield { video, positions, signals: valuesOf(tensors) };
        }
      },
      dispose: () => tf.dispose([...parts]),
    };
  }

  return { read, run };
}
