/** The videos of a split that has no list: those of a subset of the annotation file. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import { count } from "../../annotations/layout.ts";
import { withoutFilmEnding } from "../../annotations/names.ts";
import { isSameSubset, subsetNamed, subsetsOf } from "../../annotations/subsets.ts";

/** An annotation file as far as lists are made of it. */
export interface SubsetFile {
  readonly file: string;
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  /** The subset that is scored, and tested where there is no list. */
  readonly subset: string;
}

/** What stands for a list. */
export interface DerivedList {
  readonly names: readonly string[];
  /** Says so. */
  readonly note: string;
}

/**
 * Makes the list of a split.
 *
 * @param list the file that is not there; undefined where the recipe names none.
 * @throws {UserError} When the file has no subset for it.
 */
export function deriveList(
  split: "train" | "test",
  list: string | undefined,
  { file, database, subset: scored }: SubsetFile,
): DerivedList {
  const absent = list === undefined
    ? `No list of ${split} videos`
    : `Cannot read "${list}": there is no such file`;
  const tested = subsetNamed(database, scored);
  const present = subsetsOf(database);
  const subset = split === "test" ? present.find((name) => name === tested) : trainSubset(present, tested);
  if (subset === undefined) {
    const wanted = split === "test" ? `"${scored}"` : '"train"';
    throw userError(
      absent,
      present.length === 0
        ? `write one video per line: "${file}" states no subsets that could stand for it`
        : `write one video per line: "${file}" has no subset ${wanted} that could stand for it, but ${
          present.join(", ")
        }`,
    );
  }
  const names = [...database].filter(([, video]) => video.subset === subset)
    .map(([name]) => withoutFilmEnding(name));
  return {
    names,
    note: `${split} videos: ${list === undefined ? "no list is named" : `there is no "${list}"`}, so the ${
      count(names.length, "video")
    } of subset "${subset}" of "${file}"`,
  };
}

/** The subset that is named for training, or the only one that is not tested. */
function trainSubset(present: readonly string[], tested: string): string | undefined {
  const named = present.filter((name) => isSameSubset(name, "train"));
  if (named.length === 1) return named[0];
  const others = present.filter((name) => name !== tested);
  return others.length === 1 && named.length === 0 ? others[0] : undefined;
}
