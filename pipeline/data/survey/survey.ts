/** Looks at a folder with features: what a recipe about it can say. */
import { compareCodePoints } from "../../../specs/recipe/class_names.ts";
import type { StatedRate } from "../../../specs/recipe/features.ts";
import { count } from "../../annotations/layout.ts";
import { isNamedLikeNoClass } from "../../annotations/ignored_labels.ts";
import { canonicalName, withoutFilmEnding } from "../../annotations/names.ts";
import { filesBelow } from "../files_below.ts";
import { type AnnotationFiles, findAnnotations, type FoundAnnotations } from "./annotation_files.ts";
import { findLists, type FoundList } from "./name_lists.ts";
import { type FoundRate, guessRate, middle } from "./rates.ts";
import { joinParts } from "./joined.ts";
import { withFolders } from "./mixed_folders.ts";
import { findSources, type FoundSource } from "./sources.ts";
import {
  type Annotated,
  annotated,
  fileName,
  findSplits,
  type FoundSplits,
  misnamed,
  namedAsFiles,
} from "./splits.ts";

/** What was found in a folder. */
export interface Survey {
  /** The annotation file, by name. */
  readonly annotations?: FoundAnnotations | undefined;
  readonly splits: FoundSplits;
  /** What {split} stands for. */
  readonly folders: { readonly train: string; readonly test: string };
  /** In code-point order; empty where no label is known. */
  readonly classes: readonly string[];
  /** The file that lists just these, in this order. */
  readonly classFile?: string | undefined;
  /** Labels whose names say that they are no classes. */
  readonly ignored: readonly string[];
  readonly sources: readonly FoundSource[];
  /** Whether the sources of some video differ in length. */
  readonly lengthsDiffer: boolean;
  readonly rate: FoundRate;
  /** The median L. */
  readonly rows: number;
  /** Videos of the splits without features of some source. */
  readonly missing: readonly string[];
  /** Training videos without label. */
  readonly unlabelled: readonly string[];
  /** Training videos of which the annotations say nothing. */
  readonly unannotated: readonly string[];
  /** Lists that name videos otherwise than the feature files, each with such a name and that of the file. */
  readonly misnamed: readonly { readonly list: string; readonly name: string; readonly file: string }[];
  /** What is there and was not used, one sentence each. */
  readonly passedOver: readonly string[];
}

/** Part of the videos that a source must have. */
const COVERED = 0.5;

/** Reads the annotations and lists in a folder, and the heads of some feature files. */
export async function surveyFolder(root: string): Promise<Survey> {
  const names = await filesBelow(root);
  const words = wordsOf(names);
  const files = await findAnnotations(root, names);
  const [annotations, ...otherAnnotations] = bestFirst(files.found, words);
  const known = annotated(annotations?.read.database ?? new Map());
  const labels = new Set(
    Array.from(known.database.values(), (video) => video.labels.map(({ label }) => label)).flat(),
  );
  const rest = names.filter((name) =>
    !files.found.some((each) => name === each.name || name.startsWith(`${each.name}/`))
  );
  const lists = await findLists(
    root,
    rest,
    (line) => words.has(canonicalName(fileName(line))) || known.of(line) !== undefined,
    (line) => labels.has(line),
  );
  const all = [...lists.train, ...lists.test, ...lists.classes];
  const listed = findSplits(known, lists);
  const left = rest.filter((name) => !all.some((list) => list.name === name));
  const look = async (splits: FoundSplits) => {
    const used = new Set([...splits.train.videos, ...splits.test.videos]);
    const ids = used.size > 0
      ? used
      : new Set([...known.database.keys()].map((name) => withoutFilmEnding(name).normalize()));
    const { sources, ...rest } = await findSources(root, left, ids);
    const found = { ...rest, sources: joinParts(sources) };
    return { splits, used, ids, found, isFound: found.sources.some(({ videos }) => covers(videos, ids)) };
  };
  const looked = await look(listed);
  const again = looked.isFound ? looked : await look(namedAsFiles(listed));
  const { splits, used, ids, found } = again.isFound ? again : looked;
  const [own, sparse] = partition(found.sources, ({ videos }) => covers(videos, ids));
  const sources = own.map((source) => withFolders(source, splits));
  const trained = [...splits.train.videos];
  const isAnnotated = (video: string) => !(known.of(video)?.unannotated ?? known.of(video) === undefined);
  const classes = classesOf(known, ids);
  const [ignored, kept] = partition(classes, isNamedLikeNoClass);
  return {
    annotations,
    splits,
    folders: { train: folderOf(sources, splits, "train"), test: folderOf(sources, splits, "test") },
    classes: kept.length > 0 ? kept : lists.classes[0]?.lines.toSorted(compareCodePoints) ?? [],
    classFile: lists.classes.find(({ lines }) => lines.join("\n") === kept.join("\n"))?.name,
    ignored,
    sources,
    lengthsDiffer: differ(sources),
    rate: rateOf(sources, known, files, ids),
    rows: middle(sources.flatMap(({ lengths }) => [...lengths.values()])) ?? 0,
    missing: used.size === 0
      ? []
      : [...used].filter((video) => sources.some(({ videos }) => !videos.has(video))),
    unlabelled: trained.filter((video) => isAnnotated(video) && known.of(video)!.labels.length === 0),
    unannotated: annotations === undefined ? [] : trained.filter((video) => !isAnnotated(video)),
    misnamed: splits === listed ? [] : misnamed(listed),
    passedOver: [
      ...files.wrong.filter(({ name }) => annotations === undefined || name.endsWith(".json")).map((
        { text },
      ) => text),
      ...otherAnnotations.map(({ name }) => `${name}: annotations too, of no more of these videos`),
      ...unusedLists(lists.train, "training"),
      ...unusedLists(lists.test, "test"),
      ...sparse.map(({ path, videos }) =>
        `${path}: has features of few of the videos (${count(videos.size, "file")}, such as "${
          [...videos.keys()][0]
        }"; the videos are "${[...ids][0]}" and others)`
      ),
      ...found.passedOver,
    ],
  };
}

