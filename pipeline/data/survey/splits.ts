/** Which videos are trained on and which are tested, as lists or the annotation file say it. */
import type { AnnotatedVideo } from "../../annotations/annotated_video.ts";
import { canonicalName, withoutFilmEnding } from "../../annotations/names.ts";
import { isSameSubset, subsetsOf } from "../../annotations/subsets.ts";
import type { FoundList, NameLists } from "./name_lists.ts";

/** Videos of a split, with the list that names them; without one the subset does. */
export interface FoundSplit {
  readonly list?: FoundList | undefined;
  readonly videos: ReadonlySet<string>;
}

/** Both splits. */
export interface FoundSplits {
  readonly train: FoundSplit;
  readonly test: FoundSplit;
  /** The subset that is scored. */
  readonly subset: string;
}

/** An annotation file by names that differ by ending, prefix and Unicode form. */
export interface Annotated {
  readonly database: ReadonlyMap<string, AnnotatedVideo>;
  /** The annotation of a video. */
  of(video: string): AnnotatedVideo | undefined;
}

/** Looks videos up. */
export function annotated(database: ReadonlyMap<string, AnnotatedVideo>): Annotated {
  const canonical = new Map(Array.from(database, ([name, video]) => [canonicalName(name), video]));
  return { database, of: (video) => database.get(video) ?? canonical.get(canonicalName(video)) };
}

/** The splits; empty where neither lists nor subsets say them. */
export function findSplits(
  { database, of }: Annotated,
  { train: [train], test: [test] }: NameLists,
): FoundSplits {
  const subset = test
    ? mostFrequent(test.lines.map((name) => of(name)?.subset)) ?? "test"
    : testedSubset(database);
  const present = subsetsOf(database);
  const trained = present.filter((name) => isSameSubset(name, "train"));
  const others = present.filter((name) => name !== subset);
  const trainedOn = trained.length === 1 ? trained[0] : others.length === 1 ? others[0] : undefined;
  return {
    train: splitOf(train, database, trainedOn),
    test: splitOf(test, database, subset),
    subset,
  };
}

function splitOf(
  list: FoundList | undefined,
  database: Annotated["database"],
  subset: string | undefined,
): FoundSplit {
  if (list) return { list, videos: new Set(list.lines.map((line) => line.normalize())) };
  const inside = subset === undefined ? [] : [...database].filter(([, video]) => video.subset === subset);
  return { videos: new Set(inside.map(([name]) => withoutFilmEnding(name).normalize())) };
}

/** The subset that is named for tests and has segments; the official test videos of some sets are not annotated. */
function testedSubset(database: Annotated["database"]): string {
  const names = subsetsOf(database);
  const annotated = names.filter((name) =>
    database.values().some(({ subset, annotations }) => subset === name && annotations.length > 0)
  );
  const wanted = (of: readonly string[]) =>
    of.find((name) => isSameSubset(name, "test")) ?? of.find((name) => isSameSubset(name, "validation"));
  return wanted(annotated) ?? wanted(names) ?? "test";
}

function mostFrequent(names: readonly (string | undefined)[]): string | undefined {
  const counts = [...Map.groupBy(names.filter((name) => name !== undefined), (name) => name)];
  return counts.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** A name without folders and the ending of a film, as feature files are named. */
export function fileName(name: string): string {
  return withoutFilmEnding(name.slice(name.lastIndexOf("/") + 1));
}

/** The splits by the names that feature files have of their videos. */
export function namedAsFiles(splits: FoundSplits): FoundSplits {
  const named = ({ list, videos }: FoundSplit): FoundSplit => ({
    list,
    videos: new Set([...videos].map(fileName)),
  });
  return { ...splits, train: named(splits.train), test: named(splits.test) };
}

/** The lists in which a name is not that of a file, each with the first one. */
export function misnamed({ train, test }: FoundSplits): { list: string; name: string; file: string }[] {
  return [train, test].flatMap(({ list, videos }) => {
    const name = [...videos].find((name) => fileName(name) !== name);
    return list === undefined || name === undefined ? [] : [{ list: list.name, name, file: fileName(name) }];
  });
}
