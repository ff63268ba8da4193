/** Memories of a fixture: what fills them before its first step, and what they are after each step. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Model } from "../graph/model.ts";
import { beginFilling, filledBefore } from "../training/filling.ts";
import { type Comparison, tolerance } from "./comparison.ts";
import { type FixtureObject, objectAt, roundingAt, tensorAt } from "./fixture.ts";
import type { Mapping } from "./mapping.ts";

/** Where a training stands, and how long it is. */
export interface Standing {
  readonly step: number;
  readonly steps: number;
}

/** The memories of a file. */
export interface StateComparison {
  /** Fills those that a pass over the training videos fills before the first step, here over the file's, and compares all. */
  before(standing: Standing, videos: readonly (() => ReadonlyMap<string, Tensor>)[]): void;
  /** Compares them after a step of the file, which counts from 1, where it says what they are. */
  after(step: number): void;
}

/** Compares the memories of a model with what a file states. */
export function stateComparison(
  model: Model,
  file: FixtureObject,
  { state }: Pick<Mapping["train_step"], "state">,
  comparison: Comparison,
): StateComparison {
  function compare(name: string, stated: FixtureObject, rounding: unknown): void {
    for (const [memory, key] of Object.entries(state)) {
      if (!(key in stated)) continue;
      const { data } = tensorAt(stated, key);
      const actual = model.parameters.get(`${memory}.values`)!.dataSync();
      comparison.numbers(`${name}.${key}`, actual, data, tolerance(roundingAt(rounding, key), data));
    }
    const named = new Set(Object.values(state));
    for (const key of Object.keys(stated)) if (!named.has(key)) comparison.leave(`${name}.${key}`);
  }
  const rounding = objectAt(objectAt(file, "rounding"), "state_after");
  return {
    before({ step, steps }, videos) {
      const memories = filledBefore(step, model.program, steps);
      if (memories.length > 0) {
        const fill = beginFilling(model, memories);
        for (const read of videos) {
          const inputs = read();
          fill(inputs);
          tf.dispose([...inputs.values()]);
        }
      }
      compare("state_before", objectAt(file, "state_before"), rounding["1"]);
    },
    after(step) {
      compare(
        `state_after.${step}`,
        objectAt(objectAt(file, "state_after"), String(step)),
        rounding[String(step)],
      );
    },
  };
}
