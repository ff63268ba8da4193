/** A program with its trainable tensors on an engine: what is trained, localized with and saved. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { type ParameterSpec, UNIFORM } from "../../specs/kinds/blocks/block.ts";
import { type Program, tensorsOf } from "../../specs/program.ts";
import type { Engine, Variable } from "../engines/engine.ts";
import { arithmeticFor, type TrainingArithmetic } from "../engines/precision.ts";
import { createKind } from "../kinds/kind.ts";
import { MODEL_KINDS, type ModelKinds } from "../kinds/model_kinds.ts";
import { streamKey } from "../random/stream.ts";
import { evaluateNodes } from "./evaluate.ts";
import { inputNames, nodeOf } from "./nodes.ts";
import { inferenceProgram, startingProgram } from "./passes/mod.ts";
import { replayed } from "./replayed.ts";

/** Videos have many lengths, and each has a recording of its own. */
const RECORDED_FORWARDS = 64;

/** A model. */
export interface Model {
  /** What it computes. */
  readonly program: Program;
  /** What computes it. */
  readonly engine: Engine;
  /**
   * What computes its training steps; all else is computed in float32.
   *
   * @internal
   */
  readonly arithmetic: TrainingArithmetic;
  /** How everything runs that the recipe has chosen. */
  readonly kinds: ModelKinds;
  /** Seed of its random streams. */
  readonly seed: number;
  /**
   * Trainable tensors and memories by name, `<signal>.<parameter>`; training changes them in place.
   *
   * @internal
   */
  readonly parameters: ReadonlyMap<string, Variable>;
  /**
   * What `forward` has compiled so far, by the signals that are asked for.
   *
   * @internal
   */
  readonly forwards: Map<string, Forward>;
  /**
   * Is told why something runs operation by operation that the engine would rather record, each reason once.
   *
   * @internal
   */
  readonly warn: (message: string) => void;
  /** Frees its tensors; it cannot be used afterwards. */
  dispose(): void;
}

/** How a model is made. */
export interface ModelOptions {
  /** A whole number from 0 to 2^31 - 1; the recipe's by default. */
  readonly seed?: number;
  /** Is told why a computation runs slower than the engine could, each reason once. */
  readonly warn?: (message: string) => void;
  /** How kinds run: the language's own by default, or those of `loadExtensions`. */
  readonly kinds?: ModelKinds | undefined;
}

/** The computation of some signals in evaluation mode. */
export interface Forward {
  run(inputs: ReadonlyMap<string, Tensor>): Tensor[];
  /** `run` while JavaScript goes on, where it is recorded. */
  runAside(inputs: ReadonlyMap<string, Tensor>): Promise<Tensor[]>;
  dispose(): void;
}

/**
 * Makes a model with initial parameters drawn from the streams `<parameter>.init` of the seed, as the block says
 * by its option `init`.
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
  { seed = program.recipe.training.seed, warn = () => {}, kinds = MODEL_KINDS }: ModelOptions = {},
): Model {
  const parameters = new Map(
    tensorsOf(program).map((spec) => {
      const initial = initialValue(spec, { seed, kinds });
      const variable = engine.variables.create(initial);
      initial.dispose();
      return [spec.name, variable];
    }),
  );
  beginAtStarts({ program, engine, kinds, seed, parameters });
  const forwards = new Map<string, Forward>();
  const warned = new Set<string>();
  return {
    program,
    engine,
    arithmetic: arithmeticFor(engine, program.recipe.training.precision),
    kinds,
    seed,
    parameters,
    forwards,
    warn(message) {
      if (!warned.has(message)) warn(message);
      warned.add(message);
    },
    dispose() {
      forwards.forEach((each) => each.dispose());
      forwards.clear();
      parameters.forEach((variable) => variable.dispose());
      parameters.clear();
    },
  };
}

/** Gives the parameters that begin with a formula its value, when all others have theirs. */
function beginAtStarts(model: Pick<Model, "program" | "engine" | "kinds" | "seed" | "parameters">): void {
  if (model.program.starts.length === 0) return;
  const program = startingProgram(model.program);
  const { engine: { primitives }, kinds, seed } = model;
  tf.tidy(() => {
    const parameters = readParameters(model);
    const values = evaluateNodes(program, {
      kinds,
      primitives,
      parameters,
      inputs: new Map(),
      seed,
      step: 0,
    });
    for (const { name, node } of program.starts) model.parameters.get(name)!.assign(values[node]!);
  });
}

