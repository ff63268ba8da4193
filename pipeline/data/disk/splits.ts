/** The split lists of a data set on disk. */
import { join } from "node:path";
import type { Diagnostic, Place } from "../../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { type NameList, quoted, readNameList } from "../../annotations/name_list.ts";

/** A video of a split list. */
export interface ListedVideo {
  readonly id: string;
  readonly split: "train" | "test";
  /** What {split} stands for in feature paths. */
  readonly folder: string;
  readonly place: Place;
}

/** Both split lists. */
export interface Splits {
  /** Training videos, then test videos, each in the order of its list. */
  readonly videos: readonly ListedVideo[];
  readonly lists: readonly NameList[];
}

/**
 * Reads both lists; a video in both is noted as a mistake.
 *
 * @throws {UserError} When a list cannot be read.
 */
export async function readSplits(
  { root, splits }: Pick<FolderData, "root" | "splits">,
  mistakes: Mistakes,
): Promise<Splits> {
  const lists: NameList[] = [];
  const videos = new Map<string, ListedVideo>();
  for (const split of ["train", "test"] as const) {
    const { list, folder } = splits[split];
    const read = await readNameList(join(root, list), "video", mistakes);
    lists.push(read);
    for (const { name: id, place } of read.names) {
      const other = videos.get(id);
      if (!other) videos.set(id, { id, split, folder, place });
      else {
        mistakes.add(() => ({
          message: `Video ${quoted(id)} is in both splits`,
          place,
          hint: `also in line ${other.place.line} of "${other.place.file}"`,
        }), { kind: "both splits", example: quoted(id) });
      }
    }
  }
  return { videos: [...videos.values()], lists };
}

/** Notes every video without annotation. */
export function checkAnnotated(
  videos: readonly ListedVideo[],
  database: ReadonlyMap<string, AnnotatedVideo>,
  file: string,
  mistakes: Mistakes,
): void {
  for (const { id, place } of videos) {
    if (database.has(id)) continue;
    mistakes.add((): Diagnostic => {
      const nearest = suggest(id, [...database.keys()]);
      return {
        message: `Video ${quoted(id)} has no annotation in "${file}"`,
        place,
        hint: nearest?.startsWith("did you mean")
          ? nearest
          : "annotate it (with an empty list when it has no action), or take it out of the list",
      };
    }, { kind: "no annotation", example: quoted(id) });
  }
}
