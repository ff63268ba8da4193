/** A program with its trainable tensors on an engine: what is trained, localized with and saved. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { ParameterSpec } from "../../specs/blocks/block.ts";
import { findSignal, parametersOf, type Program } from "../../specs/program.ts";
import type { Engine } from "../engines/engine.ts";
import { dropDeadNodes } from "../passes/dead_nodes.ts";
import { toEvaluationMode } from "../passes/evaluation_mode.ts";
import { shareSubexpressions } from "../passes/shared_subexpressions.ts";
import { uniforms } from "../random/draw.ts";
import { streamKey } from "../random/stream.ts";
import { evaluateNodes } from "./evaluate.ts";

/** A model. */
export interface Model {
  /** What it computes. */
  readonly program: Program;
  /** What computes it. */
  readonly engine: Engine;
  /** Seed of its random streams. */
  readonly seed: number;
  /**
   * Trainable tensors by name, `<signal>.<parameter>`; replaced by training.
   *
   * @internal
   */
  readonly parameters: Map<string, Tensor>;
  /** Frees its tensors; it cannot be used afterwards. */
  dispose(): void;
}

/**
 * Makes a model with initial parameters drawn from the streams `<parameter>.init` of the seed: uniform within
 * 1 / sqrt(fan in).
 *
 * @param seed A whole number from 0 to 2^31 - 1; the recipe's by default.
 *
 * @example Make a model
 * ```ts
 * import { createModel, loadRecipe, openEngine } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const model = createModel(loadRecipe("recipes/demo.yaml"), await openEngine("cpu"));
 * assert.equal(model.seed, 0);
 * model.dispose();
 * ```
 */
export function createModel(
  program: Program,
  engine: Engine,
  seed: number = program.recipe.training.seed,
): Model {
  const parameters = new Map(
    parametersOf(program).map((spec) => {
      return [spec.name, tf.keep(tf.tensor(initialValues(spec, seed), [...spec.shape]))];
    }),
  );
  return {
    program,
    engine,
    seed,
    parameters,
    dispose() {
      parameters.forEach((tensor) => tensor.dispose());
      parameters.clear();
    },
  };
}

/** Uniform in (-1 / sqrt(fan in), 1 / sqrt(fan in)), weights and biases alike: PyTorch's default of a convolution. */
function initialValues({ name, shape, fanIn }: ParameterSpec, seed: number): Float32Array {
  const size = shape.reduce((product, n) => product * n, 1);
  const bound = 1 / Math.sqrt(fanIn);
  return Float32Array.from(uniforms(size, streamKey(seed, `${name}.init`), 0), (u) => (2 * u - 1) * bound);
}

/** Replaces the value of a parameter. */
export function setParameter({ parameters }: Model, name: string, value: Tensor): void {
  parameters.get(name)?.dispose();
  parameters.set(name, tf.keep(value));
}

/** The program that computes some signals, each thing once and nothing else. */
export function programFor(program: Program, wanted: readonly string[]): Program {
  const shared = shareSubexpressions(program);
  return dropDeadNodes(shared, wanted.map((name) => nodeOf(shared, name)));
}

/**
 * Evaluates signals in evaluation mode.
 *
 * @param inputs The batch by input name, `features` [B, T, D] at least.
 * @returns The signals by name; the caller disposes of them.
 */
export function forward(
  { program, engine, parameters, seed }: Model,
  inputs: ReadonlyMap<string, Tensor>,
  wanted: readonly string[],
): Map<string, Tensor> {
  const mode = programFor(toEvaluationMode(program), wanted);
  const environment = { primitives: engine.primitives, parameters, inputs, seed, step: 0 };
  const tensors = tf.tidy(() => {
    const values = evaluateNodes(mode, environment);
    return wanted.map((name) => tf.clone(values[nodeOf(mode, name)]!));
  });
  return new Map(wanted.map((name, i) => [name, tensors[i]!]));
}

/** The node of a signal. */
export function nodeOf(program: Program, name: string): number {
  const signal = findSignal(program, name);
  if (!signal) throw new RangeError(`The program has no signal "${name}"`);
  return signal.node;
}
