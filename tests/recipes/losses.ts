/** Losses of a whole recipe on a few made-up videos, against plain numbers in float64. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { join } from "node:path";
import { loadRecipe } from "../../pipeline/api.ts";
import { createModel } from "../../pipeline/graph/model.ts";
import { trainingProgram } from "../../pipeline/graph/passes/mod.ts";
import { computePass, disposePass } from "../../pipeline/training/pass.ts";
import { type Program, tensorsOf } from "../../specs/program.ts";
import { assertClose } from "../pipeline/contract/check.ts";
import { cpuTest } from "../pipeline/contract/engines.ts";
import { at, type Named, range } from "../pipeline/contract/named.ts";
import { ROOT } from "../shared.ts";

/** A vector. */
export type Vector = readonly number[];
/** Vectors of snippets, [T, D]. */
export type Rows = readonly Vector[];

/** A video of a batch. */
export interface Video {
  readonly rgb: Rows;
  readonly flow: Rows;
  /** Both, appearance first. */
  readonly rows: Rows;
  /** 0 or 1 for each class. */
  readonly labels: Vector;
}

/** What formulas are computed from. */
export interface Given {
  readonly videos: readonly Video[];
  /** A trainable tensor, such as `cas.weights`. */
  readonly tensor: (name: string) => Named;
  /** What a layer or a convolution makes of snippets: W x + b, over the neighbours where it has a kernel. */
  readonly layer: (name: string, rows: Rows) => Rows;
}

/** A recipe, and what its losses are. */
export interface LossCase {
  /** Overrides besides those of data and sizes of sources. */
  readonly set: readonly string[];
  /** Snippets of each video; all of T where it is not said. */
  readonly lengths?: readonly number[];
  /** Places of two videos each. */
  readonly pairs?: readonly (readonly [number, number])[];
  readonly weights: Readonly<Record<string, number>>;
  readonly losses: (given: Given) => Readonly<Record<string, number>>;
}

const T = 6;
const WIDTH = 4;
const LABELS: Rows = [[1, 0, 1], [0, 0, 1], [1, 0, 0], [1, 1, 0]];

/** Registers a test that the losses of `recipes/<name>.yaml` and their weighted sum are those of formulas. */
export function lossTest(name: string, { set, lengths, pairs, weights, losses }: LossCase): void {
  cpuTest(`${name} has the losses of its formulas`, (engine) => {
    const program = loadRecipe(join(ROOT, "recipes", `${name}.yaml`), {
      set: [
        "data.classes=[climb, dive, jump]",
        `features.sources={ rgb: { width: ${WIDTH} }, flow: { width: ${WIDTH} } }`,
        `features.sampling.length=${T}`,
        ...set,
      ],
    });
    const model = createModel(program, engine, { seed: 3 });
    const videos = LABELS.map((labels, b) => video(b, labels, lengths?.[b] ?? T));
    const tensors = new Map(
      tensorsOf(program).map(({ name, axes, shape }) => {
        const sizes = Object.fromEntries(axes.map((axis, i) => [axis, shape[i]!]));
        return [name, { sizes, values: [...model.parameters.get(name)!.dataSync()] }];
      }),
    );
    const expected = losses({ videos, ...readers(tensors) });
    const inputs = batch(program, videos, lengths, pairs);
    const pass = computePass(model, trainingProgram(program), { inputs, pass: 1 });
    assert.deepEqual(Object.fromEntries(program.losses.map(({ name, weight }) => [name, weight])), weights);
    for (const [term, found] of pass.losses) assertClose([found], [expected[term]!], 2e-5, term);
    const total = sum(Object.entries(weights).map(([term, weight]) => weight * expected[term]!));
    assertClose([pass.total], [total], 2e-5, "total");
    disposePass(pass);
    tf.dispose([...inputs.values()]);
    model.dispose();
  });
}

/** A made-up video; behind its length it is 0. */
function video(b: number, labels: Vector, length: number): Video {
  const value = (t: number, d: number) => t < length ? Math.fround(Math.sin(1 + 41 * b + 7 * t + 3 * d)) : 0;
  const rows = range(T).map((t) => range(2 * WIDTH).map((d) => value(t, d)));
  return { rows, rgb: rows.map((x) => x.slice(0, WIDTH)), flow: rows.map((x) => x.slice(WIDTH)), labels };
}

