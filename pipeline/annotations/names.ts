/** Names of videos that lists and annotations write differently. */
import type { AnnotatedVideo } from "./annotated_video.ts";
import type { Annotations } from "./annotations.ts";
import { filmEnding } from "../files/film_ending.ts";
import { count, examples } from "./layout.ts";
import { groupBy } from "../../specs/group_by.ts";

/** Endings of features, which some files keep in the names of videos. */
const FEATURES = /\.(?:npy|npz|h5|hdf5|csv|txt|pkl|pt|safetensors)$/i;
/** What ActivityNet puts before names. */
const PREFIX = /^v_/;

/** A name without the ending of a film, or of its features. */
export function withoutFilmEnding(name: string): string {
  const ending = filmEnding(name) ?? FEATURES.exec(name)?.[0] ?? "";
  return name.slice(0, name.length - ending.length);
}

/** Annotations under the names that lists have for their videos, with a sentence where that are others. */
export interface NamedAnnotations<A> {
  readonly annotations: A;
  readonly note?: string | undefined;
}

/**
 * Gives videos the names under which they are `listed`, where exactly one of the file differs from one of the lists by
 * the ending of a film, by `v_` before it or by its Unicode form; of those that are left, by its folders, too.
 *
 * @param file the annotation file's name, for messages.
 */
export function underListedNames<A extends Omit<Annotations, "warnings">>(
  annotations: A,
  listed: readonly string[],
  file: string,
): NamedAnnotations<A> {
  const { database, places } = annotations;
  const absent = listed.filter((name) => !database.has(name));
  if (absent.length === 0) return { annotations };
  const known = new Set(listed);
  const others = [...database.keys()].filter((name) => !known.has(name));
  const renamed = new Map<string, string>();
  for (
    const form of [canonicalName, (name: string) => canonicalName(name.slice(name.lastIndexOf("/") + 1))]
  ) {
    const taken = new Set(renamed.values());
    const inFile = groupBy(others.filter((name) => !renamed.has(name)), form);
    for (const [canonical, names] of groupBy(absent.filter((name) => !taken.has(name)), form)) {
      const found = inFile.get(canonical);
      if (names.length === 1 && found?.length === 1) renamed.set(found[0]!, names[0]!);
    }
  }
  if (renamed.size === 0) return { annotations };
  const original = new Map(Array.from(renamed, ([from, to]) => [to, from]));
  const videos = new Map<string, AnnotatedVideo>();
  for (const [name, video] of database) videos.set(renamed.get(name) ?? name, video);
  const shown = Array.from(
    renamed,
    ([from, to]) =>
      from.normalize() === to.normalize() ? `"${to}" in another Unicode form` : `"${to}" is "${from}"`,
  );
  return {
    annotations: {
      ...annotations,
      database: videos,
      ...(places && {
        places: (video: string, ...more: [index?: number, key?: "label" | "segment"]) =>
          places(original.get(video) ?? video, ...more),
      }),
    },
    note: `${count(renamed.size, "video")} named otherwise in "${file}": ${examples(shown)}`,
  };
}

/** A name without what programs add or leave out: the ending of a film or of features, `v_` before it, the Unicode form. */
export function canonicalName(name: string): string {
  return withoutFilmEnding(name).replace(PREFIX, "").normalize();
}
