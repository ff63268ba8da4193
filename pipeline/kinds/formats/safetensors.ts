/** How format `safetensors` is read. */
import { z } from "zod";
import { safetensors as spec } from "../../../specs/kinds/formats/safetensors.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { kindRun } from "../kind.ts";
import type { FeatureFormat } from "./format.ts";
import { arrayName, arrayPath, rememberLast } from "./keyed.ts";
import { type PartialFile, truncated, withFile } from "./read_part.ts";
import { storedArray } from "./stored_array.ts";
import { oddType, rawValues, type ValueType, widened } from "./value_type.ts";

/** Tensors by name. */
export const safetensors = kindRun(spec, (options): FeatureFormat => {
  const header = rememberLast((path) => withFile(path, readHeader));

  async function tensorOf(path: string, video: string) {
    const tensors = await header(path);
    const name = arrayName([...tensors.keys()], options, "safetensors", path, video);
    const tensor = tensors.get(name)!;
    const { dtype, shape, begin, end } = tensor;
    const type = TYPES[dtype];
    const where = arrayPath(path, name);
    if (!type) {
      throw userError(
        `Feature file "${where}" has dtype ${dtype}: wanted floats, integers or booleans`,
        dtype.startsWith("C")
          ? "save both parts of complex numbers: torch.view_as_real(tensor).flatten(-2)"
          : "write it anew: safetensors.torch.save_file({name: tensor.float()}, path)",
      );
    }
    const count = shape.reduce((a, b) => a * b, 1);
    if (count === 0 || end - begin !== count * type.size) throw truncated(where);
    return { ...tensor, where, type, count };
  }

  return {
    names: async (path) => [...(await header(path)).keys()],
    async readHead(path, video) {
      const { shape, dtype, type } = await tensorOf(path, video);
      const { size } = await Deno.stat(path);
      return { shape, size, type: dtype === WIDENED ? "bfloat16" : oddType(type) };
    },
    async readRows(path, video) {
      const { shape, dtype, type, count, begin, where } = await tensorOf(path, video);
      const bytes = await withFile(path, (file) => file.bytes(begin, count * type.size));
      const raw = rawValues(bytes, 0, count, type);
      return storedArray(dtype === WIDENED ? widened(raw as Uint16Array) : raw, shape, where);
    },
  };
});

const WIDENED = "BF16";

function type(code: ValueType["code"], size: ValueType["size"]): ValueType {
  return { code, size, bigEndian: false };
}

const TYPES: Readonly<Record<string, ValueType>> = {
  F16: type("f", 2),
  [WIDENED]: type("f", 2),
  F32: type("f", 4),
  F64: type("f", 8),
  I8: type("i", 1),
  I16: type("i", 2),
  I32: type("i", 4),
  I64: type("i", 8),
  U8: type("u", 1),
  U16: type("u", 2),
  U32: type("u", 4),
  U64: type("u", 8),
  BOOL: type("b", 1),
};

/** Bytes of a header, which names 100,000 videos in some ten megabytes. */
const LONGEST = 2 ** 27;

const size = z.int().nonnegative();
const ENTRIES = z.record(
  z.string(),
  z.object({ dtype: z.string(), shape: z.array(size), data_offsets: z.tuple([size, size]) }),
);

interface Tensor {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Bytes of the file. */
  readonly begin: number;
  readonly end: number;
}

async function readHeader(file: PartialFile): Promise<Map<string, Tensor>> {
  const { path, size } = file;
  const refuse = (what: string) =>
    userError(`Feature file "${path}" ${what}`, "write it with safetensors.numpy.save_file");
  const length = Number(new DataView((await file.bytes(0, 8)).buffer).getBigUint64(0, true));
  if (length > LONGEST) throw refuse("is no safetensors file");
  const text = new TextDecoder().decode(await file.bytes(8, length));
  const read = ENTRIES.safeParse(parsed(text));
  if (!read.success) throw refuse("has a header that is not one of safetensors");
  return new Map(
    Object.entries(read.data).map(([name, { dtype, shape, data_offsets: [begin, end] }]) => {
      if (begin > end || 8 + length + end > size) throw truncated(path);
      return [name, { dtype, shape, begin: 8 + length + begin, end: 8 + length + end }];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    const { __metadata__: _, ...entries } = JSON.parse(text);
    return entries;
  } catch {
    return undefined;
  }
}
