/** The names of feature files, which are made of the names of videos. */
import { isAbsolute, join } from "node:path";
import { type FeatureSource, pathsOf } from "../../../specs/recipe/features.ts";
import { isThere } from "../../files/reading.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { count, examples } from "../../annotations/layout.ts";
import { quoted } from "../../annotations/name_list.ts";
import type { ListedVideo } from "./splits.ts";

/** Bytes that systems allow in one part of a path, and in a whole one. */
const LONGEST_PART = 255;
const LONGEST_PATH = 4095;

/** The path of a feature file relative to the root: {split}, {source} and {video} are replaced. */
export function featureName(
  template: string,
  source: string,
  { folder, id }: Pick<ListedVideo, "folder" | "id">,
): string {
  const values: Readonly<Record<string, string>> = { split: folder, source, video: id };
  return template.replaceAll(/\{(split|source|video)\}/g, (_, key: string) => values[key]!);
}

/** The Unicode form of a file's name that there is; the name itself where there is none. */
export function nameOnDisk(root: string, name: string): string {
  const forms = [name, name.normalize("NFC"), name.normalize("NFD")];
  if (forms[1] === forms[2]) return name;
  return forms.find((form) => isThere(join(root, form))) ?? name;
}

/** The folder that the files of a source are relative to: the root of the data set, unless `template` names another. */
export function baseOf(root: string, template: string): string {
  return isAbsolute(template) ? "/" : root;
}

/** Where a file of a video may be. */
export interface FilePlace {
  readonly path: string;
  /** Relative to the root of the data set, as it follows from the recipe. */
  readonly wanted: string;
  /** The same, as it is on the disk. */
  readonly name: string;
}

/** The places of a video's file, in the order in which they are looked at. */
export function filePlaces(
  dataRoot: string,
  source: string,
  paths: readonly string[],
  video: Pick<ListedVideo, "folder" | "id">,
): FilePlace[] {
  return paths.map((template) => {
    const root = baseOf(dataRoot, template);
    const wanted = featureName(template, source, video);
    const name = nameOnDisk(root, wanted);
    return { path: join(root, name), wanted, name };
  });
}

/** A sentence where files are named in another Unicode form than their videos. */
export function otherFormNote(
  names: readonly (readonly [wanted: string, found: string])[],
): string | undefined {
  const other = names.filter(([wanted, found]) => wanted !== found);
  if (other.length === 0) return undefined;
  return `${count(other.length, "feature file")} named in another Unicode form than the video: ${
    examples(other.map(([wanted]) => `"${wanted}"`))
  }`;
}

/** The videos after which the files of all `sources` can be named; the others are noted. */
export function withFileNames(
  videos: readonly ListedVideo[],
  sources: Readonly<Record<string, FeatureSource>>,
  root: string,
  mistakes: Mistakes,
): ListedVideo[] {
  return videos.filter((video) => {
    const message = Object.entries(sources)
      .flatMap(([source, each]) =>
        pathsOf(each).map((path) => wrongName(video.id, featureName(path, source, video), baseOf(root, path)))
      )
      .find((each) => each !== undefined);
    if (message === undefined) return true;
    const hint = "each line of a list is the name of one video, whose files are named after it";
    mistakes.add(() => ({ message, place: video.place, hint }), {
      kind: "name of video",
      example: quoted(video.id),
    });
    return false;
  });
}

/** What is wrong with the file `name` of a video in the folder `root`; undefined when nothing is. */
function wrongName(id: string, name: string, root: string): string | undefined {
  // Most names are far from any limit, and a character has three bytes at most.
  if (!id.includes("..") && 3 * (root.length + name.length + 1) <= LONGEST_PART) return undefined;
  const video = `Video ${quoted(id)}`;
  if (id.split("/").includes("..")) return `${video} has ".." in its name: wanted a file in "${root}"`;
  const part = Math.max(...name.split("/").map(bytesOf));
  if (part > LONGEST_PART) {
    return `${video} makes a file name of ${part} bytes: wanted at most ${LONGEST_PART}`;
  }
  const path = bytesOf(join(root, name));
  return path > LONGEST_PATH
    ? `${video} makes a path of ${path} bytes: wanted at most ${LONGEST_PATH}`
    : undefined;
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
