/** Videos without features. */
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { count } from "../../annotations/layout.ts";
import { isThere } from "../../files/reading.ts";
import { join } from "node:path";
import { featureName, nameOnDisk } from "./feature_name.ts";
import { namesText } from "./names_text.ts";
import type { ListedVideo } from "./splits.ts";

/** The names of videos of which a source has no file, in the order of the lists. */
export function withoutFeatures(
  root: string,
  { sources }: Pick<FeaturesSection, "sources">,
  videos: readonly ListedVideo[],
): string[] {
  const absent = videos.filter((video) =>
    Object.entries(sources).some(([source, { path }]) =>
      !isThere(join(root, nameOnDisk(root, featureName(path, source, video))))
    )
  );
  return absent.map(({ id }) => id);
}

/** The videos that a recipe leaves out; none where that would be a whole split, which is a mistake in the paths. */
export function leftOutVideos(
  { root, missing }: Pick<FolderData, "root" | "missing">,
  features: Pick<FeaturesSection, "sources">,
  videos: readonly ListedVideo[],
): readonly string[] {
  if (missing === "error") return [];
  const absent = new Set(withoutFeatures(root, features, videos));
  const isEmpty = (split: "train" | "test") =>
    videos.every((video) => video.split !== split || absent.has(video.id));
  return isEmpty("train") || isEmpty("test") ? [] : [...absent];
}

/** One sentence about the videos that are left out. */
export function leftOutWarnings(names: readonly string[], all: number): string[] {
  if (names.length === 0) return [];
  return [
    `Left out of training and scoring: ${names.length.toLocaleString("en-US")} of ${
      count(all, "listed video")
    }, ` +
    `which have no features: ${namesText(names)}`,
  ];
}
