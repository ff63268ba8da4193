/** TensorFlow's eager execution as tfjs-node's backend wants it: tensors are numbers, operations are run by name. */
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { type Attribute, cString, dtypes, int64s, setAttribute } from "./attributes.ts";
import { type BatchMemory, openBatchMemory } from "./batch_memory.ts";
import { eagerSetters } from "./attribute_setters.ts";
import { openGpus } from "./gpus.ts";
import { type Reserve, reserveAddresses } from "./reserve.ts";
import { readCString } from "./strings.ts";
import type { Symbols } from "./symbols.ts";

/** A tensor of the library: its number, shape and element type (see `dtypes`). */
export interface Handle {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

/** Element values in JavaScript. */
export type Values =
  | Float32Array
  | Float64Array
  | Int32Array
  | Uint8Array
  | Uint16Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** What runs operations. */
export interface Binding {
  /** Copies values into a new tensor. */
  createTensor(shape: readonly number[], dtype: number, values: Values): number;
  deleteTensor(id: number): void;
  /** Copies a tensor's values out, after what computes them is done. */
  tensorDataSync(id: number): Values;
  /** Runs the operation called `name` in TensorFlow. Throws a RunError with the library's message. */
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly number[],
    outputs: number,
  ): Handle[];
  getNumOfTensors(): number;
}

/** What lies beneath a binding. */
export interface Native {
  readonly library: Symbols;
  /** Of eager execution. */
  readonly context: Deno.PointerValue;
  /** Where the library's functions leave their failures; `check` throws them. */
  readonly status: Deno.PointerValue;
  /** Throws a RunError with the library's message when the last call with `status` failed at `what`. */
  check(what: string): void;
  /** The library's handle of a tensor. Throws a RangeError when it is disposed. */
  find(id: number): Deno.PointerValue;
  /** Gives a handle a number. */
  keep(handle: Deno.PointerValue): number;
  shapeOf(handle: Deno.PointerValue): number[];
  /** `executeOp` of an operation without attributes on another thread. Throws as that does. */
  executeAside(name: string, inputs: readonly number[], outputs: number): Promise<Handle[]>;
}

/** A binding, and what the library says of itself. */
export interface OpenBinding {
  readonly binding: Binding;
  readonly native: Native;
  readonly reserve: Reserve;
  readonly batchMemory: BatchMemory;
  /** Of the library, for instance 2.21.0. */
  readonly version: string;
  /** The number of GPUs that it computes on. */
  readonly gpus: number;
}