/** What a tensor that lasts is before the first step, for the caller to dispose of. */
export function initialValue(
  parameter: ParameterSpec,
  { seed, kinds }: Pick<Model, "seed" | "kinds">,
): Tensor {
  const { name, shape, init = UNIFORM } = parameter;
  const values = new Float32Array(shape.reduce((product, n) => product * n, 1));
  createKind(kinds.initializers, init)(values, parameter, streamKey(seed, `${name}.init`));
  return tf.tensor(values, [...shape]);
}

/** Replaces the value of a parameter, and disposes of the tensor. */
export function setParameter({ parameters }: Model, name: string, value: Tensor): void {
  parameters.get(name)!.assign(value);
  value.dispose();
}

/** The parameters that gradients train, by name: those without an update of their own. */
export function trainedParameters(
  { program, parameters }: Pick<Model, "program" | "parameters">,
): [string, Variable][] {
  const memories = new Set(program.updates.map(({ name }) => name));
  return [...parameters].filter(([name]) => !memories.has(name));
}

/** The values of all parameters as they are now, for the caller to dispose of. */
export function readParameters({ parameters }: Pick<Model, "parameters">): Map<string, Tensor> {
  return new Map([...parameters].map(([name, variable]) => [name, variable.read()]));
}

/**
 * Evaluates signals in evaluation mode.
 *
 * @param inputs The batch by input name, `features` [B, T, D] at least.
 * @returns The signals by name; the caller disposes of them.
 */
export function forward(
  model: Model,
  inputs: ReadonlyMap<string, Tensor>,
  wanted: readonly string[],
): Map<string, Tensor> {
  const compiled = compiledOnce(
    model,
    wanted.join(" "),
    () => compileForward(model, inferenceProgram(model.program, wanted), wanted),
  );
  const tensors = compiled.run(inputs);
  return new Map(wanted.map((name, i) => [name, tensors[i]!]));
}

/** A computation of a model that is compiled when it is first asked for. */
export function compiledOnce({ forwards }: Model, key: string, compile: () => Forward): Forward {
  const known = forwards.get(key) ?? compile();
  forwards.set(key, known);
  return known;
}

/**
 * The computation of the signals `wanted` of a program in evaluation mode, with the trainable tensors of a model: recorded
 * where the engine can, once for each set of shapes, or operation by operation.
 */
export function compileForward(
  model: Model,
  mode: Program,
  wanted: readonly string[],
  how: "recorded" | "by operation" = "recorded",
): Forward {
  const { seed, kinds, engine: { primitives, recorder } } = model;
  const names = inputNames(mode);
  const nodes = wanted.map((name) => nodeOf(mode, name));
  const run = (inputs: ReadonlyMap<string, Tensor>) => {
    const parameters = readParameters(model);
    const values = evaluateNodes(mode, { kinds, primitives, parameters, inputs, seed, step: 0 });
    return nodes.map((node) => tf.clone(values[node]!));
  };
  if (!recorder || how === "by operation") {
    const runNow = (inputs: ReadonlyMap<string, Tensor>) => tf.tidy(() => run(inputs));
    return { run: runNow, runAside: (inputs) => Promise.resolve(runNow(inputs)), dispose() {} };
  }
  const recorded = replayed(recorder, run, {
    limit: RECORDED_FORWARDS,
    onEager: ({ message }) => model.warn(`inference runs operation by operation, slower: ${message}`),
  });
  const read = (inputs: ReadonlyMap<string, Tensor>) =>
    new Map([...inputs].filter(([name]) => names.has(name)));
  return {
    run: (inputs) => recorded.run(read(inputs)),
    runAside: (inputs) => recorded.runAside(read(inputs)),
    dispose: recorded.dispose,
  };
}
