/** Names of subsets, which people write in several ways. */
import type { AnnotatedVideo } from "./annotated_video.ts";
import { count, examples } from "./layout.ts";
import { subsetRemedy } from "./subset_remedy.ts";
import { groupBy } from "../../specs/group_by.ts";

type Database = ReadonlyMap<string, AnnotatedVideo>;

/** Ways to write one subset. */
const SAME: readonly (readonly string[])[] = [
  ["train", "training"],
  ["val", "validation"],
  ["test", "testing"],
];

/** Whether two names mean one subset: "validation", "Validation" and "val" do. */
export function isSameSubset(a: string, b: string): boolean {
  return canonical(a) === canonical(b);
}

function canonical(name: string): string {
  const small = name.trim().toLowerCase();
  return SAME.find((names) => names.includes(small))?.[0] ?? small;
}

/** Annotations whose subsets have one name each, with a sentence where the file has several. */
export type United<A> = A & { readonly united?: string };

/**
 * Annotations in which a subset that a file writes in several ways has the name that most of its videos have. One whose
 * annotations are all withheld stays what it is: beside "test", a "testing" may be that of a challenge.
 */
export function unitedSubsets<A extends { readonly database: Database }>(annotations: A): United<A> {
  const { database } = annotations;
  const videos = new Map<string, number>();
  const stated = new Set<string>();
  for (const { subset, unannotated } of database.values()) {
    if (subset === undefined) continue;
    videos.set(subset, (videos.get(subset) ?? 0) + 1);
    if (!unannotated) stated.add(subset);
  }
  const names = new Map<string, string>();
  const shown: string[] = [];
  for (const same of groupBy([...stated].sort(), canonical).values()) {
    if (same.length === 1) continue;
    const most = same.reduce((a, b) => videos.get(b)! > videos.get(a)! ? b : a);
    for (const name of same) names.set(name, most);
    shown.push(same.map((name) => `"${name}" (${count(videos.get(name)!, "video")})`).join(" and "));
  }
  if (names.size === 0) return annotations;
  const named = Array.from(database, ([id, video]) => {
    const name = names.get(video.subset ?? "");
    return [id, name === undefined ? video : { ...video, subset: name }] as const;
  });
  return { ...annotations, database: new Map(named), united: `Taken for one subset: ${examples(shown)}` };
}

/** The subsets that a file states, sorted. */
export function subsetsOf(database: Database): string[] {
  const names = Array.from(database.values(), ({ subset }) => subset).filter((name) => name !== undefined);
  return [...new Set(names)].sort();
}

/** A sentence where some videos of a file state their subset and some do not. */
export function unstatedSubsets(database: Database): string[] {
  const subsets = subsetsOf(database);
  const names = [...database].filter(([, { subset }]) => subset === undefined).map(([name]) => `"${name}"`);
  if (subsets.length === 0 || names.length === 0) return [];
  return [
    `Of no subset: ${names.length} of ${count(database.size, "video")} state none (${
      subsetRemedy(subsets)
    }): ${examples(names)}`,
  ];
}

/** The name that a file has for a subset: the same, or the only one that means the same; else what was asked for. */
export function subsetNamed(database: Database, wanted: string): string {
  const names = subsetsOf(database);
  if (names.includes(wanted)) return wanted;
  const same = names.filter((name) => isSameSubset(name, wanted));
  return same.length === 1 ? same[0]! : wanted;
}

/** A sentence where a file has another name for a subset, or states none, so that all of its videos are scored. */
export function subsetNote(database: Database, wanted: string, file: string): string | undefined {
  if (subsetsOf(database).length === 0) {
    return `"${file}" states no subsets: ${
      database.size === 1 ? "its video is" : `all of its ${count(database.size, "video")} are`
    } scored`;
  }
  const name = subsetNamed(database, wanted);
  return name === wanted ? undefined : `subset "${wanted}" is "${name}" in "${file}"`;
}

/** The videos of a run, and the subset that is scored. */
export interface RunSubset {
  readonly train: ReadonlySet<string>;
  readonly test: ReadonlySet<string>;
  readonly subset: string;
}

/** Annotations of which none states a subset, with that of the lists: test videos are of the scored one. */
export function withSubsets<A extends { readonly database: Database }>(
  annotations: A,
  { train, test, subset }: RunSubset,
): A {
  const { database } = annotations;
  if (subsetsOf(database).length > 0) return annotations;
  const named = Array.from(database, ([name, video]) => {
    const of = test.has(name) ? { subset } : train.has(name) ? { subset: "train" } : {};
    return [name, { ...video, ...of }] as const;
  });
  return { ...annotations, database: new Map(named) };
}

/** The name of the subset that a test list makes. */
export const TEST_LIST = "test list";

/** Annotations of the listed videos alone, whatever subset is stated of them: those of the test list are of `TEST_LIST`. */
export function ofLists<A extends { readonly database: Database }>(
  annotations: A,
  { train, test }: Pick<RunSubset, "train" | "test">,
): A {
  const listed = Array.from(annotations.database).flatMap(([name, video]) => {
    const subset = test.has(name) ? TEST_LIST : train.has(name) ? "train" : undefined;
    return subset === undefined ? [] : [[name, { ...video, subset }] as const];
  });
  return { ...annotations, database: new Map(listed) };
}
