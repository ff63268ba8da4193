/** Functions of named tensors that are recorded where the engine can, and run with a single call. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Recorder, Recording } from "../engines/recorder.ts";
import { clearTape } from "../engines/tape.ts";

/** Tensors by name. */
export type NamedTensors = ReadonlyMap<string, Tensor>;

/** A function that is recorded when inputs of a shape come for the first time, and replayed from then on. */
export interface Replayed {
  /** The function's results; they belong to the caller's tidy. */
  run(inputs: NamedTensors): Tensor[];
  /** `run` while JavaScript goes on, where it is recorded. The results are the caller's to dispose of. */
  runAside(inputs: NamedTensors): Promise<Tensor[]>;
  dispose(): void;
}

/** How to record. */
export interface ReplayedOptions {
  /**
   * How many sets of shapes are remembered. When there are more, the newest one makes room: test videos come round in
   * the same order every time, and the first ones are then still there.
   */
  readonly limit: number;
  /** Inputs whose first axis may have any size in one recording. */
  readonly varying?: ReadonlySet<string>;
  /** Is told why, the first time that the function runs operation by operation since it cannot be recorded. */
  readonly onEager: (error: Error) => void;
}

/**
 * Makes a function of named tensors a recorded one. Whether inputs of some shapes are recorded depends on the function
 * and the shapes alone, never on what ran before, so that a resumed run computes the same bits.
 */
export function replayed(
  recorder: Recorder,
  run: (inputs: NamedTensors) => Tensor[],
  { limit, varying = new Set(), onEager }: ReplayedOptions,
): Replayed {
  const known = new Map<string, Recording | "eager">();
  let told = false;

  function record(inputs: NamedTensors, shapes: readonly number[][]): Recording | Error {
    const names = [...inputs.keys()];
    try {
      return recorder.record([...inputs.values()], shapes, (tensors) => {
        return run(new Map(names.map((name, i) => [name, tensors[i]!])));
      });
    } catch (error) {
      clearTape();
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  function remember(key: string, entry: Recording | "eager"): void {
    if (known.size === limit) forget([...known.keys()].at(-1)!);
    known.set(key, entry);
  }

  function forget(key: string): void {
    const entry = known.get(key);
    known.delete(key);
    if (entry !== "eager") entry?.dispose();
  }

  /** The recording for the shapes of the inputs, or the results of running them where there is none. */
  function find(inputs: NamedTensors): Recording | Tensor[] {
    const entries = [...inputs];
    const shapes = entries.map(([name, { shape }]) => varying.has(name) ? shape.with(0, -1) : shape);
    const key = entries.map(([name, { dtype }], i) => `${name} ${dtype} ${shapes[i]}`).join("; ");
    const entry = known.get(key);
    if (entry === "eager") return tf.tidy(() => run(inputs));
    if (entry) return entry;
    const made = record(inputs, shapes);
    if (!(made instanceof Error)) {
      remember(key, made);
      return made;
    }
    // What throws here too has another reason than being recorded, and is thrown on.
    const results = tf.tidy(() => run(inputs));
    remember(key, "eager");
    if (!told) onEager(made);
    told = true;
    return results;
  }

  return {
    run(inputs) {
      const found = find(inputs);
      return "replay" in found ? found.replay([...inputs.values()]) : found;
    },
    async runAside(inputs) {
      const found = find(inputs);
      return "replay" in found ? await found.replayAside([...inputs.values()]) : found;
    },
    dispose: () => [...known.keys()].forEach(forget),
  };
}
