/** The maps of the test videos, kept in a run folder: what section `inference` starts from, computed once. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { z } from "zod";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { checkJson } from "../annotations/json/check.ts";
import { readJson } from "../annotations/json/read.ts";
import type { Dataset, Video } from "../data/dataset.ts";
import { isThere, readBytes } from "../files/reading.ts";
import { writeWhole } from "../files/write.ts";
import type { Model } from "../graph/model.ts";
import type { SignalValues } from "../inference/score_maps.ts";
import { inferenceSignals, testRows } from "../inference/video.ts";
import { computeVideos } from "../inference/videos.ts";
import type { Checkpoint } from "./checkpoint/header.ts";
import { bytesOf, decodeSafetensors, encodeHead } from "./checkpoint/safetensors.ts";
import { watchMining } from "./mining.ts";

/** The file of the tensors. */
export const MAPS = "maps.safetensors";
const HEADER = "maps.json";
const FORMAT = "walt-maps/1";

const hash = z.string().regex(/^[0-9a-f]{64}$/).describe("64 hexadecimal digits");
const text = z.string().describe("text");
const headerShape = z.strictObject({
  format: z.literal(FORMAT),
  tensors_sha256: hash,
  /** That of the tensors that the maps were computed with. */
  checkpoint_sha256: hash,
  data: hash,
  engine: text,
  signals: z.array(text).describe("a list of signals"),
  videos: z.int().nonnegative().describe("a whole number from 0"),
  bytes: z.int().positive().describe("a whole number from 1"),
});

/** What is known of saved maps without reading them. */
export type SavedMapsHeader = z.output<typeof headerShape>;

/** Saved maps. */
export interface SavedMaps extends SavedMapsHeader {
  /** The signals of a video; undefined where it has none here. */
  of(video: string): ReadonlyMap<string, SignalValues> | undefined;
}

/**
 * Computes the maps of every test video once more and writes them as `maps.safetensors`, tensors
 * `<signal>/<video>` [T', C], [T'] and [C], with `maps.json` beside it.
 *
 * @param checkpoint What the weights of the model are from.
 * @param onVideo Called after each video with the number of those done.
 * @throws {RunError} When a file cannot be written.
 */
export async function saveMaps(
  folder: string,
  { model, dataset, checkpoint }: {
    readonly model: Model;
    readonly dataset: Dataset;
    readonly checkpoint: Checkpoint;
  },
  onVideo: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<SavedMapsHeader> {
  const { program } = model;
  const signals = inferenceSignals(program.recipe.inference);
  const entries = dataset.test.flatMap((video) =>
    signals.map((name) => ({ name: `${name}/${video.id}`, shape: shapeOf(model, name, video) }))
  );
  // What else an evaluation computes in the same pass, for its numbers to the bit.
  const also = watchMining(model, dataset)?.signals;
  const digest = createHash("sha256");
  let bytes = 0;
  async function* pieces() {
    yield encodeHead(entries, { format: FORMAT });
    let done = 0;
    for await (const { video, signals: computed } of computeVideos(model, dataset, { also })) {
      for (const name of signals) {
        const { shape, data } = computed.get(name)!;
        if (shape.join() !== shapeOf(model, name, video).join()) {
          throw new Error(`Signal "${name}" of video "${video.id}" has the shape [${shape.join(", ")}]`);
        }
        yield bytesOf(data);
      }
      await onVideo(++done);
    }
  }
  async function* counted() {
    for await (const piece of pieces()) {
      digest.update(piece);
      bytes += piece.length;
      yield piece;
    }
  }
  await writeWhole(join(folder, MAPS), counted());
  const header: SavedMapsHeader = {
    format: FORMAT,
    tensors_sha256: digest.digest("hex"),
    checkpoint_sha256: checkpoint.tensors_sha256!,
    data: dataset.hash,
    engine: model.engine.name,
    signals,
    videos: dataset.test.length,
    bytes,
  };
  await writeWhole(join(folder, HEADER), `${JSON.stringify(header, null, 2)}\n`);
  return header;
}

/**
 * Reads the maps that a run has saved.
 *
 * @param checkpoint What its numbers are to be of.
 * @returns Undefined where it has saved none, or those of other weights.
 * @throws {UserError} When they are damaged.
 */
export async function readMaps({ file, tensors_sha256 }: Checkpoint): Promise<SavedMaps | undefined> {
  const folder = dirname(file);
  if (!hasMaps(folder)) return undefined;
  const hint = `save them again, or remove ${HEADER}: the maps are computed then`;
  const header = checkJson(await readJson(join(folder, HEADER)), headerShape, hint);
  if (header.checkpoint_sha256 !== tensors_sha256) return undefined;
  const path = join(folder, MAPS);
  const bytes = await readBytes(path, hint, header.bytes);
  if (createHash("sha256").update(bytes).digest("hex") !== header.tensors_sha256) {
    throw userError(`"${path}" was changed since it was written: its hash is another`, hint);
  }
  const tensors = decodeSafetensors(bytes, path);
  return {
    ...header,
    of(video) {
      const found = new Map<string, SignalValues>();
      for (const name of header.signals) {
        const tensor = tensors.get(`${name}/${video}`);
        if (!tensor) return undefined;
        found.set(name, tensor);
      }
      return found;
    },
  };
}

/** Whether a run folder has saved maps, of whatever weights. */
export function hasMaps(folder: string): boolean {
  return isThere(join(folder, HEADER));
}

/** The sizes of a signal of a video, without those of the batch. */
function shapeOf(model: Model, name: string, video: Video): number[] {
  const { type } = model.program.signals.find((signal) => signal.name === name)!;
  return type.dims.slice(1).map(({ axis, count }) => axis === "T" ? testRows(model, video).length : count);
}