function batch(
  program: Program,
  videos: readonly Video[],
  lengths: LossCase["lengths"],
  pairs: LossCase["pairs"],
): Map<string, Tensor> {
  const { sources } = program.recipe.features;
  assert.deepEqual(Object.keys(sources), ["rgb", "flow"]);
  const inputs = new Map<string, Tensor>([
    ["features", tf.tensor3d(videos.map(({ rows }) => rows.map((x) => [...x])))],
    ["labels", tf.tensor2d(videos.map(({ labels }) => [...labels]))],
  ]);
  if (lengths) inputs.set("mask", tf.tensor2d(lengths.map((n) => range(T).map((t) => t < n ? 1 : 0))));
  if (pairs) inputs.set("pairs", tf.tensor2d(pairs.map((pair) => [...pair]), undefined, "int32"));
  return inputs;
}

function readers(tensors: ReadonlyMap<string, Named>): Pick<Given, "tensor" | "layer"> {
  const tensor = (name: string) => tensors.get(name)!;
  return {
    tensor,
    layer(name, rows) {
      const weights = tensor(`${name}.weights`);
      const bias = tensors.get(`${name}.bias`);
      const { in: inputs, kernel = 1, out } = weights.sizes as { in: number; kernel?: number; out: number };
      const tap = (x: Vector | undefined, k: number, o: number) =>
        x ? sum(range(inputs).map((i) => x[i]! * at(weights, { in: i, kernel: k, out: o }))) : 0;
      return rows.map((_, t) =>
        range(out).map((o) =>
          sum(range(kernel).map((k) => tap(rows[t + k - (kernel - 1) / 2], k, o))) + (bias?.values[o] ?? 0)
        )
      );
    },
  };
}

/** The sum of numbers. */
export const sum = (values: Vector) => values.reduce((total, value) => total + value, 0);
/** Their mean. */
export const mean = (values: Vector) => sum(values) / values.length;
/** a . b. */
export const dot = (a: Vector, b: Vector) => sum(a.map((value, i) => value * b[i]!));
/** a . b / |a| |b|, 0 where a or b is 0. */
export const cosine = (a: Vector, b: Vector) => dot(a, b) / (Math.hypot(...a) * Math.hypot(...b) || 1);
/** 1 / (1 + exp(-x)). */
export const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
/** The values of a class over time. */
export const column = (rows: Rows, c: number) => rows.map((x) => x[c]!);
/** A function of every value. */
export const map = (rows: Rows, f: (x: number) => number): Rows => rows.map((x) => x.map(f));
/** Values below 0 become 0. */
export const relu = (rows: Rows) => map(rows, (x) => Math.max(0, x));
/** The mean of the k largest. */
export const topMean = (values: Vector, k: number) => mean(values.toSorted((a, b) => b - a).slice(0, k));
/** What rows add up to by their shares. */
export const weighted = (shares: Vector, rows: Rows) => rows[0]!.map((_, d) => dot(shares, column(rows, d)));

/** exp(x) as shares. */
export function softmax(values: Vector): Vector {
  const powers = values.map(Math.exp);
  return powers.map((power) => power / sum(powers));
}

/** -sum_c t_c log softmax(v)_c, t the labels divided by their sum and an epsilon. */
export function crossEntropy(logits: Vector, labels: Vector, epsilon = 0): number {
  return -dot(labels, softmax(logits).map(Math.log)) / (sum(labels) + epsilon);
}

/** What a class attends to in a video, and the rest of it. */
export interface Attended {
  readonly high: Vector;
  readonly low: Vector;
}

/** H = sum_t softmax_t(z_c) x_t, L = sum_t (1 - softmax_t(z_c)) x_t / max(T - 1, 1). */
export function attended(x: Rows, z: Rows, c: number): Attended {
  const shares = softmax(column(z, c));
  const rest = weighted(shares.map((share) => 1 - share), x);
  return { high: weighted(shares, x), low: rest.map((value) => value / Math.max(x.length - 1, 1)) };
}

/**
 * Co-activity of pairs of videos: over the classes that both have, half of relu(d(H1, H2) - d(H1, L2) + m) + relu(d(H1, H2) -
 * d(H2, L1) + m), d = 1 - cosine, divided by how many classes all pairs share.
 */
export function coActivity(
  pairs: readonly (readonly [number, number])[],
  labels: Rows,
  of: (video: number, c: number) => Attended,
  margin: number,
): number {
  const shared = pairs.flatMap(([a, b]) =>
    range(labels[0]!.length).filter((c) => labels[a]![c] && labels[b]![c]).map((c) =>
      [of(a, c), of(b, c)] as const
    )
  );
  const distance = (a: Vector, b: Vector) => 1 - cosine(a, b);
  const hinge = (own: Attended, other: Attended) =>
    Math.max(0, distance(own.high, other.high) - distance(own.high, other.low) + margin);
  return sum(shared.map(([a, b]) => (hinge(a, b) + hinge(b, a)) / 2)) / shared.length;
}
