/** Operations of TensorFlow by their name, for what TensorFlow.js does not offer. None is on the gradient tape. */
import type { Tensor } from "@tensorflow/tfjs-core";
import { type Attribute, dtypes, type OperationAttribute } from "./attributes.ts";
import type { Binding, Handle, Values } from "./binding.ts";

/** The part of tfjs-node's backend that is used. */
export interface NodeBackend {
  binding: Binding;
  /** The library's tensors behind those of TensorFlow.js; uploads values that have not been yet. */
  getInputTensorIds(tensors: readonly Tensor[]): number[];
  /** Hands a tensor of the library over to TensorFlow.js, which then disposes of it. */
  createOutputTensor(handle: Handle): Tensor;
}

/** Attributes by their names. */
export type Attributes = Readonly<Record<string, OperationAttribute>>;

/** Runs operations. All but `scope` and `free` are for inside of a `scope`. */
export interface Operations {
  /** What computes: forms of some primitives differ. */
  readonly processor: "cpu" | "gpu";
  /** Runs an operation with several results. */
  runAll(
    name: string,
    inputs: readonly (Tensor | Handle)[],
    attributes: Attributes,
    outputs: number,
  ): Handle[];
  /** Runs an operation with one result. */
  run(name: string, inputs: readonly (Tensor | Handle)[], attributes: Attributes): Handle;
  /** A tensor with these values. */
  constant(shape: readonly number[], type: keyof typeof dtypes, values: Values): Handle;
  /** Whole numbers: one without an axis, or a list [n]. */
  ints(values: number | readonly number[] | Int32Array): Handle;
  /** One number without an axis. */
  float(value: number): Handle;
  /**
   * Gives a result to TensorFlow.js, in the shape `shape` of the same size where given: it must be, where the library
   * cannot know the shape before the operation runs (sums of segments, values of variables), or it cannot be recorded.
   */
  tensor<T extends Tensor>(handle: Handle, shape?: readonly number[]): T;
  /** Keeps a result beyond the scope; the caller frees it. */
  keep(handle: Handle): Handle;
  /** Frees a result that was kept. */
  free(handle: Handle): void;
  /** Runs `body` and frees all handles made in it that were not given to TensorFlow.js, also when it throws. */
  scope<R>(body: () => R): R;
}

/** The operations of a backend. Its binding is looked up at every call, so that it may be exchanged. */
export function createOperations(backend: NodeBackend, processor: Operations["processor"]): Operations {
  let live = new Set<number>();

  function idOf(x: Tensor | Handle): number {
    return "dataId" in x ? backend.getInputTensorIds([x])[0]! : x.id;
  }

  function constant(shape: readonly number[], type: keyof typeof dtypes, values: Values): Handle {
    const id = backend.binding.createTensor(shape, dtypes[type], values);
    live.add(id);
    return { id, shape: [...shape], dtype: dtypes[type] };
  }

  function runAll(
    name: string,
    inputs: readonly (Tensor | Handle)[],
    attributes: Attributes,
    outputs: number,
  ): Handle[] {
    const list: Attribute[] = Object.entries(attributes).map(([name, value]) => ({ name, ...value }));
    const handles = backend.binding.executeOp(name, list, inputs.map(idOf), outputs);
    for (const { id } of handles) live.add(id);
    return handles;
  }

  function run(name: string, inputs: readonly (Tensor | Handle)[], attributes: Attributes): Handle {
    return runAll(name, inputs, attributes, 1)[0]!;
  }

  function ints(values: number | readonly number[] | Int32Array): Handle {
    return typeof values === "number"
      ? constant([], "int32", Int32Array.of(values))
      : constant([values.length], "int32", Int32Array.from(values));
  }

  return {
    processor,
    runAll,
    run,
    constant,
    ints,
    float: (value) => constant([], "float32", Float32Array.of(value)),
    tensor<T extends Tensor>(handle: Handle, shape?: readonly number[]): T {
      const shaped = shape && !sameShape(shape, handle.shape)
        ? run("Reshape", [handle, ints(shape)], {
          T: { type: 4, value: handle.dtype },
          Tshape: { type: 4, value: dtypes.int32 },
        })
        : handle;
      live.delete(shaped.id);
      return backend.createOutputTensor(shaped) as T;
    },
    keep(handle) {
      live.delete(handle.id);
      return handle;
    },
    free: ({ id }) => backend.binding.deleteTensor(id),
    scope<R>(body: () => R): R {
      const outer = live;
      live = new Set();
      try {
        return body();
      } finally {
        for (const id of live) backend.binding.deleteTensor(id);
        live = outer;
      }
    },
  };
}

function sameShape(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((size, i) => size === b[i]);
}
