/** What recordings of every engine refuse, in the same words. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../specs/diagnostics/diagnostics.ts";

/** Throws when a tensor does not have the shape, in which -1 is any size. */
export function checkInputShape(input: Tensor, shape: readonly number[], i: number): readonly number[] {
  const fits = input.rank === shape.length &&
    shape.every((size, d) => size === -1 || size === input.shape[d]);
  if (!fits) throw new RangeError(`input ${i} has the shape [${input.shape}], [${shape}] is recorded`);
  return shape;
}

/** Throws when a recording is replayed that cannot be, or not with these inputs. */
export function checkReplay(
  inputs: readonly Tensor[],
  expected: readonly (readonly number[])[],
  disposed: boolean,
): void {
  if (disposed) throw new RangeError("a recording that is disposed of cannot be replayed");
  if (inputs.length !== expected.length) {
    throw new RangeError(`${inputs.length} inputs are given, ${expected.length} are recorded`);
  }
  inputs.forEach((input, i) => checkInputShape(input, expected[i]!, i));
}

/** Why a value cannot be read while recording. */
export function readBackError(last: string): RunError {
  return new RunError(
    `values are read back after ${last}, which a recording cannot do`,
    "compute on tensors alone, or give the values as inputs",
  );
}

/** Why there is no recording while another is made. */
export function nestedError(): RunError {
  return new RunError("a recording cannot be made inside of another");
}

/** TensorFlow.js's own variables: what names their values for an engine. */
export function variablesNow<Id>(idOf: (variable: Tensor) => Id): Map<string, Id> {
  const registered = Object.entries(tf.engine().registeredVariables);
  return new Map(registered.map(([name, variable]) => [name, idOf(variable)]));
}

/** A variable of TensorFlow.js changes by being replaced, which a recording would not see. */
export function refuseVariables<Id>(
  before: ReadonlyMap<string, Id>,
  after: ReadonlyMap<string, Id>,
  isCaptured: (id: Id) => boolean,
): void {
  const used = [...before].find(([, id]) => isCaptured(id));
  const changed = [...after].find(([name, id]) => before.get(name) !== id);
  const name = (used ?? changed)?.[0];
  if (name === undefined) return;
  throw new RunError(
    `the variable "${name}" is of TensorFlow.js`,
    "use the engine's variables in a recording",
  );
}
