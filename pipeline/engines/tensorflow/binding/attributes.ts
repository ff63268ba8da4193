/** Attributes of TensorFlow operations, in the form that tfjs-node's kernels use, and how they reach the library. */
import type { AttributeSetters } from "./attribute_setters.ts";

/** TensorFlow's numbers of the element types. */
export const dtypes = {
  float32: 1,
  float64: 2,
  int32: 3,
  uint8: 4,
  string: 7,
  complex64: 8,
  int64: 9,
  bool: 10,
  bfloat16: 14,
  uint16: 17,
  resource: 20,
  uint32: 22,
  uint64: 23,
} as const;

/** The numbers by which tfjs-node tells the kinds of attributes apart. */
export const attributeKinds = {
  string: 0,
  int: 1,
  float: 2,
  bool: 3,
  type: 4,
  shape: 5,
  resource: 99,
} as const;

type Scalar = string | Uint8Array | number | bigint | boolean;

/** One attribute with its name. */
export interface Attribute {
  readonly name: string;
  readonly type: number;
  readonly value: Scalar | readonly Scalar[];
}

/** An attribute before it has a name: made by `type`, `int`, `bool` and `strings`. */
export type OperationAttribute = Omit<Attribute, "name">;

/** The element type of an input or output. */
export function type(name: keyof typeof dtypes): OperationAttribute {
  return { type: attributeKinds.type, value: dtypes[name] };
}

/** A whole number, or a list of them. */
export function int(value: number | readonly number[]): OperationAttribute {
  return { type: attributeKinds.int, value };
}

/** A real number. */
export function float(value: number): OperationAttribute {
  return { type: attributeKinds.float, value };
}

/** A shape; -1 stands for a size that is not known. */
export function shape(sizes: readonly number[]): OperationAttribute {
  return { type: attributeKinds.shape, value: sizes };
}

/** True or false. */
export function bool(value: boolean): OperationAttribute {
  return { type: attributeKinds.bool, value };
}

/** A text, or a list of them. */
export function text(value: string | readonly string[]): OperationAttribute {
  return { type: attributeKinds.string, value };
}

const encoder = new TextEncoder();
const names = new Map<string, Uint8Array<ArrayBuffer>>();

/** A zero-terminated name, kept: operations and attributes have few. */
export function cString(name: string): Uint8Array<ArrayBuffer> {
  let bytes = names.get(name);
  if (!bytes) names.set(name, bytes = encoder.encode(name + "\0"));
  return bytes;
}

/** Sets an attribute of the operation `op`. A list of shapes, types, functions or tensors cannot be given. */
export function setAttribute(
  setters: AttributeSetters,
  op: Deno.PointerValue,
  { name, type, value }: Attribute,
): void {
  const at = cString(name);
  if (type === attributeKinds.shape) {
    const sizes = int64s(value as readonly number[]);
    return setters.shape(op, at, sizes, sizes.length);
  }
  if (Array.isArray(value)) return setList(setters, op, at, type, value);
  switch (type) {
    case attributeKinds.type:
      return setters.type(op, at, value as number);
    case attributeKinds.int:
      return setters.int(op, at, BigInt(value as number));
    case attributeKinds.float:
      return setters.float(op, at, value as number);
    case attributeKinds.bool:
      return setters.bool(op, at, value ? 1 : 0);
    case attributeKinds.string: {
      const bytes = toBytes(value as string | Uint8Array);
      return setters.string(op, at, bytes, BigInt(bytes.length));
    }
  }
  throw new TypeError(`attribute ${name} is of the unknown kind ${type}`);
}

function setList(
  setters: AttributeSetters,
  op: Deno.PointerValue,
  at: Uint8Array<ArrayBuffer>,
  type: number,
  value: readonly Scalar[],
): void {
  const count = value.length;
  switch (type) {
    case attributeKinds.int:
      return setters.ints(op, at, int64s(value as number[]), count);
    case attributeKinds.float:
      return setters.floats(op, at, Float32Array.from(value as number[]), count);
    case attributeKinds.bool:
      return setters.bools(op, at, Uint8Array.from(value, Number), count);
    case attributeKinds.string: {
      const texts = value.map((v) => toBytes(v as string));
      const starts = texts.map((bytes) => Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)));
      const lengths = texts.map((bytes) => BigInt(bytes.length));
      return setters.strings(op, at, BigUint64Array.from(starts), BigUint64Array.from(lengths), count);
    }
  }
  throw new TypeError(`a list of attributes is of the unknown kind ${type}`);
}

/** Sizes as the library reads them. */
export function int64s(values: readonly (number | bigint)[]): BigInt64Array<ArrayBuffer> {
  return BigInt64Array.from(values, BigInt);
}

function toBytes(value: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof value === "string" ? encoder.encode(value) : Uint8Array.from(value);
}
