/** Labels in another Unicode form, which look the same and are other text. */
import type { AnnotatedVideo } from "./annotated_video.ts";
import { count, examples } from "./layout.ts";
import { groupBy } from "../../specs/group_by.ts";

/** The known name that a label is in another Unicode form; none where several are. */
export function otherForms(known: Iterable<string>): (label: string) => string | undefined {
  const names = new Set(known);
  const byForm = groupBy(names, (name) => name.normalize());
  return (label) => {
    if (names.has(label)) return undefined;
    const same = byForm.get(label.normalize());
    return same?.length === 1 ? same[0] : undefined;
  };
}

/** A sentence about labels of a file that are known in another form; undefined where there is none. */
export function formNote(known: Iterable<string>, file: string): string | undefined {
  const names = [...new Set(known)];
  if (names.length === 0) return undefined;
  return `${count(names.length, "label")} in another Unicode form in "${file}": ${
    examples(names.map((name) => `"${name}"`))
  }`;
}

/** Annotations whose labels have the form of the classes and ignored labels of a recipe, with a sentence where that is another. */
export function underClassNames<A extends { readonly database: ReadonlyMap<string, AnnotatedVideo> }>(
  annotations: A,
  names: readonly string[],
  file: string,
): { readonly annotations: A; readonly note?: string | undefined } {
  const formOf = otherForms(names);
  const renamed = new Map<string, string>();
  for (const { labels } of annotations.database.values()) {
    for (const { label } of labels) {
      const name = formOf(label);
      if (name !== undefined) renamed.set(label, name);
    }
  }
  if (renamed.size === 0) return { annotations };
  const named = <L extends { readonly label: string }>(all: readonly L[]) =>
    all.map((each) => ({ ...each, label: renamed.get(each.label) ?? each.label }));
  const database = Array.from(annotations.database, ([id, video]) => {
    return [id, { ...video, labels: named(video.labels), annotations: named(video.annotations) }] as const;
  });
  return {
    annotations: { ...annotations, database: new Map(database) },
    note: formNote(renamed.values(), file),
  };
}
