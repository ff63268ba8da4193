/** Records what a function does as a list of commands to the GPU, and replays it with one submission. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Recorder, Recording } from "../../recorder.ts";
import {
  checkInputShape,
  checkReplay,
  nestedError,
  refuseVariables,
  variablesNow,
} from "../../recording_rules.ts";
import type { Staging } from "../read.ts";
import { type Capture, startCapture } from "./capture.ts";
import { type Command, encode } from "./commands.ts";
import { type BackendInternals, bufferBytes, internalsOf, TENSOR_USAGE, writeInto } from "./internals.ts";
import { newPatience } from "./patience.ts";
import { keepResults, type RecordedResult, stageResults } from "./results.ts";
import { sharedScratch } from "./scratch.ts";
import { type CapturedVariables, captureVariables, type Guard, type Lasting } from "./variables.ts";

/** The variables of the recording that is made now. */
export interface Recordings {
  current?: CapturedVariables | undefined;
}

/** What a recording is. */
interface Recorded {
  readonly commands: readonly Command[];
  readonly inputs: readonly GPUBuffer[];
  readonly shapes: readonly (readonly number[])[];
  readonly results: readonly RecordedResult[];
  readonly variables: readonly Lasting[];
  readonly guards: readonly Guard[];
  /** Whether it changes variables: it is a step then, whose numbers are read. */
  readonly changes: boolean;
}

/**
 * The recorder of a backend.
 *
 * @param stagings Where replays leave what is read of them, the first for those that are waited for.
 */
export function createRecorder(
  webgpu: WebGPUBackend,
  recordings: Recordings,
  stagings: readonly Staging[],
): Recorder {
  const backend = internalsOf(webgpu);
  const openScratch = sharedScratch<GPUBuffer>(
    backend.bufferManager,
    TENSOR_USAGE,
    backend.device.limits.maxBufferSize,
  );
  const [atOnce, ...idle] = stagings as [Staging, ...Staging[]];

  const record: Recorder["record"] = (inputs, shapes, run) => {
    if (recordings.current) throw nestedError();
    if (new Set(inputs.map(({ dataId }) => dataId)).size < inputs.length) {
      throw new RangeError("an input of a recording is given twice");
    }
    const expected = inputs.map((input, i) => checkInputShape(input, shapes[i] ?? input.shape, i));
    if (expected.flat().includes(-1)) throw new RunError("a recording on WebGPU takes no sizes that vary");
    const capture = startCapture(backend, inputs, openScratch());
    try {
      const recorded = trace(capture, () => run(inputs));
      return recording(capture, { ...recorded, shapes: expected });
    } catch (error) {
      capture.free();
      throw error;
    }
  };

  function trace(capture: Capture, run: () => Tensor[]): Omit<Recorded, "shapes"> {
    const idOf = ({ dataId }: Tensor): object => dataId;
    const variables = captureVariables(webgpu, capture);
    recordings.current = variables;
    try {
      const before = variablesNow(idOf);
      let results: RecordedResult[] = [];
      tf.tidy(() => {
        results = run().map((tensor) => {
          return { shape: tensor.shape, dtype: tensor.dtype, from: capture.bindingOf(tensor).buffer };
        });
        refuseVariables(before, variablesNow(idOf), capture.isCaptured);
      });
      const { commands, inputs } = capture;
      const { guards } = variables;
      return { commands, inputs, results, variables: variables.used(), guards, changes: variables.changes() };
    } finally {
      variables.end();
      recordings.current = undefined;
      capture.end();
    }
  }

  function recording(capture: Capture, recorded: Recorded): Recording {
    let disposed = false;
    const patience = newPatience();
    const check = (inputs: readonly Tensor[]) => checkReplay(inputs, recorded.shapes, disposed);
    return {
      nodes: recorded.commands.length,
      replay(inputs) {
        check(inputs);
        return begin(recorded, inputs, atOnce)();
      },
      async replayAside(inputs) {
        check(inputs);
        const staging = idle.pop();
        if (!staging) return begin(recorded, inputs, atOnce)();
        try {
          const began = performance.now();
          const end = begin(recorded, inputs, staging);
          await new Promise((resolve) => setTimeout(resolve, patience.ms));
          const asked = performance.now();
          const results = end();
          patience.learn(asked - began, performance.now() - began);
          return results;
        } finally {
          idle.push(staging);
        }
      },
      dispose() {
        if (disposed) return;
        disposed = true;
        capture.free();
      },
    };
  }

  /** Submits a replay. What is returned waits for it where something must be read. */
  function begin(recorded: Recorded, given: readonly Tensor[], staging: Staging): () => Tensor[] {
    const { commands, inputs, results, variables, guards, changes } = recorded;
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    for (const variable of variables) variable.settle();
    given.forEach((input, i) => give(backend, input, inputs[i]!));
    encode(backend.commandEncoder!, commands);
    const end = changes || guards.length > 0
      ? stageResults(backend, results, guards, staging)
      : keepResults(backend, results);
    backend.submitQueue();
    return end;
  }

  return { record };
}

/** Copies the values of a tensor into a buffer, before the commands that are not yet submitted are run. */
function give(backend: BackendInternals, { dataId }: Tensor, to: GPUBuffer): void {
  const data = backend.tensorMap.get(dataId);
  if (!data.resource) return writeInto(backend, to, data);
  backend.commandEncoder!.copyBufferToBuffer(data.resource, 0, to, 0, bufferBytes(data.shape));
}
