/** Evaluates a program: every node once, in order. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { inputOf, type Node, type Program } from "../../specs/program.ts";
import type { NumberOrTensor, Primitives } from "../engines/engine.ts";
import { dependsOnParameters } from "./passes/trained.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { streamKey } from "../random/stream.ts";
import type { Call } from "./call.ts";
import { runOf } from "./run_of.ts";
import { clearTape, offTape } from "../engines/tape.ts";

/** What a program is evaluated on. */
export interface Environment {
  readonly kinds: ModelKinds;
  readonly primitives: Primitives;
  /** Trainable tensors by full name. */
  readonly parameters: ReadonlyMap<string, Tensor>;
  /** The batch: `features` [B, T, D], `labels` [B, C] ... by input name. */
  readonly inputs: ReadonlyMap<string, Tensor>;
  readonly seed: number;
  readonly step: NumberOrTensor;
  /** Masks by stream name, and numbers of streams that draw numbers, instead of drawn ones. */
  readonly masks?: ReadonlyMap<string, Tensor>;
  /** Runs every node, for who measures it. */
  readonly observe?: Observe;
}

/** Runs a node and hands its value on. */
export type Observe = (node: Node, run: () => Tensor) => Tensor;

/**
 * The value of every node, by id. Tensors belong to the caller's tidy. When a node throws, nothing is left on the
 * gradient tape.
 */
export function evaluateNodes(program: Program, environment: Environment): Tensor[] {
  const trained = dependsOnParameters(program.nodes);
  const values: Tensor[] = [];
  try {
    for (const node of program.nodes) {
      const run = () => runNode(node, values, trained, environment);
      const evaluate = () => node.detached ? offTape(run) : run();
      values.push(environment.observe ? environment.observe(node, evaluate) : evaluate());
    }
  } catch (error) {
    clearTape();
    throw error;
  }
  return values;
}

function runNode(
  node: Node,
  values: readonly Tensor[],
  trained: readonly boolean[],
  { kinds, primitives, parameters, inputs, seed, step, masks }: Environment,
): Tensor {
  const name = inputOf(node);
  if (name !== undefined) {
    const input = inputs.get(name);
    if (!input) throw new Error(`The batch has no input "${name}"`);
    return input;
  }
  const given = node.stream === undefined ? undefined : masks?.get(node.stream);
  const call: Call = {
    node,
    primitives,
    inputs: node.inputs.map((id) => values[id]!),
    parameter(name) {
      const value = parameters.get(`${node.owner ?? node.signal}.${name}`)!;
      const isMultiplied = node.weightsFactor !== undefined && name === node.traits.linear;
      return isMultiplied ? tf.mul(value, node.weightsFactor) : value;
    },
    convolve(weights, bias, dilation) {
      const [x, index, ...parts] = call.inputs;
      return node.sampled
        ? primitives.sampledTemporalConv(x!, { index: index!, parts }, weights, bias, dilation)
        : primitives.temporalConv(x!, weights, bias, dilation, call.needsGradient(0));
    },
    needsGradient: (input) => trained[node.inputs[input]!]!,
    given,
    mask: (shape, keep) => given ?? primitives.keepMask(shape, keep, streamKey(seed, node.stream!), step),
  };
  return runOf(node, kinds)(call);
}

/**
 * The sum of the terms with their weights.
 *
 * @throws {UserError} When there is no term.
 */
export function weightedSum(terms: readonly Tensor[], weights: readonly NumberOrTensor[]): Tensor {
  if (terms.length === 0) {
    throw userError(
      "Every loss has weight 0, at least one must be trained",
      "give a loss of the section losses a weight",
    );
  }
  return tf.addN(terms.map((term, i) => tf.mul(term, weights[i]!)));
}
