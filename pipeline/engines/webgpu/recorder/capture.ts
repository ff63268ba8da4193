/** TensorFlow.js's backend while a recording is made: nothing is computed, and commands to the GPU are kept. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, TensorInfo } from "@tensorflow/tfjs-core";
import { readBackError } from "../../recording_rules.ts";
import { type Command, notingEncoder } from "./commands.ts";
import { type BackendInternals, bufferBytes, bufferOf, flush, shadow, type TensorData } from "./internals.ts";
import type { Scratch } from "./scratch.ts";

/** A recording under construction. */
export interface Capture {
  readonly commands: Command[];
  /** The buffers of the inputs. */
  readonly inputs: readonly GPUBuffer[];
  /** Where a tensor's values are when the commands that are known by now have run. */
  bindingOf(tensor: Pick<TensorInfo, "dataId">): Required<GPUBufferBinding>;
  /** A buffer for the rest of the recording, and of its replays. */
  reserve(bytes: number): GPUBuffer;
  /** New data in a buffer of another owner. */
  dataIn(buffer: GPUBuffer, shape: readonly number[]): TensorInfo;
  /** Gives data that was made by `dataIn` a buffer of its own, which the recording may use again afterwards. */
  moved(dataId: object, bytes: number): GPUBuffer;
  /** Whether a tensor that was there before, and is no declared input, is used. */
  isCaptured(dataId: object): boolean;
  /** Puts the backend back as it was. */
  end(): void;
  /** Frees what the recording holds. */
  free(): void;
}

/** Begins to keep commands. Constants are uploaded at once, and hold their buffers. */
export function startCapture(
  backend: BackendInternals,
  declared: readonly Tensor[],
  scratch: Scratch<GPUBuffer>,
): Capture {
  flush(backend);
  const manager = backend.bufferManager;
  const upload = (data: TensorData) => bufferOf({ queue: backend.queue, bufferManager: manager }, data);
  const commands: Command[] = [];
  const made = new Set<object>();
  const captured = new Map<object, Tensor>();
  const constants: GPUBuffer[] = [];
  const inputs = new Map(declared.map(({ dataId, shape }) => [dataId, scratch.acquire(bufferBytes(shape))]));
  const write = backend.write.bind(backend);
  const readSync = backend.readSync.bind(backend);
  const { runKernel } = tf.engine();
  let last = "the beginning";

  /** Holds a tensor that was there before, which may be disposed of. */
  function capture(dataId: object, data: TensorData): void {
    if (captured.has(dataId)) return;
    backend.incRef(dataId);
    captured.set(dataId, tf.keep(tf.engine().makeTensorFromDataId(dataId, data.shape, data.dtype)));
    if (data.resource) return;
    data.resource = upload(data);
    data.values = null;
  }

  function locate(dataId: object): void {
    if (inputs.has(dataId)) return;
    const data = backend.tensorMap.get(dataId);
    if (!made.has(dataId)) return capture(dataId, data);
    if (data.resource) return;
    if (!data.values) return void (data.resource = scratch.acquire(bufferBytes(data.shape)));
    data.resource = upload(data);
    data.external = true;
    constants.push(data.resource);
  }

  function bindingOf({ dataId }: Pick<TensorInfo, "dataId">): Required<GPUBufferBinding> {
    locate(dataId);
    const data = backend.tensorMap.get(dataId);
    return { buffer: inputs.get(dataId) ?? data.resource!, offset: 0, size: bufferBytes(data.shape) };
  }

  const restoreEngine = shadow(tf.engine(), {
    runKernel(...args: Parameters<typeof runKernel>) {
      last = args[0];
      return runKernel.apply(tf.engine(), args);
    },
  } as Partial<ReturnType<typeof tf.engine>>);
  const restoreBackend = shadow(backend, {
    commandEncoder: notingEncoder(commands),
    computePassEncoder: null,
    uniformPendingDisposal: [],
    dispatchCountInPass: 0,
    // Commands run in order, so that a buffer is free as soon as its tensor is.
    commandQueueOwnedIds: {
      has: () => false,
      add() {
        return this as WeakSet<object>;
      },
    },
    bufferManager: Object.assign(Object.create(manager) as typeof manager, {
      acquireBuffer(size: number, usage: number) {
        const buffer = manager.acquireBuffer(size, usage);
        constants.push(buffer);
        return buffer;
      },
      releaseBuffer(buffer: GPUBuffer, reuse?: boolean) {
        if (!scratch.release(buffer)) manager.releaseBuffer(buffer, reuse);
      },
    }),
    submitQueue: () => backend.dispatchCountInPass = 0,
    uploadToGPU: locate,
    tensorToBinding: (tensor) => tensor && bindingOf(tensor),
    write(...args) {
      const dataId = write(...args);
      made.add(dataId);
      return dataId;
    },
    readSync(dataId) {
      const isSymbolic = inputs.has(dataId) || made.has(dataId) && !backend.tensorMap.get(dataId).values;
      if (isSymbolic) throw readBackError(last);
      return readSync(dataId);
    },
  });

  return {
    commands,
    inputs: declared.map(({ dataId }) => inputs.get(dataId)!),
    bindingOf,
    reserve: scratch.acquire,
    dataIn(buffer, shape) {
      const info: TensorInfo = {
        dataId: backend.write(null, [...shape], "float32"),
        shape: [...shape],
        dtype: "float32",
      };
      Object.assign(backend.tensorMap.get(info.dataId), { resource: buffer, external: true });
      return info;
    },
    moved(dataId, bytes) {
      const resource = scratch.acquire(bytes);
      Object.assign(backend.tensorMap.get(dataId), { resource, external: false });
      return resource;
    },
    isCaptured: (dataId) => captured.has(dataId),
    end() {
      restoreBackend();
      restoreEngine();
      // What is disposed of later, as the tape does, has nothing to give back.
      for (const dataId of made) {
        if (backend.tensorMap.has(dataId)) backend.tensorMap.get(dataId).resource = null;
      }
      scratch.close();
    },
    free() {
      scratch.free();
      constants.forEach((buffer) => manager.releaseBuffer(buffer));
      tf.dispose([...captured.values()]);
    },
  };
}
