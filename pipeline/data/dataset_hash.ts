/** What tells one data set from another. */
import type { AnnotatedVideo } from "../annotations/annotated_video.ts";
import { contentHash } from "./content_hash.ts";
import type { Dataset } from "./dataset.ts";
import type { OpenSource } from "./disk/sources.ts";
import type { Splits } from "./disk/splits.ts";

/** What a data set on disk is made of. */
export interface DatasetParts {
  readonly annotations: { readonly text: string; readonly database: ReadonlyMap<string, AnnotatedVideo> };
  /** The list of ambiguous intervals, where one is named. */
  readonly ambiguous?: string | undefined;
  readonly classes: readonly string[];
  readonly splits: Splits;
  readonly sources: readonly OpenSource[];
}

/** The hashes of a data set, over samples of its feature files. */
export function hashDataset(
  { annotations, ambiguous, classes, splits, sources }: DatasetParts,
): Required<Pick<Dataset, "hash" | "trainingHash">> {
  const parts = (ids: readonly string[]) => [
    ["classes", JSON.stringify(classes)] as const,
    ...sources.flatMap(({ name, fpsOf, files }) =>
      ids.map((id) => {
        const file = files.get(id);
        return [`${name} of ${id}`, `${file?.name} ${file?.sample} ${fpsOf(id)}`] as const;
      })
    ),
  ];
  const labels = (id: string) => annotations.database.get(id)?.labels.map(({ label }) => label);
  const all = splits.videos.map(({ id }) => id);
  const training = splits.videos.filter(({ split }) => split === "train").map(({ id }) => id);
  return {
    hash: contentHash([
      ["annotations", annotations.text],
      ...(ambiguous === undefined ? [] : [["ambiguous", ambiguous] as const]),
      ...splits.lists.map(({ text }, i) => [i === 0 ? "train" : "test", text] as const),
      ...parts(all),
    ]),
    trainingHash: contentHash([
      ["labels", JSON.stringify(training.map((id) => [id, labels(id)]))],
      ...parts(training),
    ]),
  };
}
