/** Checkpoints: `<name>.safetensors` with parameters and optimizer moments, `<name>.json` with all else. */
import * as tf from "@tensorflow/tfjs-core";
import { dirname, join } from "node:path";
import { userError } from "../../specs/diagnostics.ts";
import { parametersOf } from "../../specs/program.ts";
import { writeWhole } from "../files.ts";
import { type Model, setParameter } from "../graph/model.ts";
import type { Moments } from "./adam.ts";
import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";

/** What a checkpoint says beside its tensors. */
export interface CheckpointHeader {
  readonly format: "walt-checkpoint/1";
  /** The file of tensors, beside this one. */
  readonly tensors: string;
  /** Optimizer steps done. */
  readonly step: number;
  readonly seed: number;
  /** The engine that trained it; only the same one continues to the bit. */
  readonly engine: string;
  readonly classes: readonly string[];
  /** Hash of the data set that it was trained on. */
  readonly data: string;
  readonly sources: readonly { readonly name: string; readonly width: number }[];
  /** Frames per second, or "per video". */
  readonly fps: number | string;
  /** Frames from one snippet to the next. */
  readonly stride: number;
  /** The resolved recipe as YAML. */
  readonly recipe: string;
}

const PARTS = ["parameter", "first_moment", "second_moment"] as const;

/** Writes a checkpoint as `<folder>/checkpoint-<step>.safetensors` and then `<folder>/checkpoint.json`, which names it. */
export async function saveCheckpoint(
  folder: string,
  header: Omit<CheckpointHeader, "format" | "tensors">,
  model: Model,
  moments: Moments,
): Promise<void> {
  const tensors = `checkpoint-${header.step}.safetensors`;
  const maps = [model.parameters, moments.first, moments.second];
  const entries = PARTS.flatMap((part, i) =>
    [...maps[i]!].map(([name, tensor]) => ({
      name: `${part}/${name}`,
      shape: tensor.shape,
      data: tensor.dataSync() as Float32Array,
    }))
  );
  await writeWhole(join(folder, tensors), encodeSafetensors(entries, { format: "walt" }));
  const full: CheckpointHeader = { format: "walt-checkpoint/1", tensors, ...header };
  await writeWhole(join(folder, "checkpoint.json"), `${JSON.stringify(full, null, 2)}\n`);
  await removeOthers(folder, tensors);
}

/** Earlier tensors go only once the header names the new ones, so that an interruption leaves one whole checkpoint. */
async function removeOthers(folder: string, keep: string): Promise<void> {
  for await (const { name } of Deno.readDir(folder)) {
    if (/^checkpoint-\d+\.safetensors$/.test(name) && name !== keep) await Deno.remove(join(folder, name));
  }
}

/**
 * Reads the header of a checkpoint: of a run folder, or the path of a `checkpoint.json`.
 *
 * @throws {UserError} When there is none, or it is of another format.
 */
export async function readCheckpoint(path: string): Promise<CheckpointHeader & { readonly file: string }> {
  const isFile = path.endsWith(".json");
  const file = isFile ? path : join(path, "checkpoint.json");
  let text: string;
  try {
    text = await Deno.readTextFile(file);
  } catch {
    throw userError(
      `No checkpoint at "${file}"`,
      "give a run folder that has checkpoint.json, for instance runs/demo-1a2b3c4d-s0",
    );
  }
  const header = parseHeader(text);
  if (header?.format !== "walt-checkpoint/1") {
    throw userError(
      `"${file}" is not a checkpoint of walt`,
      'expected JSON with "format": "walt-checkpoint/1"',
    );
  }
  return { ...header, file };
}

function parseHeader(text: string): CheckpointHeader | undefined {
  try {
    return JSON.parse(text) as CheckpointHeader;
  } catch {
    return undefined;
  }
}

/** Puts the tensors of a checkpoint into a model, and into its optimizer's moments where they are given. */
export async function loadCheckpoint(
  header: CheckpointHeader & { readonly file: string },
  model: Model,
  moments?: Moments,
): Promise<void> {
  const path = join(dirname(header.file), header.tensors);
  const bytes = await Deno.readFile(path).catch(() => {
    throw userError(
      `"${header.file}" names "${header.tensors}", which cannot be read`,
      "the two files belong together",
    );
  });
  const tensors = decodeSafetensors(bytes, path);
  for (const { name, shape } of parametersOf(model.program)) {
    const read = (part: string) => {
      const found = tensors.get(`${part}/${name}`);
      if (!found || found.shape.join() !== shape.join()) {
        throw userError(
          `"${path}" has no ${part} "${name}" of shape [${shape.join(", ")}]`,
          "it is of another recipe",
        );
      }
      return tf.tensor(found.data, [...shape]);
    };
    setParameter(model, name, read("parameter"));
    if (!moments) continue;
    for (const [map, part] of [[moments.first, "first_moment"], [moments.second, "second_moment"]] as const) {
      map.get(name)?.dispose();
      map.set(name, tf.keep(read(part)));
    }
  }
}
