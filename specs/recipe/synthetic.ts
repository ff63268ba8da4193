/** Section `data`, kind `synthetic`: a generated data set of untrimmed "videos" with boundaries known exactly. */
import { z } from "zod";
import { classNames } from "./class_names.ts";
import type { Fields } from "../options/fields.ts";

/** What a generated data set may ask for: all of it but the features is in memory. */
const MOST_VIDEOS = 100_000;
const MOST_SNIPPETS = 1_000_000;
const MOST_INSTANCES = 1000;
const MOST_INSTANCES_OF_ALL = 5_000_000;

/** The schema of a generated data set. */
export function synthetic({ number }: Fields) {
  const part = { min: 0, max: 1 };
  const range = (what: string, [min, max]: readonly [number, number], most: number) =>
    z.strictObject({
      min: number(`Least ${what}`, { integer: true, min: 1, max: most }).default(min),
      max: number(`Greatest ${what}`, { integer: true, min: 1, max: most }).default(max),
    }).refine((bounds) => bounds.min <= bounds.max, "must have min <= max").prefault({});
  return z.strictObject({
    kind: z.literal("synthetic").describe(
      "Generated videos: class-dependent features, hard boundaries, background that resembles action",
    ),
    seed: number("Seed of the generator", { integer: true, min: 0, max: 2147483647 }).default(0),
    classes: classNames(2).describe("Class names in code-point order"),
    videos: z.strictObject({
      train: number("Training videos, at least one per class", { integer: true, min: 1, max: MOST_VIDEOS }),
      test: number("Test videos", { integer: true, min: 1, max: MOST_VIDEOS }),
    }),
    length: range("length of a video, snippets", [60, 160], MOST_SNIPPETS),
    instances: range("number of actions in a video, as far as they fit", [2, 5], MOST_INSTANCES),
    duration: range("duration of an action, snippets", [8, 24], MOST_SNIPPETS),
    second_label: number("Part of the videos that show actions of two classes", part).default(0.2),
    noise: number(
      "Standard deviation of the noise in every feature value; a class's signal is a vector of length 1",
      { min: 0 },
    ).default(0.3),
    motion: number("Length of the signal that all snippets of all actions share, and no background", {
      min: 0,
    }).default(0.5),
    weakness: number(
      "Part of its class signal that an action lacks at its boundaries; it is complete in the middle (hard action)",
      part,
    ).default(0.7),
    context: z.strictObject({
      similarity: number(
        "Part of the class signal that background beside an action has (hard background)",
        part,
      )
        .default(0.5),
      duration: number("Snippets of such background at each end of an action, at most", {
        integer: true,
        min: 0,
        max: MOST_SNIPPETS,
      }).default(6),
    }).prefault({}),
    hard_negatives: number("Part of the videos with such background of a class that they do not show", part)
      .default(0.3),
  }).superRefine(({ classes, videos, instances }, context) => {
    const all = (videos.train + videos.test) * instances.max;
    if (all > MOST_INSTANCES_OF_ALL) {
      const message = `must be such that all videos have at most ${MOST_INSTANCES_OF_ALL} instances: ` +
        `${videos.train + videos.test} videos with up to ${instances.max} may have ${all}`;
      context.addIssue({ code: "custom", path: ["videos"], message });
    }
    if (videos.train >= classes.length) return;
    const message =
      `must be at least the number of classes, ${classes.length}: current value is ${videos.train}`;
    context.addIssue({ code: "custom", path: ["videos", "train"], message });
  });
}

/** A checked `data` section of kind `synthetic`: a generated data set. */
export interface SyntheticData {
  /** Which kind of data set it is. */
  readonly kind: "synthetic";
  /** Seed of the generator. */
  readonly seed: number;
  /** Class names in index order. */
  readonly classes: readonly string[];
  /** Numbers of training and test videos. */
  readonly videos: { readonly train: number; readonly test: number };
  /** Length of a video in snippets. */
  readonly length: Bounds;
  /** Number of actions in a video, as far as they fit. */
  readonly instances: Bounds;
  /** Duration of an action in snippets. */
  readonly duration: Bounds;
  /** Part of the videos that show actions of two classes, 0 to 1. */
  readonly second_label: number;
  /** Standard deviation of the noise in every feature value. */
  readonly noise: number;
  /** Length of the signal that all snippets of all actions share; that of a class has length 1. */
  readonly motion: number;
  /** Part of its class signal that an action lacks at its boundaries, 0 to 1. */
  readonly weakness: number;
  /** Background beside an action: the part of the class signal that it has, and its snippets at each end, at most. */
  readonly context: { readonly similarity: number; readonly duration: number };
  /** Part of the videos with such background of a class that they do not show, 0 to 1. */
  readonly hard_negatives: number;
}

/** A range of whole numbers, both ends included. */
export interface Bounds {
  /** The least. */
  readonly min: number;
  /** The greatest. */
  readonly max: number;
}
