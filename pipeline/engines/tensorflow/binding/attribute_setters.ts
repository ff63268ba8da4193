/** Attributes of an operation to run and of a node to add: the same in two of the library's interfaces. */
import type { Symbols } from "./symbols.ts";

type Name = Uint8Array<ArrayBuffer>;
type Pointer = Deno.PointerValue;

/** Sets attributes of `op`, whose kind of interface each set of setters knows. */
export interface AttributeSetters {
  type(op: Pointer, name: Name, value: number): void;
  int(op: Pointer, name: Name, value: bigint): void;
  float(op: Pointer, name: Name, value: number): void;
  bool(op: Pointer, name: Name, value: number): void;
  string(op: Pointer, name: Name, value: Uint8Array<ArrayBuffer>, length: bigint): void;
  shape(op: Pointer, name: Name, sizes: BigInt64Array<ArrayBuffer>, rank: number): void;
  ints(op: Pointer, name: Name, values: BigInt64Array<ArrayBuffer>, count: number): void;
  floats(op: Pointer, name: Name, values: Float32Array<ArrayBuffer>, count: number): void;
  bools(op: Pointer, name: Name, values: Uint8Array<ArrayBuffer>, count: number): void;
  strings(
    op: Pointer,
    name: Name,
    starts: BigUint64Array<ArrayBuffer>,
    lengths: BigUint64Array<ArrayBuffer>,
    count: number,
  ): void;
}

/** Setters of an operation that is run at once. */
export function eagerSetters(library: Symbols, status: Pointer): AttributeSetters {
  return {
    type: library.TFE_OpSetAttrType,
    int: library.TFE_OpSetAttrInt,
    float: library.TFE_OpSetAttrFloat,
    bool: library.TFE_OpSetAttrBool,
    string: library.TFE_OpSetAttrString,
    shape: (op, name, sizes, rank) => library.TFE_OpSetAttrShape(op, name, sizes, rank, status),
    ints: library.TFE_OpSetAttrIntList,
    floats: library.TFE_OpSetAttrFloatList,
    bools: library.TFE_OpSetAttrBoolList,
    strings: library.TFE_OpSetAttrStringList,
  };
}

/** Setters of a node of a graph, before it is finished. */
export function graphSetters(library: Symbols): AttributeSetters {
  return {
    type: library.TF_SetAttrType,
    int: library.TF_SetAttrInt,
    float: library.TF_SetAttrFloat,
    bool: library.TF_SetAttrBool,
    string: library.TF_SetAttrString,
    shape: library.TF_SetAttrShape,
    ints: library.TF_SetAttrIntList,
    floats: library.TF_SetAttrFloatList,
    bools: library.TF_SetAttrBoolList,
    strings: library.TF_SetAttrStringList,
  };
}
