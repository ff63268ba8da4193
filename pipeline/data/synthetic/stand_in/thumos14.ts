/** A full-size stand-in for THUMOS14: its layout, lengths and annotations where they are at hand, generated features. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { userError } from "../../../../specs/diagnostics/diagnostics.ts";
import { readAnnotations } from "../../../annotations/ground_truth.ts";
import type { Video } from "../../dataset.ts";
import { isAbsent, readText } from "../../../files/reading.ts";
import {
  annotatedVideos,
  drawVideos,
  type SplitLists,
  type SplitSizes,
  type StandInLayout,
} from "./videos.ts";

/** Videos of the data set. */
export const THUMOS14_SIZES: SplitSizes = { train: 200, test: 210 };

/** Annotations with durations, below a folder of shared data. */
const SHARED_FILE = "data/thumos14/gt_with_durations.json";

const baseSchema = z.object({
  data: z.object({ classes: z.array(z.string()) }),
  features: z.object({
    sources: z.record(z.string(), z.object({ width: z.int(), fps: z.number(), stride: z.number() })),
  }),
});

/** Classes, sources and times, from the text of `recipes/base/thumos14.yaml`. */
export function thumos14Layout(text: string): StandInLayout {
  const { data: { classes }, features } = baseSchema.parse(parse(text));
  const sources = Object.entries(features.sources);
  const [, { fps, stride }] = sources[0]!;
  return { classes, sources: sources.map(([name, { width }]) => ({ name, width })), fps, stride };
}

/** The annotation file in the first of `folders` that has one. */
export function sharedAnnotations(folders: readonly (string | undefined)[]): string | undefined {
  const files = folders.flatMap((folder) => folder ? [join(folder, SHARED_FILE)] : []);
  return files.find((file) => existsSync(file));
}

/**
 * The videos of an annotation file with durations: those of `split_train.txt` and `split_test.txt` beside it, or else
 * by subset, `test` and all others. Without a file, drawn videos.
 *
 * @throws {UserError} As `readAnnotations` and `annotatedVideos`.
 */
export async function thumos14Videos(
  annotations: string | undefined,
  layout: StandInLayout,
  seed: number,
  sizes: SplitSizes = THUMOS14_SIZES,
): Promise<Video[]> {
  if (annotations === undefined) return drawVideos(layout, sizes, seed);
  const { database } = await readAnnotations(annotations);
  const bySubset = (isTest: boolean) =>
    [...database].filter(([, { subset }]) => (subset === "test") === isTest).map(([id]) => id);
  const lists: SplitLists = {
    train: await readList(annotations, "split_train.txt") ?? bySubset(false),
    test: await readList(annotations, "split_test.txt") ?? bySubset(true),
  };
  if (lists.train.length === 0 || lists.test.length === 0) {
    throw userError(
      `"${annotations}" has ${lists.train.length} training and ${lists.test.length} test videos: both are needed`,
      "put split_train.txt and split_test.txt beside it, or name the subset of test videos test",
    );
  }
  return annotatedVideos(database, lists, layout);
}

async function readList(annotations: string, name: string): Promise<string[] | undefined> {
  const text = await readText(join(dirname(annotations), name)).catch((error) => {
    if (isAbsent(error)) return undefined;
    throw error;
  });
  return text?.split("\n").map((line) => line.trim()).filter((line) => line !== "");
}
