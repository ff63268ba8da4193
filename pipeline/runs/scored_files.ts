/** The predictions of a run, and beside them what they were scored against: results can be computed again where the data are not. */
import { join } from "node:path";
import type { Program } from "../../specs/program.ts";
import type { AnnotatedVideo } from "../annotations/annotated_video.ts";
import { readAmbiguous } from "../annotations/ambiguous_list.ts";
import { type GroundTruth, groundTruthOf, readAnnotations } from "../annotations/ground_truth.ts";
import type { Detection } from "../annotations/detection.ts";
import { predictionsText } from "../annotations/predictions/text.ts";
import { convertAnnotations } from "../data/convert/annotations.ts";
import type { Dataset } from "../data/dataset.ts";
import { withAmbiguous } from "../evaluation/prepare.ts";
import { isThere } from "../files/reading.ts";
import { type FileSystem, writeWhole } from "../files/write.ts";
import { createKind } from "../kinds/kind.ts";
import { KINDS, type Kinds } from "../kinds/mod.ts";
import { protocolOf } from "./test_split.ts";

/** The annotations of the scored videos, in the layout of ActivityNet. */
const TRUTH = "ground_truth.json";

/** Where the protocol needs them, the intervals in which predictions do not count. */
const AMBIGUOUS_LIST = "ambiguous.txt";

/** What is scored by which rules. */
export interface RunToScore {
  readonly program: Pick<Program, "recipe">;
  /** How its kinds run; those of the language by default. */
  readonly kinds?: Pick<Kinds, "protocols"> | undefined;
  readonly dataset: Pick<Dataset, "groundTruth" | "test">;
}

/**
 * Writes the predictions for the test videos into a run folder, and what they are scored against, where something is.
 *
 * @throws {RunError} When a file cannot be written.
 */
export async function writeScored(
  folder: string,
  { program, kinds = KINDS, dataset }: RunToScore,
  detections: readonly Detection[],
  system: FileSystem = Deno,
): Promise<void> {
  const { groundTruth, test } = dataset;
  if (groundTruth) {
    const rules = createKind(kinds.protocols, protocolOf(program.recipe));
    await writeTruth(folder, withAmbiguous(groundTruth, rules), test, system);
  }
  const text = predictionsText(detections, test.map(({ id }) => id));
  await writeWhole(join(folder, "predictions.json"), text, system);
}

async function writeTruth(
  folder: string,
  { subset, videos, ambiguous = new Map() }: GroundTruth,
  test: Dataset["test"],
  system: FileSystem,
): Promise<void> {
  const durations = new Map(test.map(({ id, duration }) => [id, duration]));
  const database = new Map<string, AnnotatedVideo>(
    Array.from(videos, ([id, annotations]) => {
      const duration = durations.get(id);
      return [id, { subset, ...(duration !== undefined && { duration }), labels: annotations, annotations }];
    }),
  );
  const { text } = convertAnnotations({ file: TRUTH, database, text: "" });
  await writeWhole(join(folder, TRUTH), text, system);
  // One without a length overlaps nothing.
  const lines = Array.from(
    ambiguous,
    ([video, list]) =>
      list.filter(({ start, end }) => end > start).map(({ start, end }) => `${video} ${start} ${end}\n`),
  ).flat();
  if (lines.length > 0) await writeWhole(join(folder, AMBIGUOUS_LIST), lines.join(""), system);
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
