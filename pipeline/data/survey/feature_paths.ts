/** The paths of feature files as recipes write them, with {split} and {video}. */
import { isSameSubset } from "../../annotations/subsets.ts";

/** A file name taken apart. */
export interface FeaturePath {
  /** With {split} where a folder is named like a subset, and {video}. */
  readonly path: string;
  readonly video: string;
  /** Whether the video is one of the known ones. */
  readonly isKnown: boolean;
  /** What {split} stands for. */
  readonly split?: string;
}

const SUBSETS = ["train", "validation", "test"];

/**
 * Takes the name of a file apart, relative to the folder of the data set.
 *
 * @param ending What it ends in, which is no part of the video's name.
 * @param ids The names of videos, composed (NFC); where none fits, the file is taken to be named after its video.
 */
export function featurePath(name: string, ending: string, ids: ReadonlySet<string>): FeaturePath {
  const folders = name.split("/");
  const file = folders.pop()!;
  const stem = file.slice(0, file.length - ending.length);
  const at = folders.findIndex((folder) => SUBSETS.some((subset) => isSameSubset(folder, subset)));
  const named = folders.map((folder, i) => i === at ? "{split}" : folder);
  const split = at < 0 ? {} : { split: folders[at]! };
  const place = (file: string, video: string, isKnown = true): FeaturePath => ({
    path: [...named, file + ending].join("/"),
    video: video.normalize(),
    isKnown,
    ...split,
  });
  const knows = (text: string) => ids.has(text.normalize());
  if (knows(stem)) return place("{video}", stem);
  const folder = folders.findIndex(knows);
  if (folder >= 0) {
    const video = folders[folder]!;
    named[folder] = "{video}";
    return place(stem, video);
  }
  for (const { index } of [...stem.matchAll(/[-_.]/g)].reverse()) {
    const [before, after] = [stem.slice(0, index), stem.slice(index + 1)];
    if (knows(before)) return place(`{video}${stem.slice(index)}`, before);
    if (knows(after)) return place(`${stem.slice(0, index + 1)}{video}`, after);
  }
  return place("{video}", stem, false);
}

/** A name for a source: what its path says besides {split} and {video}. */
export function sourceName(path: string, ending: string, key?: string): string {
  const words = path.slice(0, -ending.length).split("/")
    .map((word) => word.replaceAll(/\{\w+\}/g, "").replace(/^[-_.]+|[-_.]+$/g, ""))
    .filter((word) => word !== "");
  const word = key ?? words.at(-1) ?? "features";
  const name = word.replaceAll(/\{\w+\}/g, "").replaceAll(/\W+/g, "_").replace(/^_+|_+$/g, "");
  return name === "" ? "features" : /^\d/.test(name) ? `features_${name}` : name;
}
