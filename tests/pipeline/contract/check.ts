/** Compares a signal of a tiny recipe, and its gradients, with a reference in float64. */
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { evaluateNodes } from "../../../pipeline/graph/evaluate.ts";
import { nodeOf } from "../../../pipeline/graph/nodes.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import { type Program, tensorsOf } from "../../../specs/program.ts";
import { at, build, inOrder, type Named, wave } from "./named.ts";
import { compileTiny, SIZES } from "./recipe.ts";

const { B, T, D, C } = SIZES;

/** The leaves: inputs of the batch and trainable tensors, by name. */
export type Leaves = Readonly<Record<string, Named>>;

/** What a reference may read: the leaves, and the features of each source. */
export interface Scope {
  readonly a: Named;
  readonly b: Named;
  readonly labels: Named;
  readonly positions: Named;
  readonly lengths: Named;
  readonly leaf: (name: string) => Named;
  /** The same as constants, for what no gradient passes through. */
  readonly fixed: Omit<Scope, "fixed">;
}

/** What the signal `out` of a program is. */
interface Definition {
  /** Inputs and trainable tensors that are not the usual ones. */
  readonly inputs?: Leaves;
  readonly reference: (scope: Scope) => Named;
  /** To where a gradient is promised: all leaves (the default), trainable tensors alone, those of these names, or nowhere. */
  readonly gradient?: "all" | "parameters" | "none" | readonly string[];
  /** Largest error as a part of the largest expected magnitude. */
  readonly tolerance?: number;
}

/** One case of the contract: the signal `out` of a tiny recipe, and what it is. */
export interface Case extends Definition {
  /** The expression or block of `out`. */
  readonly out: unknown;
  /** Signals before it. */
  readonly signals?: Readonly<Record<string, unknown>>;
  readonly define?: Readonly<Record<string, unknown>>;
  readonly extends?: readonly string[];
}

/** A case that is compiled elsewhere. */
export interface CompiledCase extends Definition {
  readonly program: Program;
}

/** The usual inputs: features and positions in (-2, 2), labels in (0.1, 0.9), lengths in (0.5, 3). */
export const INPUTS: Leaves = {
  features: wave({ B, T, D: 2 * D }, 1),
  labels: wave({ B, C }, 2, 0.1, 0.9),
  positions: wave({ B, T }, 3),
  lengths: wave({ B }, 4, 0.5, 3),
};

const compiled = new Map<Case, Program>();

/** The program of a case. */
export function compileCase(each: Case): Program {
  const { out, signals, define = {}, extends: parents = [] } = each;
  const program = compiled.get(each) ??
    compileTiny({ signals: { ...signals, out }, define, extends: parents });
  compiled.set(each, program);
  return program;
}

/** The operation that makes `out`. */
export function operationOf(program: Program): string {
  return program.nodes[nodeOf(program, "out")]!.op;
}

/** What a case should give. */
interface Expected {
  readonly program: Program;
  readonly leaves: Leaves;
  readonly out: Named;
  /** The gradient of every leaf to which one is promised. */
  readonly slopes: ReadonlyMap<string, readonly number[]>;
}

/** Checks a case on the current engine. */
export function checkCase(each: Case | CompiledCase, engine: Engine): void {
  const { program, leaves, out, slopes } = expectedOf(each);
  const tolerance = each.tolerance ?? 2e-5;
  const { shape, values, gradients } = run(program, engine, leaves, out);
  assert.deepEqual(shape, Object.values(out.sizes), `shape of [${Object.keys(out.sizes)}]`);
  assertClose(values, out.values, tolerance, "out");
  if (each.gradient === "none") {
    for (const [name, found] of gradients) assert.equal(found, undefined, `gradient of ${name}`);
  }
  for (const [name, expected] of slopes) {
    const found = gradients.get(name) ?? Array(expected.length).fill(0);
    assertClose(found, expected, tolerance, `gradient of ${name}`);
  }
}

/** The references are slow, so every engine is compared with the same numbers. */
const known = new Map<Case | CompiledCase, Expected>();

