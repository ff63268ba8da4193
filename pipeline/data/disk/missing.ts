/** Videos without features. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import { pathsOf } from "../../../specs/recipe/features.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import { count } from "../../annotations/layout.ts";
import { isAbsent, isThere } from "../../files/reading.ts";
import { type FilePlace, filePlaces } from "./feature_name.ts";
import { formatOf, type Formats, type SourceFormat } from "./format.ts";
import { namesText } from "./names_text.ts";
import type { ListedVideo } from "./splits.ts";

/** The names of videos of which a source has no file or, where one file has all videos, no array; in the order of the lists. */
export async function withoutFeatures(
  root: string,
  { sources }: Pick<FeaturesSection, "sources">,
  formats: Formats,
  videos: readonly ListedVideo[],
): Promise<string[]> {
  const absent = new Set<string>();
  for (const [name, source] of Object.entries(sources)) {
    const format = formatOf(name, source, formats);
    for (const video of videos) {
      if (!await isFound(filePlaces(root, name, pathsOf(source), video), format, video.id)) {
        absent.add(video.id);
      }
    }
  }
  return videos.map(({ id }) => id).filter((id) => absent.has(id));
}

async function isFound(places: readonly FilePlace[], format: SourceFormat, video: string): Promise<boolean> {
  for (const { path } of places) {
    if (isThere(path) && !(format.keyed && await lacksArray(path, format, video))) return true;
  }
  return false;
}

/** Whether a file has arrays of other videos alone; whatever else is wrong with it is told when it is opened. */
async function lacksArray(path: string, { readHead }: SourceFormat, video: string): Promise<boolean> {
  try {
    await readHead(path, video);
    return false;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return isAbsent(error);
  }
}

/** The videos that a recipe leaves out; none where that would be a whole split, which is a mistake in the paths. */
export async function leftOutVideos(
  { root, missing }: Pick<FolderData, "root" | "missing">,
  features: Pick<FeaturesSection, "sources">,
  formats: Formats,
  videos: readonly ListedVideo[],
): Promise<readonly string[]> {
  if (missing === "error") return [];
  const absent = new Set(await withoutFeatures(root, features, formats, videos));
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
