/** Adds up where the time of training steps goes, by phase and signal. */
import { slice, type Tensor, tidy } from "@tensorflow/tfjs-core";
import { inputOf, type Node } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { withBackward } from "../engines/tape.ts";

/** The phases of a step, in their order. */
export const PHASES = ["data", "forward", "gradient", "optimizer", "other"] as const;

/** A phase of a step; "other" is what lies between the operations. */
export type Phase = (typeof PHASES)[number];

/** The time of one signal in one phase. */
export interface Timing {
  readonly phase: Phase;
  /** The signal of the program, or what else was done. */
  readonly signal: string;
  readonly ms: number;
}

/** Measures. */
export interface Stopwatch {
  /** Times anything. */
  time<T>(phase: Phase, signal: string, run: () => T): T;
  /** Times a node, and its gradient when that is computed. An observer for `passTensors`. */
  observe(node: Node, run: () => Tensor): Tensor;
  /** Adds time that was measured otherwise. */
  add(phase: Phase, signal: string, ms: number): void;
  /** What was measured so far. */
  spans(): Timing[];
  /** Forgets what was measured. */
  reset(): void;
}

/**
 * Makes a stopwatch for an engine. Where its operations end before they are computed, on a GPU or
 * through WebGPU, they are waited for.
 *
 * @param now Milliseconds.
 */
export function createStopwatch(engine: Pick<Engine, "name" | "processor">, now: () => number): Stopwatch {
  const spans = new Map<string, Timing>();
  const settle = engine.processor === "gpu" || engine.name === "webgpu" ? wait : () => {};

  function add(phase: Phase, signal: string, ms: number): void {
    const key = `${phase} ${signal}`;
    spans.set(key, { phase, signal, ms: (spans.get(key)?.ms ?? 0) + ms });
  }

  function time<T>(phase: Phase, signal: string, run: () => T): T {
    const began = now();
    const result = run();
    add(phase, signal, now() - began);
    return result;
  }

  function settled(run: () => Tensor): Tensor {
    const value = run();
    settle(value);
    return value;
  }

  return {
    add,
    time,
    observe(node, run) {
      // A batch is given, and takes no time.
      if (inputOf(node) !== undefined) return run();
      const timed = <T>(compute: () => T) => time("gradient", node.signal, compute);
      return withBackward(
        () => time("forward", node.signal, () => settled(run)),
        (backward) => (dys) => {
          const parts = Object.entries(timed(() => backward(dys)));
          return Object.fromEntries(parts.map(([name, part]) => [name, () => timed(() => settled(part))]));
        },
      );
    },
    spans: () => [...spans.values()],
    reset: () => spans.clear(),
  };
}

/** Reading a number waits until it is computed. */
function wait(tensor: Tensor): void {
  tidy(() => slice(tensor.flatten(), 0, 1).dataSync());
}