/** Starts the library's eager execution. */
export function openBinding(library: Symbols): OpenBinding {
  const status = library.TF_NewStatus();
  const handles = new Map<number, Deno.PointerValue>();
  let next = 1;

  const check = (what: string) => checkStatus(status, what);

  function checkStatus(status: Deno.PointerValue, what: string): void {
    const code = library.TF_GetCode(status);
    if (code !== 0) throw libraryError(code, what, readCString(library.TF_Message(status)));
  }

  const options = library.TFE_NewContextOptions();
  const context = library.TFE_NewContext(options, status);
  library.TFE_DeleteContextOptions(options);
  check("starting TensorFlow");
  const reserve = reserveAddresses(library);
  const batchMemory = openBatchMemory(library, status, check);
  const gpus = openGpus(library, context, status);

  function keep(handle: Deno.PointerValue): number {
    handles.set(next, handle);
    return next++;
  }

  function shapeOf(handle: Deno.PointerValue): number[] {
    const rank = library.TFE_TensorHandleNumDims(handle, status);
    return Array.from({ length: rank }, (_, d) => Number(library.TFE_TensorHandleDim(handle, d, status)));
  }

  function describe(handle: Deno.PointerValue): Handle {
    return { id: keep(handle), shape: shapeOf(handle), dtype: library.TFE_TensorHandleDataType(handle) };
  }

  function find(id: number): Deno.PointerValue {
    const handle = handles.get(id);
    if (handle === undefined) throw new RangeError(`tensor ${id} is disposed`);
    return handle;
  }

  function described(results: BigUint64Array, count: Int32Array): Handle[] {
    return Array.from(results.subarray(0, count[0]), (at) => describe(Deno.UnsafePointer.create(at)));
  }

  async function executeAside(name: string, inputs: readonly number[], outputs: number): Promise<Handle[]> {
    // JavaScript goes on using the common status.
    const own = library.TF_NewStatus();
    const op = library.TFE_NewOp(context, cString(name), own);
    try {
      checkStatus(own, name);
      for (const id of inputs) library.TFE_OpAddInput(op, find(id), own);
      checkStatus(own, name);
      const results = new BigUint64Array(outputs);
      const count = Int32Array.of(outputs);
      await library.TFE_ExecuteAside(op, results, count, own);
      checkStatus(own, name);
      return described(results, count);
    } finally {
      library.TFE_DeleteOp(op);
      library.TF_DeleteStatus(own);
    }
  }

  /** A tensor for the caller to delete. */
  function copied(shape: readonly number[], dtype: number, bytes: Uint8Array): Deno.PointerValue {
    const tensor = library.TF_AllocateTensor(dtype, int64s(shape), shape.length, BigInt(bytes.length));
    if (tensor === null) throw new RunError(`no memory for a tensor of shape [${shape}]`);
    view(library.TF_TensorData(tensor), bytes.length).set(bytes);
    return tensor;
  }

  const setters = eagerSetters(library, status);
  const binding: Binding = {
    createTensor(shape, dtype, values) {
      const data = dtype === dtypes.int64 && values instanceof Int32Array ? int64s([...values]) : values;
      if (!ArrayBuffer.isView(data)) throw new TypeError("tensors of text cannot be made");
      const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
      const tensor = batchMemory.tensorOf(values, shape) ?? copied(shape, dtype, bytes);
      try {
        const handle = library.TFE_NewTensorHandle(tensor, status);
        check("making a tensor");
        return keep(gpus.upload(handle, dtype, bytes.length));
      } finally {
        library.TF_DeleteTensor(tensor);
      }
    },

    deleteTensor(id) {
      library.TFE_DeleteTensorHandle(find(id));
      handles.delete(id);
    },

    tensorDataSync(id) {
      const handle = find(id);
      const tensor = library.TFE_TensorHandleResolve(handle, status);
      check("reading a tensor");
      try {
        const size = Number(library.TF_TensorByteSize(tensor));
        const copy = view(library.TF_TensorData(tensor), size).slice().buffer;
        return asValues(copy, library.TFE_TensorHandleDataType(handle));
      } finally {
        library.TF_DeleteTensor(tensor);
      }
    },

    executeOp(name, attributes, inputs, outputs) {
      const op = library.TFE_NewOp(context, cString(name), status);
      check(name);
      try {
        for (const attribute of attributes) setAttribute(setters, op, attribute);
        for (const id of inputs) library.TFE_OpAddInput(op, find(id), status);
        check(name);
        const results = new BigUint64Array(outputs);
        const count = Int32Array.of(outputs);
        library.TFE_Execute(op, results, count, status);
        check(name);
        return described(results, count);
      } finally {
        library.TFE_DeleteOp(op);
      }
    },

    getNumOfTensors: () => handles.size,
  };

  const version = readCString(library.TF_Version());
  const native = { library, context, status, check, find, keep, shapeOf, executeAside };
  return { binding, native, reserve, batchMemory, version, gpus: gpus.count };
}

/** A RunError for the library's status `code`. */
function libraryError(code: number, what: string, message: string): RunError {
  const outOfMemory = 8;
  const hint = code === outOfMemory ? "make the batch smaller" : undefined;
  return new RunError(`TensorFlow failed at ${what}: ${message.replace(/\.$/, "")}`, hint);
}

/** The memory at a pointer. A length of 0 has none. */
function view(pointer: Deno.PointerValue, length: number): Uint8Array<ArrayBuffer> {
  if (pointer === null || length === 0) return new Uint8Array(0);
  return new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(pointer, length));
}

function asValues(bytes: ArrayBuffer, dtype: number): Values {
  switch (dtype) {
    case dtypes.float32:
      return new Float32Array(bytes);
    case dtypes.float64:
      return new Float64Array(bytes);
    case dtypes.int32:
      return new Int32Array(bytes);
    case dtypes.bool:
    case dtypes.uint8:
      return new Uint8Array(bytes);
    case dtypes.uint16:
      return new Uint16Array(bytes);
    case dtypes.uint32:
      return new Uint32Array(bytes);
    case dtypes.int64:
      return new BigInt64Array(bytes);
    case dtypes.uint64:
      return new BigUint64Array(bytes);
  }
  throw new TypeError(`a tensor of the element type ${dtype} cannot be read`);
}
