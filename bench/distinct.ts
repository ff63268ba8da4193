/**
 * Measures a temporal convolution of sampled features with its gradients: dense, and by distinct snippets, both as the
 * engine runs them in training. `deno run -A bench/distinct.ts [kernel] [rounds]` prints one object as JSON.
 */
// deno-lint-ignore-file no-console
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor, Tensor3D } from "@tensorflow/tfjs-core";
import { distinctRows, gradientSums } from "../pipeline/data/distinct_rows.ts";
import { trainPositions } from "../pipeline/data/sampling.ts";
import { openEngine } from "../pipeline/engines/open.ts";

/** Full THUMOS14 size. */
const [B, T, D, H] = [16, 750, 2048, 2048];
/** Snippets of a video that are distinct, of its T. */
const SHARE = 0.379;

const [kernel = 3, rounds = 9] = Deno.args.map(Number);
const engine = await openEngine("tensorflow");
const { primitives, recorder } = engine;

const length = Math.round(SHARE * T);
const positions = trainPositions("uniform", length, T, () => 0);
const distinct = distinctRows(Int32Array.from({ length: B * T }, (_, i) => positions[i % T]!), B);
const U = distinct.rows.length;
const sums = gradientSums(distinct, kernel, 1);
const rows = tf.tensor2d(numbers(U * D), [U, D]);
const index = tf.tensor2d(distinct.index, [B, T], "int32");
const [from, into] = [tf.tensor1d(sums.from, "int32"), tf.tensor1d(sums.into, "int32")];
const weights = tf.tensor3d(numbers(D * kernel * H), [D, kernel, H]);
const bias = tf.tensor1d(numbers(H));
const dy = tf.tensor3d(numbers(B * T * H), [B, T, H]);
const x = tf.tidy(() => tf.reshape(tf.gather(rows, tf.reshape(index, [B * T])), [B, T, D]));
const flat = tf.reshape(weights, [D, kernel * H]);

type Convolution = (weights: Tensor, bias: Tensor) => Tensor3D;
const inputs = { rows, index, from, into, weights, bias, dy, x, flat };
type Inputs = Readonly<Record<keyof typeof inputs, Tensor>>;

const measured = {
  dense: prepare((given) => step(given, (w, b) => primitives.temporalConv(given.x, w, b, 1, false))),
  distinct: prepare(
    (given) => step(given, (w, b) => primitives.sampledTemporalConv(given.rows, given, w, b, 1)),
    "rows",
  ),
  product: prepare((given) => [primitives.matMul(given.rows, given.flat)]),
};
const times = { dense: [] as number[], distinct: [] as number[], product: [] as number[] };
for (let round = 0; round <= rounds; round++) {
  for (const name of ["dense", "product", "distinct"] as const) {
    const took = measured[name]();
    // The first one touches the memory.
    if (round > 0) times[name].push(took);
  }
}

const productFlop = 2 * U * D * kernel * H;
const ceiling = productFlop / Math.min(...times.product);
const fraction = (rows: number, ms: number) => 2 * productFlop * rows / U / ms / ceiling;
console.log(JSON.stringify({
  engine: engine.description,
  kernel,
  distinct: round(U / (B * T)),
  dense_ms: round(median(times.dense)),
  distinct_ms: round(median(times.distinct)),
  times_faster: round(median(times.dense) / median(times.distinct)),
  dense_least_ms: round(Math.min(...times.dense)),
  distinct_least_ms: round(Math.min(...times.distinct)),
  ceiling_gflops: round(ceiling / 1e6),
  dense_ceiling_fraction: round(fraction(B * T, median(times.dense))),
  distinct_ceiling_fraction: round(fraction(U, median(times.distinct))),
  distinct_least_ceiling_fraction: round(fraction(U, Math.min(...times.distinct))),
}));

/** The value, and the gradients for the gradient `dy`. */
function step({ weights, bias, dy }: Inputs, on: Convolution): Tensor[] {
  const { value, grads } = tf.valueAndGrads(on)([weights, bias], dy as Tensor3D);
  return [value, ...grads];
}

/** Runs it recorded, and answers with the time in ms. */
function prepare(run: (given: Inputs) => Tensor[], varying?: "rows"): () => number {
  const names = Object.keys(inputs) as (keyof Inputs)[];
  const given = Object.values(inputs);
  const shapes = names.map((name) => name === varying ? [-1, D] : undefined);
  const recording = recorder!.record(given, shapes, (tensors) => {
    return run(Object.fromEntries(names.map((name, i) => [name, tensors[i]!])) as Inputs);
  });
  return () => {
    const began = performance.now();
    const results = recording.replay(given);
    const took = performance.now() - began;
    tf.dispose(results);
    return took;
  };
}

function numbers(count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => (Math.imul(i, 2654435761) >>> 0) / 2 ** 32 - 0.5);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
