/** Safetensors: a 64-bit header length, a JSON header of names, shapes and offsets, then the bytes of all tensors. */
import { z } from "zod";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { repeats } from "../../annotations/json/repeats.ts";
import { tooDeep } from "../../annotations/json/scan.ts";

/** A tensor that was read, float32, row-major. */
export interface NamedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** A tensor to write. */
export interface TensorSource extends Omit<NamedTensor, "data"> {
  /** Its values, of that shape; called when they are written. */
  read(): Float32Array;
}

const size = z.int().nonnegative();
const entry = z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) });
const headerSchema = z.record(z.string(), z.unknown())
  .transform(({ __metadata__: _, ...entries }) => entries)
  .pipe(z.record(z.string(), entry));

const ALIGNMENT = 8;

/** The bytes of tensors in the given order, one tensor at a time; `metadata` is text by name. */
export function* encodeSafetensors(
  tensors: readonly TensorSource[],
  metadata: Readonly<Record<string, string>> = {},
): Generator<Uint8Array> {
  yield encodeHead(tensors, metadata);
  for (const { read } of tensors) yield bytesOf(read());
}

/** What stands before the values of tensors; `metadata` is text by name. */
export function encodeHead(
  tensors: readonly Pick<NamedTensor, "name" | "shape">[],
  metadata: Readonly<Record<string, string>>,
): Uint8Array {
  let end = 0;
  const entries = tensors.map(({ name, shape }) => {
    const begin = end;
    end += Float32Array.BYTES_PER_ELEMENT * shape.reduce((product, n) => product * n, 1);
    return [name, { dtype: "F32", shape, data_offsets: [begin, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const text = new TextEncoder().encode(json);
  const header = new Uint8Array(8 + Math.ceil(text.length / ALIGNMENT) * ALIGNMENT);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.fill(0x20, 8).set(text, 8);
  return header;
}

/** The bytes of values. */
export function bytesOf({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/**
 * Decodes tensors by name.
 *
 * @param path The file, for messages.
 * @throws {UserError} When the bytes are cut off, not safetensors, hold another element type than float32, or do not
 * belong to exactly one tensor each.
 */
export function decodeSafetensors(bytes: Uint8Array<ArrayBuffer>, path: string): Map<string, NamedTensor> {
  const refuse = (what: string) =>
    userError(`Cannot read tensors from "${path}": ${what}`, "expected a safetensors file of float32");
  if (bytes.length < 8) throw refuse("the file is cut off");
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (8 + length > bytes.length) throw refuse("the header is cut off");
  const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
  const header = parseHeader(text);
  if (header === undefined) throw refuse("the header is not JSON");
  const { success, data: entries, error } = headerSchema.safeParse(header);
  if (!success) throw refuse(`the header is wrong at "${error.issues[0]!.path.join(".") || "the root"}"`);
  const [repeated] = repeats(text, header);
  if (repeated !== undefined) throw refuse(`"${repeated.key}" is given twice`);
  const values = bytes.subarray(8 + length);
  const tensors = new Map<string, NamedTensor>();
  for (const [name, { dtype, shape, data_offsets: [begin, end] }] of Object.entries(entries)) {
    if (dtype !== "F32") throw refuse(`tensor "${name}" is ${dtype}`);
    if (end > values.length) throw refuse(`tensor "${name}" is cut off`);
    if (end - begin !== 4 * shape.reduce((product, n) => product * n, 1)) {
      throw refuse(`tensor "${name}" of shape [${shape.join(", ")}] has ${end - begin} bytes`);
    }
    tensors.set(name, { name, shape, data: new Float32Array(values.slice(begin, end).buffer) });
  }
  const gap = firstGap(Object.entries(entries), values.length);
  if (gap !== undefined) throw refuse(gap);
  return tensors;
}

/** Where tensors do not follow one another from the first byte to the last. */
function firstGap(
  entries: readonly (readonly [string, z.output<typeof entry>])[],
  length: number,
): string | undefined {
  const inOrder = entries.map(([name, { data_offsets: [begin, end] }]) => ({ name, begin, end }))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  let last = 0;
  for (const { name, begin, end } of inOrder) {
    if (begin < last) return `tensor "${name}" overlaps the one before it`;
    if (begin > last) return `the bytes before tensor "${name}" belong to no tensor`;
    last = end;
  }
  return last < length ? `${length - last} bytes belong to no tensor` : undefined;
}

function parseHeader(text: string): unknown {
  if (tooDeep(text) !== undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
