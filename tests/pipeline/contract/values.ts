/** Evaluates signals, and gradients of a scalar, of a program as plain numbers. */
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { type Environment, evaluateNodes } from "../../../pipeline/graph/evaluate.ts";
import { nodeOf } from "../../../pipeline/graph/nodes.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { type Leaves, toTensor } from "./check.ts";

/** What random streams depend on; masks stand in for drawn ones. */
export interface Draws {
  readonly seed?: number;
  readonly step?: number;
  readonly masks?: Leaves;
}

/** The values of signals in training mode, row-major, by name. */
export function valuesOf(
  program: Program,
  engine: Engine,
  leaves: Leaves,
  wanted: readonly string[],
  draws: Draws = {},
): Record<string, number[]> {
  const part = programFor(program, wanted);
  const found: Record<string, number[]> = {};
  tf.tidy(() => {
    const values = evaluateNodes(part, environmentOf(engine, leaves, draws));
    for (const name of wanted) found[name] = [...values[nodeOf(part, name)]!.dataSync()];
  });
  return found;
}

/** The gradient of a scalar signal at a leaf, row-major; undefined where none arrives. */
export function gradientOf(
  program: Program,
  engine: Engine,
  leaves: Leaves,
  signal: string,
  leaf: string,
  draws: Draws = {},
): number[] | undefined {
  const part = programFor(program, [signal]);
  const found: number[][] = [];
  tf.tidy(() => {
    const environment = environmentOf(engine, leaves, draws);
    const at = environment.inputs.get(leaf)!;
    const { grads } = tf.engine().gradients(
      () => evaluateNodes(part, environment)[nodeOf(part, signal)]! as tf.Scalar,
      [at],
      null as unknown as tf.Scalar,
      true,
    );
    if (grads[0]) found.push([...grads[0].dataSync()]);
  });
  return found[0];
}

/** The leaves as tensors, for the caller's tidy. */
export function tensorsOf(leaves: Leaves): Map<string, Tensor> {
  return new Map(Object.entries(leaves).map(([name, leaf]) => [name, toTensor(leaf)]));
}

/** Masks as tensors, for the caller's tidy. */
export function masksOf(masks: Leaves): Map<string, Tensor> {
  return new Map(Object.entries(masks).map(([name, mask]) => [name, tf.cast(toTensor(mask), "bool")]));
}

function environmentOf(engine: Engine, leaves: Leaves, { seed = 0, step = 1, masks }: Draws): Environment {
  const tensors = tensorsOf(leaves);
  return {
    kinds: KINDS,
    primitives: engine.primitives,
    parameters: tensors,
    inputs: tensors,
    seed,
    step,
    ...(masks ? { masks: masksOf(masks) } : {}),
  };
}
