/** What every kind of initial values needs to run. */
import type { ParameterSpec } from "../../../specs/kinds/blocks/block.ts";
import { eachUniform } from "../../random/draw.ts";
import type { StreamKey } from "../../random/stream.ts";

/** Writes the initial values of a trainable tensor over zeros, row-major; `key` is its random stream. */
export type Initialize = (values: Float32Array, parameter: ParameterSpec, key: StreamKey) => void;

/** Fills with uniform values in [-bound, bound). */
export function fillWithin(values: Float32Array, bound: number, key: StreamKey): void {
  eachUniform(values.length, key, 0, (drawn, i) => values[i] = (2 * drawn - 1) * bound);
}

/** Initial values of weights; biases stay 0. */
export function ofWeights(initialize: Initialize): Initialize {
  return (values, parameter, key) => {
    if (!parameter.isBias) initialize(values, parameter, key);
  };
}
