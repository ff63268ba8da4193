/** Types of stored values, and their values as float32. */
import { MEMORY } from "./memory.ts";

/** How a value is stored. */
export interface ValueType {
  /** Float, integer, unsigned integer or boolean. */
  readonly code: "f" | "i" | "u" | "b";
  /** Bytes of a value. */
  readonly size: 1 | 2 | 4 | 8;
  readonly bigEndian: boolean;
}

/** Values as they are stored, in the machine's order of bytes. */
export type RawValues =
  | Float32Array
  | Float64Array
  | Uint16Array
  | { readonly integers: Iterable<number | bigint> & ArrayLike<number | bigint> & ArrayBufferView };

const FLOATS: readonly number[] = [2, 4, 8];
const NAMES = { f: "float", i: "int", u: "uint" } as const;

/** The type that NumPy writes as `<f4`, `>i2` or `|u1`; undefined where it is no number. */
export function valueType(descr: string): ValueType | undefined {
  const [, order, code, digits] = /^([<>|=])?([fiub])([1248])$/.exec(descr) ?? [];
  if (code === undefined) return undefined;
  const size = Number(digits) as ValueType["size"];
  if (code === "f" && !FLOATS.includes(size) || code === "b" && size !== 1) return undefined;
  return { code: code as ValueType["code"], size, bigEndian: order === ">" };
}

/** The name of a type that is told of where files have it: all but floats in the usual order of bytes. */
export function oddType({ code, size, bigEndian }: ValueType): string | undefined {
  if (code === "f" && !bigEndian) return undefined;
  const name = code === "b" ? "bool" : `${NAMES[code]}${size * 8}`;
  return bigEndian && size > 1 ? `big-endian ${name}` : name;
}

/** The `count` values that begin at `offset`. */
export function rawValues(bytes: Uint8Array, offset: number, count: number, type: ValueType): RawValues {
  const { code, size, bigEndian } = type;
  const start = bytes.byteOffset + offset;
  // A typed array must begin at a multiple of its width; heads of NumPy before 1.9 need not end there.
  const copied = start % size !== 0 || bigEndian && size > 1;
  const part = copied ? bytes.slice(offset, offset + count * size) : undefined;
  if (part && bigEndian) swap(part, size);
  const [buffer, at] = part ? [part.buffer, 0] : [bytes.buffer, start];
  switch (`${code}${size}`) {
    case "f2":
      return new Uint16Array(buffer, at, count);
    case "f4":
      return new Float32Array(buffer, at, count);
    case "f8":
      return new Float64Array(buffer, at, count);
    case "i1":
      return { integers: new Int8Array(buffer, at, count) };
    case "i2":
      return { integers: new Int16Array(buffer, at, count) };
    case "i4":
      return { integers: new Int32Array(buffer, at, count) };
    case "i8":
      return { integers: new BigInt64Array(buffer, at, count) };
    case "u2":
      return { integers: new Uint16Array(buffer, at, count) };
    case "u4":
      return { integers: new Uint32Array(buffer, at, count) };
    case "u8":
      return { integers: new BigUint64Array(buffer, at, count) };
    case "b1":
      return { integers: new Uint8Array(buffer, at, count).map((value) => Math.min(value, 1)) };
    default:
      return { integers: new Uint8Array(buffer, at, count) };
  }
}

/** As float32, the nearest; float16 by their bits. */
export function storedOf(raw: RawValues): Float32Array | Uint16Array {
  if (raw instanceof Float64Array) return new Float32Array(raw);
  if (!("integers" in raw)) return raw;
  return Float32Array.from(raw.integers, Number);
}

/** The upper halves of float32 (bfloat16), which float32 holds. */
export function widened(halves: Uint16Array): Float32Array {
  const bits = Uint32Array.from(halves, (half) => half * 2 ** 16);
  return new Float32Array(bits.buffer);
}

/** Frees what `values` were read from, where they do not lie in it. */
export function releaseUnused(bytes: ArrayBufferView, values: Float32Array | Uint16Array): void {
  if (values.buffer !== bytes.buffer) MEMORY.release(bytes);
}

function swap(bytes: Uint8Array, size: number): void {
  for (let at = 0; at < bytes.length; at += size) bytes.subarray(at, at + size).reverse();
}
