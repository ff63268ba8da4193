/** One forward and backward pass of the training loss. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import { evaluateNodes, weightedSum } from "../graph/evaluate.ts";
import { type Model, nodeOf, programFor, readParameters } from "../graph/model.ts";
import { clearTape } from "../graph/tape.ts";

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

/** A pass whose numbers are not read back yet, so that it can be recorded. */
export interface PassTensors {
  /** The weighted sum of the terms, without axes. */
  readonly total: Tensor;
  /** [1 + terms]: the weighted sum, then every computed term without its weight. */
  readonly numbers: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly signals: ReadonlyMap<string, Tensor>;
}

/** Runs one pass of a program made by `trainingProgram`. The gradients and signals are for the caller to dispose of. */
export function computePass(model: Model, program: Program, options: PassOptions): Pass {
  const { total, numbers, gradients, signals } = passTensors(model, program, options);
  const values = numbers.dataSync();
  tf.dispose([total, numbers]);
  return { total: values[0]!, losses: namedLosses(program, values), gradients, signals };
}

/** The terms by name, out of the numbers of a pass. */
export function namedLosses({ losses }: Program, numbers: ArrayLike<number>): Map<string, number> {
  return new Map(losses.map(({ name }, i) => [name, numbers[i + 1]!]));
}

/** `computePass` without reading anything back; the tensors belong to the caller's tidy, or are its to dispose of. */
export function passTensors(
  model: Model,
  program: Program,
  { inputs, step, masks, wanted = [] }: Omit<PassOptions, "step"> & { readonly step: NumberOrTensor },
): PassTensors {
  const { engine: { primitives }, seed } = model;
  const parameters = readParameters(model);
  const environment = { primitives, parameters, inputs, seed, step, ...(masks ? { masks } : {}) };
  const terms = program.losses;
  // Tensors made on the tape end with it, unless they are kept.
  const kept: Tensor[] = [];
  try {
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
      [...parameters.values()],
      null as unknown as tf.Scalar,
      true,
    );
    const signals = wanted.map((name, i) => [name, tf.clone(kept[terms.length + i]!)] as const);
    const named = [...parameters.keys()].map((name, i) => [name, grads[i]] as const);
    return {
      total: value,
      numbers: tf.stack([value, ...kept.slice(0, terms.length)]),
      gradients: new Map(named.filter((entry): entry is [string, Tensor] => entry[1] !== undefined)),
      signals: new Map(signals),
    };
  } finally {
    clearTape();
    tf.dispose([...kept, ...parameters.values()]);
  }
}