/** Names of folders and files, without their endings. */
function wordsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.flatMap((name) => {
    const parts = name.split("/");
    const file = parts.pop()!;
    return [...parts, file, file.replace(/\.[^.]+$/, "")].map(canonicalName);
  }));
}

/** The annotations of the most videos whose names occur in file names come first; of as many, those of more segments. */
function bestFirst(
  found: readonly FoundAnnotations[],
  words: ReadonlySet<string>,
): readonly FoundAnnotations[] {
  const scored = found.map((each) => {
    const videos = [...each.read.database];
    const named = videos.filter(([name]) => words.has(canonicalName(name))).length;
    return {
      each,
      named,
      segments: videos.reduce((sum, [, { annotations }]) => sum + annotations.length, 0),
    };
  });
  return scored.sort((a, b) => b.named - a.named || b.segments - a.segments).map(({ each }) => each);
}

function classesOf({ of }: Annotated, ids: ReadonlySet<string>): string[] {
  const labels = [...ids].flatMap((video) => of(video)?.labels.map(({ label }) => label) ?? []);
  // A data set takes the Unicode forms of a label for one class.
  const forms = new Map(labels.map((label) => [label.normalize(), label]));
  const isOne = forms.size === new Set(labels).size;
  return [...isOne ? forms.values() : forms.keys()].sort(compareCodePoints);
}

function covers(videos: FoundSource["videos"], ids: ReadonlySet<string>): boolean {
  return ids.size === 0 || [...ids].filter((id) => videos.has(id)).length >= COVERED * ids.size;
}

function folderOf(sources: readonly FoundSource[], splits: FoundSplits, split: "train" | "test"): string {
  for (const { videos } of sources) {
    for (const video of splits[split].videos) {
      const folder = videos.get(video)?.split;
      if (folder !== undefined) return folder;
    }
  }
  return split;
}

function differ(sources: readonly FoundSource[]): boolean {
  const [first, ...others] = sources;
  return others.some(({ lengths }) =>
    Array.from(lengths).some(([video, rows]) => (first!.lengths.get(video) ?? rows) !== rows)
  );
}

function rateOf(
  [source]: readonly FoundSource[],
  { of }: Annotated,
  { rates }: AnnotationFiles,
  ids: ReadonlySet<string>,
): FoundRate {
  const videos = Array.from(
    source?.lengths ?? [],
    ([video, rows]) => ({ rows, duration: of(video)?.duration, fps: of(video)?.fps }),
  );
  const all = [...ids];
  const file = rates.find(({ videos }) => all.every((video) => videos.has(video)));
  const stated: StatedRate | undefined = all.length > 0 && all.every((video) => of(video)?.fps !== undefined)
    ? { from: "annotations" }
    : all.length > 0 && file
    ? { file: file.name }
    : undefined;
  const rate = guessRate(videos, stated);
  // Rows share the durations of all videos or of none.
  return rate.isRescaled && !all.every((video) => of(video)?.duration !== undefined)
    ? guessRate(videos.map(({ rows }) => ({ rows })), stated)
    : rate;
}

function unusedLists(lists: readonly FoundList[], what: string): string[] {
  return lists.slice(1).map(({ name, lines }) =>
    `${name}: a list of ${what} videos too, of ${lines.length.toLocaleString("en-US")}`
  );
}

function partition<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}
