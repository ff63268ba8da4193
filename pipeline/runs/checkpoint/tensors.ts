/** The two files of a checkpoint, written in an order that leaves one whole whatever happens, and read with all checks. */
import { createHash, type Hash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { parametersOf, type Program, tensorsOf } from "../../../specs/program.ts";
import { type FileSystem, writeWhole } from "../../files/write.ts";
import type { Model } from "../../graph/model.ts";
import { allFinite, NotFinite } from "../../not_finite.ts";
import { readBytes } from "../../files/reading.ts";
import { release } from "../../release.ts";
import type { Slots } from "../../training/optimizer.ts";
import { checkpointText, DAMAGED, FORMAT, isTensorsName, type Stem, tensorsName } from "./file.ts";
import type { Checkpoint, CheckpointContent } from "./header.ts";
import { decodeSafetensors, encodeSafetensors, type NamedTensor } from "./safetensors.ts";

/** Bytes of the largest header of tensors. */
const LARGEST_HEADER = 2 ** 26;

/** The part of the tensors of the model, trained ones and memories; every other is a slot of the optimizer. */
const PARAMETER = "parameter";

/** `saveCheckpoint` on any file system; of a header that says `best`, in its own two files. */
export async function writeCheckpoint(
  folder: string,
  header: CheckpointContent,
  model: Model,
  slots: Slots,
  system: FileSystem,
): Promise<Checkpoint> {
  const stem = header.best ? "best" : "checkpoint";
  const tensors = tensorsName(header.step, stem);
  const parts = [[PARAMETER, model.parameters] as const, ...slots];
  const entries = parts.flatMap(([part, variables]) =>
    [...variables].map(([name, variable]) => ({
      name: `${part}/${name}`,
      shape: variable.shape,
      read: () => finite(variable.dataSync(), part, name, header.step),
    }))
  );
  const hash = createHash("sha256");
  await writeWhole(
    join(folder, tensors),
    hashed(encodeSafetensors(entries, { format: "walt" }), hash),
    system,
  );
  const file = join(folder, `${stem}.json`);
  const whole = { tensors, tensors_sha256: hash.digest("hex"), ...header };
  await writeWhole(file, checkpointText(whole), system);
  await removeOthers(folder, { stem, keep: tensors }, system);
  return { format: FORMAT, ...whole, file };
}

/** The same pieces, each freed when the next one is asked for. */
function* hashed(pieces: Iterable<Uint8Array>, hash: Hash): Generator<Uint8Array> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
    release(piece);
  }
}

/** The values, for a checkpoint to keep. */
function finite(
  values: Float32Array,
  part: string,
  name: string,
  step: number,
): Float32Array {
  if (allFinite(values)) return values;
  throw new NotFinite(
    `${
      part === PARAMETER ? "Parameter" : `Optimizer slot "${part}" of parameter`
    } "${name}" is not finite after step ${step}`,
    part === PARAMETER
      ? "lower training.optimizer.rate in a new run"
      : "its gradients are too large to be squared: lower the weights of the losses in a new run",
  );
}

/**
 * Earlier tensors go only once the header names the new ones, so that an interruption leaves one whole checkpoint. One
 * that does not go does no harm.
 */
async function removeOthers(
  folder: string,
  { stem, keep }: { readonly stem: Stem; readonly keep: string },
  system: FileSystem,
): Promise<void> {
  for await (const { name } of system.readDir(folder)) {
    if (isTensorsName(name, stem) && name !== keep) await system.remove(join(folder, name)).catch(() => {});
  }
}

/**
 * The tensors of a checkpoint, exactly those of a program's parameters and of its optimizer's slots, which the best step
 * has none of.
 *
 * @throws {UserError} When their file cannot be read, was changed, or is of another recipe.
 */
export async function readTensors(
  checkpoint: Checkpoint,
  program: Program,
  slots: readonly string[],
): Promise<Map<string, NamedTensor>> {
  const path = join(dirname(checkpoint.file), checkpoint.tensors);
  const wanted = new Map<string, readonly number[]>([
    ...tensorsOf(program).map(({ name, shape }) => [`${PARAMETER}/${name}`, shape] as const),
    ...(checkpoint.best ? [] : slots).flatMap((slot) =>
      parametersOf(program).map(({ name, shape }) => [`${slot}/${name}`, shape] as const)
    ),
  ]);
  const values = [...wanted.values()].map((shape) => shape.reduce((a, b) => a * b, 1));
  const most = LARGEST_HEADER + Float32Array.BYTES_PER_ELEMENT * values.reduce((a, b) => a + b, 0);
  const hint = `it belongs to ${basename(checkpoint.file)}: restore it from a copy, or start a new run`;
  const bytes = await readBytes(path, hint, most);
  const tensors = decodeSafetensors(bytes, path);
  for (const [name, shape] of wanted) {
    if (tensors.get(name)?.shape.join() === shape.join()) continue;
    throw userError(
      `"${path}" has no tensor "${name}" of shape [${shape.join(", ")}]`,
      "it is of another recipe",
    );
  }
  for (const { name, data } of tensors.values()) {
    if (!wanted.has(name)) {
      throw userError(`"${path}" has a tensor "${name}" too many`, "it is of another recipe");
    }
    if (!allFinite(data)) {
      throw userError(`"${path}" has a value in tensor "${name}" that is not finite`, DAMAGED);
    }
  }
  const { tensors_sha256: expected } = checkpoint;
  if (expected !== undefined && createHash("sha256").update(bytes).digest("hex") !== expected) {
    throw userError(`"${path}" was changed since it was written: its hash is another`, DAMAGED);
  }
  return tensors;
}
