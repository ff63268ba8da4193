/** Variables in a recording: they are read and changed in buffers that last. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Variable } from "../../engine.ts";
import { runShader, type Shader } from "../shader.ts";
import type { Capture } from "./capture.ts";
import { bufferBytes } from "./internals.ts";

/** A variable with a buffer that recordings read and change. */
export interface Lasting extends Variable {
  /** The buffer. */
  home(): GPUBuffer;
  /** Encodes what brings the value there, where it stays until it is changed outside of recordings. */
  settle(): void;
}

/** A number that is finite in replays that are as they should be. */
export interface Guard {
  readonly from: GPUBuffer;
  /** What is wrong with others. */
  readonly message: string;
}

/** The variables that a recording reads or changes. */
export interface CapturedVariables {
  /** The value at this place of the recording. */
  read(variable: Lasting): Tensor;
  /** Changes the value from here on, only in replays in which all that has been watched is finite. */
  assign(variable: Lasting, value: Tensor): void;
  /** Makes replays throw in which a number is not finite, with this message, and change nothing from here on. */
  watch(guard: Tensor, message: string): void;
  readonly guards: readonly Guard[];
  used(): Lasting[];
  /** Whether any of them is changed. */
  changes(): boolean;
  end(): void;
}

// By its bits: a compiler may take it that no number is infinite.
const IS_FINITE = "(bitcast<u32>(guard[0]) & 0x7f800000u) != 0x7f800000u";

const assignShader: Shader = {
  name: "assign_if_finite",
  inputs: ["value", "guard"],
  numbers: {},
  body: `if (${IS_FINITE}) { result[index] = value[index]; }`,
};

/** A number that is finite where both are. */
const bothShader: Shader = {
  name: "both_finite",
  inputs: ["guard", "next"],
  numbers: {},
  body: `if (${IS_FINITE}) { result[0] = next[0]; } else { result[0] = guard[0]; }`,
};

/** Keeps track of the variables of a recording that is made. */
export function captureVariables(backend: WebGPUBackend, capture: Capture): CapturedVariables {
  const used = new Set<Lasting>();
  /** What reads the buffer of a variable as it is at this place. */
  const values = new Map<Lasting, Tensor>();
  const guards: Guard[] = [];
  /** Finite where all that has been watched is. */
  let guard: Tensor | undefined;
  let changes = false;

  function copy(from: GPUBuffer, to: GPUBuffer, bytes: number): void {
    capture.commands.push({ from, to, at: 0, bytes });
  }

  /** What was read before keeps its value. */
  function leave(variable: Lasting): void {
    const value = values.get(variable);
    if (!value) return;
    values.delete(variable);
    const bytes = bufferBytes(variable.shape);
    if (backend.refCount(value.dataId) > 1) copy(variable.home(), capture.moved(value.dataId, bytes), bytes);
    value.dispose();
  }

  /** A guard for what comes after another one. */
  function both(before: Tensor, next: Tensor): Tensor {
    const info = runShader(backend, bothShader, [before, next], [], { shape: [], dtype: "float32" });
    before.dispose();
    return tf.engine().makeTensorFromTensorInfo(info);
  }

  return {
    read(variable) {
      used.add(variable);
      let value = values.get(variable);
      if (!value) {
        const info = capture.dataIn(variable.home(), variable.shape);
        value = tf.keep(tf.engine().makeTensorFromTensorInfo(info));
        values.set(variable, value);
      }
      return tf.clone(value);
    },
    assign(variable, value) {
      changes = true;
      used.add(variable);
      leave(variable);
      if (!guard) return copy(capture.bindingOf(value).buffer, variable.home(), bufferBytes(variable.shape));
      const into = capture.dataIn(variable.home(), variable.shape);
      runShader(backend, assignShader, [value, guard], [], { ...into, into });
      backend.disposeData(into.dataId);
    },
    watch(next, message) {
      const buffer = capture.reserve(4);
      copy(capture.bindingOf(next).buffer, buffer, 4);
      guards.push({ from: buffer, message });
      guard = tf.keep(guard ? both(guard, next) : tf.clone(next));
    },
    guards,
    used: () => [...used],
    changes: () => changes,
    end: () => tf.dispose([...values.values(), ...guard ? [guard] : []]),
  };
}