function expectedOf(each: Case | CompiledCase): Expected {
  const earlier = known.get(each);
  if (earlier) return earlier;
  const program = programFor("program" in each ? each.program : compileCase(each), ["out"]);
  const leaves: Leaves = { ...INPUTS, ...parameterLeaves(program), ...each.inputs };
  const axes = program.nodes[nodeOf(program, "out")]!.type.dims.map(({ axis }) => axis);
  const fixed = scopeOf(leaves);
  const reference = (from: Leaves) => inOrder(each.reference({ ...scopeOf(from), fixed }), axes);
  const out = reference(leaves);
  const { gradient = "all" } = each;
  const read = program.nodes.filter(({ op }) => op === "input").map(({ signal }) => signal);
  const promised = (name: string) =>
    typeof gradient === "string"
      ? gradient !== "none" && (name.includes(".") || gradient === "all" && read.includes(name))
      : gradient.includes(name);
  const wanted = Object.keys(leaves).filter(promised);
  const slopes = new Map(wanted.map((name) => [name, differences(reference, leaves, name, weightsOf(out))]));
  const moves = [...slopes.values()].flat().some((slope) => slope !== 0);
  assert.ok(moves || gradient === "none", "a case without any gradient must say so");
  known.set(each, { program, leaves, out, slopes });
  return known.get(each)!;
}

/** Repeatable values for every trainable tensor. */
export function parameterLeaves(program: Program): Leaves {
  return Object.fromEntries(
    tensorsOf(program).map(({ name, axes, shape }, i) => {
      const sizes = Object.fromEntries(axes.map((axis, j) => [axis, shape[j]!]));
      return [name, wave(sizes, 10 + i, -1, 1)];
    }),
  );
}

/** The tensor of a leaf. */
export function toTensor({ sizes, values }: Named): Tensor {
  return tf.tensor(Float32Array.from(values), Object.values(sizes));
}

function scopeOf(leaves: Leaves): Omit<Scope, "fixed"> {
  const leaf = (name: string) => leaves[name]!;
  const features = leaf("features");
  const part = (begin: number) =>
    build({ ...features.sizes, D }, (i) => at(features, { ...i, D: begin + i["D"]! }));
  return {
    a: part(0),
    b: part(D),
    labels: leaf("labels"),
    positions: leaf("positions"),
    lengths: leaf("lengths"),
    leaf,
  };
}

/** Factors of the entries of `out` in the scalar whose gradient is compared. */
function weightsOf({ sizes }: Named): readonly number[] {
  return wave(sizes, 7).values;
}

interface Result {
  readonly shape: readonly number[];
  readonly values: readonly number[];
  /** Undefined where no gradient arrives. */
  readonly gradients: ReadonlyMap<string, readonly number[] | undefined>;
}

function run(program: Program, { primitives }: Engine, leaves: Leaves, expected: Named): Result {
  const results: Result[] = [];
  tf.tidy(() => {
    const names = Object.keys(leaves);
    const tensors = new Map(names.map((name) => [name, toTensor(leaves[name]!)]));
    const environment = { kinds: KINDS, primitives, parameters: tensors, inputs: tensors, seed: 5, step: 3 };
    const outs: Tensor[] = [];
    const { grads } = tf.engine().gradients(
      () => {
        const out = evaluateNodes(program, environment)[nodeOf(program, "out")]!;
        outs.push(tf.keep(tf.clone(out)));
        return tf.sum(tf.mul(out, tf.tensor([...weightsOf(expected)], out.shape))) as tf.Scalar;
      },
      [...tensors.values()],
      null as unknown as tf.Scalar,
      true,
    );
    const gradients = names.map((name, i) => {
      if (!grads[i]) return [name, undefined] as const;
      assert.deepEqual(grads[i]!.shape, tensors.get(name)!.shape, `shape of the gradient of ${name}`);
      return [name, [...grads[i]!.dataSync()]] as const;
    });
    results.push({
      shape: outs[0]!.shape,
      values: [...outs[0]!.dataSync()],
      gradients: new Map(gradients),
    });
    tf.dispose(outs);
  });
  return results[0]!;
}

/** d/d leaf of sum(weights * reference), by central differences. */
function differences(
  reference: (leaves: Leaves) => Named,
  leaves: Leaves,
  name: string,
  weights: readonly number[],
): number[] {
  const step = 1e-5;
  const { sizes, values } = leaves[name]!;
  const moved = (i: number, delta: number) =>
    reference({ ...leaves, [name]: { sizes, values: values.with(i, values[i]! + delta) } })
      .values.reduce((sum, y, j) => sum + y * weights[j]!, 0);
  return values.map((_, i) => (moved(i, step) - moved(i, -step)) / (2 * step));
}

/** Every value within `tolerance` times max(1, the largest expected magnitude); infinities exactly. */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
  what: string,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  const scale = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
  actual.forEach((v, i) => {
    const good = v === expected[i] || Math.abs(v - expected[i]!) <= tolerance * scale;
    assert.ok(good, `${what}[${i}] is ${v}, expected ${expected[i]} (tolerance ${tolerance * scale})`);
  });
}
