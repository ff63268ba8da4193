/** One forward and backward pass of the training loss. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import { evaluateNodes, weightedSum } from "../graph/evaluate.ts";
import { type Model, nodeOf, programFor } from "../graph/model.ts";

/** What a pass is computed on. */
export interface PassOptions {
  /** The batch by input name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** Counts from 1; random streams are keyed by it. */
  readonly step: number;
  /** Masks by stream name, instead of drawn ones. */
  readonly masks?: ReadonlyMap<string, Tensor>;
  /** Signals to hand out besides the loss; a loss of weight 0 is computed only when it is asked for here. */
  readonly wanted?: readonly string[];
}

/** What a pass gives; the caller disposes of the tensors. */
export interface Pass {
  /** The weighted sum of the terms. */
  readonly total: number;
  /** Every computed term, without its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** The gradient of every parameter that the loss reaches. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly signals: ReadonlyMap<string, Tensor>;
}

/** The program of a training step: its active losses, and the signals asked for. */
export function trainingProgram(program: Program, wanted: readonly string[] = []): Program {
  const active = program.losses.filter(({ weight }) => weight !== 0).map(({ name }) => `losses.${name}`);
  return programFor(program, [...new Set([...active, ...wanted])]);
}

/** Runs one pass of a program made by `trainingProgram`. */
export function computePass(
  model: Model,
  program: Program,
  { inputs, step, masks, wanted = [] }: PassOptions,
): Pass {
  const { engine, parameters, seed } = model;
  const environment = {
    primitives: engine.primitives,
    parameters,
    inputs,
    seed,
    step,
    ...(masks ? { masks } : {}),
  };
  const terms = program.losses;
  const kept: Tensor[] = [];
  const trained = [...parameters];
  const { value, grads } = tf.engine().gradients(
    () => {
      const values = evaluateNodes(program, environment);
      const active = terms.filter(({ weight }) => weight !== 0);
      kept.push(...terms.map(({ node }) => tf.keep(tf.clone(values[node]!))));
      kept.push(...wanted.map((name) => tf.keep(tf.clone(values[nodeOf(program, name)]!))));
      return weightedSum(
        active.map(({ node }) => values[node]!),
        active.map(({ weight }) => weight),
      ) as tf.Scalar;
    },
    trained.map(([, tensor]) => tensor),
    null as unknown as tf.Scalar,
    true,
  );
  const scalars = [value, ...kept.slice(0, terms.length)];
  const numbers = tf.tidy(() => tf.stack(scalars)).dataSync();
  tf.dispose(scalars);
  return {
    total: numbers[0]!,
    losses: new Map(terms.map(({ name }, i) => [name, numbers[i + 1]!])),
    gradients: new Map(trained.flatMap(([name], i) => grads[i] ? [[name, grads[i]!] as const] : [])),
    signals: new Map(wanted.map((name, i) => [name, kept[terms.length + i]!])),
  };
}
