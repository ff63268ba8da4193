/** One forward and backward pass of the training loss. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Program } from "../../specs/program.ts";
import type { NumberOrTensor } from "../engines/engine.ts";
import { evaluateNodes, type Observe, weightedSum } from "../graph/evaluate.ts";
import { type Model, readParameters } from "../graph/model.ts";
import { nodeOf } from "../graph/nodes.ts";
import { clearTape } from "../engines/tape.ts";
import { weightOf, type Weights } from "./schedules.ts";

/** What a pass is computed on. */
export interface PassOptions {
  /** The batch by input name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  /** Counts passes from 1, of which a step may have several; random streams are keyed by it. */
  readonly pass: number;
  /** What losses with a schedule weigh at its step. */
  readonly weights?: Weights | undefined;
  /** Masks by stream name, instead of drawn ones. */
  readonly masks?: ReadonlyMap<string, Tensor>;
  /** Signals to hand out besides the loss; a loss of weight 0 is computed only when it is asked for here. */
  readonly wanted?: readonly string[];
  /** Runs every node, for who measures it. */
  readonly observe?: Observe;
}

/** What a pass gives; the caller disposes of the tensors. */
export interface Pass {
  /** The weighted sum of the terms. */
  readonly total: number;
  /** Every computed term, without its weight. */
  readonly losses: ReadonlyMap<string, number>;
  /** The scalars of section `logged`. */
  readonly logged: ReadonlyMap<string, number>;
  /** The gradient of every parameter that the loss reaches. */
  readonly gradients: ReadonlyMap<string, Tensor>;
  /** What the memories are next, by the name of the tensor. */
  readonly updates: ReadonlyMap<string, Tensor>;
  readonly signals: ReadonlyMap<string, Tensor>;
}

/** A pass whose numbers are not read back yet, so that it can be recorded. */
export interface PassTensors {
  /** The weighted sum of the terms, without axes. */
  readonly total: Tensor;
  /** The weighted sum, then every computed term without its weight, then what is logged. */
  readonly numbers: Tensor;
  readonly gradients: ReadonlyMap<string, Tensor>;
  readonly updates: ReadonlyMap<string, Tensor>;
  readonly signals: ReadonlyMap<string, Tensor>;
}

/** Runs one pass of a program made by `trainingProgram`. What it gives is for the caller to dispose of: `disposePass`. */
export function computePass(model: Model, program: Program, options: PassOptions): Pass {
  const { total, numbers, ...tensors } = passTensors(model, program, options);
  const values = numbers.dataSync();
  tf.dispose([total, numbers]);
  return { ...namedNumbers(program, values), ...tensors };
}

/** Disposes of the tensors of a pass. */
export function disposePass(
  { gradients, updates, signals }: Pick<Pass, "gradients" | "updates" | "signals">,
): void {
  tf.dispose([gradients, updates, signals].flatMap((tensors) => [...tensors.values()]));
}

/** The numbers of a pass by name. */
export function namedNumbers(
  { losses, logged }: Program,
  numbers: ArrayLike<number>,
): Pick<Pass, "total" | "losses" | "logged"> {
  return {
    total: numbers[0]!,
    losses: new Map(losses.map(({ name }, i) => [name, numbers[1 + i]!])),
    logged: new Map(logged.map(({ name }, i) => [name, numbers[1 + losses.length + i]!])),
  };
}

/** `computePass` without reading anything back; the tensors belong to the caller's tidy, or are its to dispose of. */
export function passTensors(
  model: Model,
  program: Program,
  { inputs, pass, weights, masks, observe, wanted = [] }: Omit<PassOptions, "pass"> & {
    readonly pass: NumberOrTensor;
  },
): PassTensors {
  const { arithmetic: { primitives }, seed } = model;
  const parameters = readParameters(model);
  const environment = {
    kinds: model.kinds,
    primitives,
    parameters,
    inputs,
    seed,
    step: pass,
    ...(masks ? { masks } : {}),
    ...(observe ? { observe } : {}),
  };
  const terms = program.losses;
  const scalars = [...terms, ...program.logged];
  // Tensors made on the tape end with it, unless they are kept.
  const kept: Tensor[] = [];
  try {
    const { value, grads } = tf.engine().gradients(
      () => {
        const values = evaluateNodes(program, environment);
        const active = terms.filter(({ weight }) => weight !== 0);
        kept.push(...scalars.map(({ node }) => tf.keep(tf.clone(values[node]!))));
        const others = [
          ...wanted.map((name) => nodeOf(program, name)),
          ...program.updates.map(({ node }) => node),
        ];
        kept.push(...others.map((node) => tf.keep(tf.clone(values[node]!))));
        return weightedSum(
          active.map(({ node }) => values[node]!),
          active.map((term) => weightOf(term, weights)),
        ) as tf.Scalar;
      },
      [...parameters.values()],
      null as unknown as tf.Scalar,
      true,
    );
    const others = kept.slice(scalars.length).map((tensor) => tf.clone(tensor));
    const signals = wanted.map((name, i) => [name, others[i]!] as const);
    const updates = program.updates.map(({ name }, i) => [name, others[wanted.length + i]!] as const);
    const named = [...parameters.keys()].map((name, i) => [name, grads[i]] as const);
    return {
      total: value,
      numbers: tf.stack([value, ...kept.slice(0, scalars.length)]),
      gradients: new Map(named.filter((entry): entry is [string, Tensor] => entry[1] !== undefined)),
      updates: new Map(updates),
      signals: new Map(signals),
    };
  } finally {
    clearTape();
    tf.dispose([...kept, ...parameters.values()]);
  }
}
