/** The split lists of a data set on disk. */
import { basename, dirname, extname } from "node:path";
import { type Diagnostic, type Place, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { nearest } from "../../../specs/diagnostics/suggest.ts";
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import { withoutFilmEnding } from "../../annotations/names.ts";
import { subsetNamed } from "../../annotations/subsets.ts";
import type { Mistakes } from "../../annotations/mistakes.ts";
import { isThere, readFolder } from "../../files/reading.ts";
import { deriveList, type SubsetFile } from "./derived_list.ts";
import { type NameList, quoted, readNameList } from "../../annotations/name_list.ts";
import { inRoot } from "../../files/in_root.ts";

/** A video of a split list. */
export interface ListedVideo {
  readonly id: string;
  readonly split: "train" | "test";
  /** What {split} stands for in feature paths. */
  readonly folder: string;
  /** Where a list names it. */
  readonly place?: Place | undefined;
  /** Whether both lists name it, which is a mistake: where its features lie is not known. */
  readonly inBoth?: true;
}

/** Both split lists. */
export interface Splits {
  /** Training videos, then test videos, each in the order of its list. */
  readonly videos: readonly ListedVideo[];
  /** Of training and test videos. */
  readonly lists: readonly { readonly file: string; readonly text: string }[];
  /** One sentence for each list that was not there. */
  readonly notes: readonly string[];
}

/**
 * Reads both lists; of one that is not there, the annotation file says the videos. A video in both is noted as a mistake.
 *
 * @throws {UserError} When a list cannot be read or made.
 */
export async function readSplits(
  { root, splits }: Pick<FolderData, "root" | "splits">,
  annotated: SubsetFile | undefined,
  mistakes: Mistakes,
): Promise<Splits> {
  const lists: { file: string; text: string }[] = [];
  const notes: string[] = [];
  const videos = new Map<string, ListedVideo>();
  const read = { train: await readList("train"), test: await readList("test") };
  for (const split of ["train", "test"] as const) {
    const { list, note, names } = read[split];
    lists.push(list);
    if (note !== undefined) notes.push(note);
    for (const { name: id, place } of names) {
      const other = videos.get(id);
      if (!other) videos.set(id, { id, split, folder: splits[split].folder, place });
      else {
        videos.set(id, { ...other, inBoth: true });
        mistakes.add(() => ({
          message: `Video ${quoted(id)} is in both splits`,
          place: place ?? other.place,
          hint: other.place && place
            ? `also in line ${other.place.line} of "${other.place.file}"`
            : `of the ${place ? "training" : "test"} videos there is no list: write one`,
        }), { kind: "both splits", example: quoted(id) });
      }
    }
  }
  return { videos: [...videos.values()], lists, notes };

  async function readList(split: "train" | "test"): Promise<ReadList> {
    const { list } = splits[split];
    const path = list === undefined ? undefined : inRoot(root, list);
    const other = splits[split === "train" ? "test" : "train"].list;
    if (path !== undefined && (!annotated || isThere(path))) {
      return ofFile(await readNameList(path, "video", mistakes));
    }
    if (path !== undefined) await refuseMisspelt(path, other);
    const { names, note } = deriveList(split, path, annotated!);
    return {
      list: { file: annotated!.file, text: names.join("\n") },
      note,
      names: names.map((name) => ({ name })),
    };
  }
}

/** A list as it was read or made. */
interface ReadList {
  readonly list: { readonly file: string; readonly text: string };
  readonly note?: string;
  readonly names: readonly { readonly name: string; readonly place?: Place }[];
}

function ofFile({ file, text, names }: NameList): ReadList {
  return { list: { file, text }, names };
}

/** Says which file is meant instead of one that is not there; `other` is none. */
async function refuseMisspelt(path: string, other: string | undefined): Promise<void> {
  const files = (await readFolder(dirname(path)).catch(() => [])).map(({ name }) => name);
  const near = nearest(
    basename(path),
    files.filter((name) => extname(name) === extname(path) && name !== other),
  );
  if (near === undefined) return;
  throw userError(`Cannot read "${path}": there is no such file`, `did you mean "${near}"?`);
}

/**
 * Notes every video without annotation, but those of the scored subset that have an entry without annotations: that is told
 * of the annotation file. `isNegative` says that videos without labels are trained on.
 */
export function checkAnnotated(
  videos: readonly ListedVideo[],
  database: ReadonlyMap<string, AnnotatedVideo>,
  { file, isNegative, subset }: {
    readonly file: string;
    readonly isNegative: boolean;
    readonly subset: string;
  },
  mistakes: Mistakes,
): void {
  const scored = subsetNamed(database, subset);
  const absent = videos.filter(({ id, split }) => {
    const video = database.get(id);
    return !video || video.unannotated && !(split === "test" && video.subset === scored);
  });
  if (absent.length === 0) return;
  const listed = new Set(videos.map(({ id }) => id));
  const others = [...database.keys()].filter((name) => !listed.has(name));
  for (const { id, split, place } of absent) {
    mistakes.add((): Diagnostic => {
      // Videos that differ by their number are different videos.
      const near = nearest(id, others.filter((name) => withoutDigits(name) !== withoutDigits(id)));
      const list = split === "test" || isNegative
        ? " (with an empty list when it has no action)"
        : " with its labels";
      const alone = nameIn(id, database);
      return {
        message: `Video ${quoted(id)} has no annotation in "${file}"`,
        place,
        hint: alone !== undefined
          ? `write the name of one video per line, and nothing beside it: ${alone}`
          : near === undefined
          ? `annotate it${list}, or take it out of the list`
          : `did you mean "${near}"?`,
      };
    }, { kind: "no annotation", example: quoted(id) });
  }
}

function withoutDigits(name: string): string {
  return name.replaceAll(/\d/g, "");
}

/** The annotated video that a line names beside other things, such as its label. */
function nameIn(line: string, database: ReadonlyMap<string, AnnotatedVideo>): string | undefined {
  const first = line.split(/[,;\s]/)[0]!;
  return [first, withoutFilmEnding(first)].find((name) => name !== line && database.has(name));
}
