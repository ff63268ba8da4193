/** Brings annotations and lists together: names, subsets, and what is left out of both. */
import type { FolderData } from "../../../specs/recipe/data.ts";
import type { FeaturesSection } from "../../../specs/recipe/mod.ts";
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import type { Annotations } from "../../annotations/annotations.ts";
import { withWarnings } from "../../annotations/ground_truth.ts";
import { ignoreLabels } from "../../annotations/ignored_labels.ts";
import { underClassNames } from "../../annotations/label_forms.ts";
import type { OpenAnnotations } from "../../annotations/layouts/open.ts";
import { underListedNames } from "../../annotations/names.ts";
import { ofLists, withSubsets } from "../../annotations/subsets.ts";
import type { Formats } from "./format.ts";
import { leftOutVideos } from "./missing.ts";
import type { Splits } from "./splits.ts";

/** Annotations and lists of the videos that a run uses. */
export interface Agreed {
  readonly annotated: OpenAnnotations & Annotations;
  readonly splits: Splits;
  /** Listed videos that are left out, because they have no features. */
  readonly leftOut: readonly string[];
  /** The training videos among them that are annotated. */
  readonly leftOutTraining: ReadonlyMap<string, AnnotatedVideo>;
  /** One sentence for each thing that was read otherwise than it is written. */
  readonly notes: readonly string[];
}

/** Annotations under the names and in the subsets of the lists and the labels of the classes, without labels and videos that are left out. */
export async function agree(
  read: OpenAnnotations,
  all: Splits,
  { data, classes, features, formats, subset, isListed }: {
    readonly data: FolderData;
    readonly classes: readonly string[];
    readonly features: FeaturesSection;
    readonly formats: Formats;
    readonly subset: string;
    /** The lists say what is scored, whatever subset is stated. */
    readonly isListed: boolean;
  },
): Promise<Agreed> {
  const leftOut = await leftOutVideos(data, features, formats, all.videos);
  const left = new Set(leftOut);
  const { annotations, note } = underListedNames(read, all.videos.map(({ id }) => id), read.file);
  const database = left.size === 0
    ? annotations.database
    : new Map([...annotations.database].filter(([name]) => !left.has(name)));
  const trained = idsOf(all, "train");
  const splits = { ...all, videos: all.videos.filter(({ id }) => !left.has(id)) };
  const run = { train: idsOf(splits, "train"), test: idsOf(splits, "test"), subset };
  const kept = { ...annotations, database };
  const stated = isListed ? ofLists(kept, run) : withSubsets(kept, run);
  const labelled = underClassNames(stated, [...classes, ...data.ignore_labels], read.file);
  return {
    annotated: ignoreLabels(withWarnings(labelled.annotations), data.ignore_labels),
    splits,
    leftOut,
    leftOutTraining: new Map([...annotations.database].filter(([id]) => left.has(id) && trained.has(id))),
    notes: [...splits.notes, ...[note, labelled.note].filter((each) => each !== undefined)],
  };
}

/** The videos of a split. */
export function idsOf({ videos }: Pick<Splits, "videos">, split: "train" | "test"): ReadonlySet<string> {
  return new Set(videos.filter((video) => video.split === split).map(({ id }) => id));
}
