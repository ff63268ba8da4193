/** What predictions of a run were scored against, in its folder: results can be computed again where the data are not. */
import { join } from "node:path";
import type { AnnotatedVideo } from "../annotations/annotated_video.ts";
import { readAmbiguous } from "../annotations/ambiguous_list.ts";
import { type GroundTruth, groundTruthOf, readAnnotations } from "../annotations/ground_truth.ts";
import { convertAnnotations } from "../data/convert/annotations.ts";
import type { Dataset } from "../data/dataset.ts";
import { isThere } from "../files/reading.ts";
import { type FileSystem, writeWhole } from "../files/write.ts";

/** The annotations of the scored videos, in the layout of ActivityNet. */
const TRUTH = "ground_truth.json";

/** Where the protocol needs them, the intervals in which predictions do not count. */
const AMBIGUOUS_LIST = "ambiguous.txt";

/**
 * Writes a ground truth into a run folder, with the labels that no scored video has and predictions may.
 *
 * @param test The test videos, whose lengths are stated with it.
 * @param predicted The labels of predictions.
 * @throws {RunError} When a file cannot be written.
 */
export async function writeTruth(
  folder: string,
  { subset, videos, classes, labels, ambiguous = new Map() }: GroundTruth,
  test: Dataset["test"],
  predicted: Iterable<string>,
  system: FileSystem,
): Promise<void> {
  const durations = new Map(test.map(({ id, duration }) => [id, duration]));
  const database = new Map<string, AnnotatedVideo>(
    Array.from(videos, ([id, annotations]) => {
      const duration = durations.get(id);
      return [id, { subset, ...(duration !== undefined && { duration }), labels: annotations, annotations }];
    }),
  );
  const known = [...new Set([...labels, ...predicted])].sort();
  const listed = known.length > classes.length ? { labels: known } : {};
  const { text } = convertAnnotations({ file: TRUTH, database, text: "", ...listed });
  await writeWhole(join(folder, TRUTH), text, system);
  // One without a length overlaps nothing.
  const lines = Array.from(
    ambiguous,
    ([video, list]) =>
      list.filter(({ start, end }) => end > start).map(({ start, end }) => `${video} ${start} ${end}\n`),
  ).flat();
  if (lines.length > 0) await writeWhole(join(folder, AMBIGUOUS_LIST), lines.join(""), system);
}

/** Seconds of the scored videos of a run by their ids, of those whose length is stated. */
export async function truthDurations(folder: string): Promise<ReadonlyMap<string, number>> {
  const file = join(folder, TRUTH);
  if (!isThere(file)) return new Map();
  const { database } = await readAnnotations(file);
  return new Map(
    [...database].flatMap(([id, { duration }]) => duration === undefined ? [] : [[id, duration]]),
  );
}

/**
 * What the predictions of a run were scored against; undefined where nothing was scored, or an earlier version ran.
 *
 * @throws {UserError} When a file cannot be used.
 */
export async function readTruth(folder: string): Promise<GroundTruth | undefined> {
  const [file, list] = [join(folder, TRUTH), join(folder, AMBIGUOUS_LIST)];
  if (!isThere(file)) return undefined;
  const annotations = await readAnnotations(file);
  const [subset = ""] = Array.from(annotations.database.values(), ({ subset }) => subset);
  const groundTruth = groundTruthOf(annotations, subset, file);
  return isThere(list) ? { ...groundTruth, ambiguous: (await readAmbiguous(list)).intervals } : groundTruth;
}
