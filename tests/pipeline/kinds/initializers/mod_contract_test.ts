/** The contract of initial values: every kind against its formula in float64, biases, options and mistakes. */
import assert from "node:assert/strict";
import { createModel } from "../../../../pipeline/graph/model.ts";
import { uniforms } from "../../../../pipeline/random/draw.ts";
import { streamKey } from "../../../../pipeline/random/stream.ts";
import { INITIALIZERS } from "../../../../specs/kinds/initializers/mod.ts";
import { engineTest } from "../../contract/engines.ts";
import { compileTiny, SIZES } from "../../contract/recipe.ts";
import { type Misuse, testFamily } from "../family.ts";

const SEED = 5;
const { D } = SIZES;
const [FILTERS, KERNEL] = [6, 3];
const [FAN_IN, FAN_OUT] = [D * KERNEL, FILTERS * KERNEL];

/** The uniform doubles of the stream of a parameter. */
function drawn(name: string, count: number): number[] {
  return [...uniforms(count, streamKey(SEED, `${name}.init`), 0)];
}

const within = (bound: number) => (name: string, count: number) =>
  drawn(name, count).map((u) => (2 * u - 1) * bound);

function normal(mean: number, deviation: number) {
  return (name: string, count: number) => {
    const pairs = drawn(name, 2 * count);
    return Array.from({ length: count }, (_, i) => {
      const [u, v] = [pairs[2 * i]!, pairs[2 * i + 1]!];
      return mean + deviation * Math.sqrt(-2 * Math.log(1 - u)) * Math.cos(2 * Math.PI * v);
    });
  };
}

const nothing = (_name: string, count: number): number[] => Array(count).fill(0);

/** What a kind gives for weights, and for biases where these are not 0. */
interface Case {
  readonly init: Readonly<Record<string, unknown>> | undefined;
  readonly weights: (name: string, count: number) => number[];
  readonly bias?: (name: string, count: number) => number[];
}

const CASES: readonly Case[] = [
  { init: undefined, weights: within(1 / Math.sqrt(FAN_IN)), bias: within(1 / Math.sqrt(FAN_IN)) },
  { init: { kind: "uniform" }, weights: within(1 / Math.sqrt(FAN_IN)), bias: within(1 / Math.sqrt(FAN_IN)) },
  { init: { kind: "uniform", bound: "1 / 4" }, weights: within(0.25), bias: within(0.25) },
  { init: { kind: "xavier" }, weights: within(Math.sqrt(6 / (FAN_IN + FAN_OUT))) },
  { init: { kind: "xavier", gain: 2 }, weights: within(2 * Math.sqrt(6 / (FAN_IN + FAN_OUT))) },
  { init: { kind: "kaiming" }, weights: within(Math.sqrt(6 / FAN_IN)) },
  { init: { kind: "kaiming", slope: 0.2 }, weights: within(Math.sqrt(6 / (1.04 * FAN_IN))) },
  { init: { kind: "normal" }, weights: normal(0, 0.01) },
  { init: { kind: "normal", mean: 1, deviation: 0.5 }, weights: normal(1, 0.5) },
  { init: { kind: "zeros" }, weights: nothing },
  { init: { kind: "constant", value: -1.5 }, weights: (_, count) => Array(count).fill(-1.5) },
];

for (const { init, weights, bias = nothing } of CASES) {
  engineTest(`init: ${JSON.stringify(init) ?? "left out"} has the values of its formula`, (engine) => {
    const more = init ? { init } : {};
    const block = { kind: "conv1d", in: "features.a", filters: FILTERS, kernel: KERNEL, ...more };
    const model = createModel(compileTiny({ signals: { out: block } }), engine, { seed: SEED });
    const values = (name: string) => [...model.parameters.get(name)!.dataSync()];
    const single = (numbers: number[]) => [...Float32Array.from(numbers)];
    assert.deepEqual(values("out.weights"), single(weights("out.weights", D * KERNEL * FILTERS)));
    assert.deepEqual(values("out.bias"), single(bias("out.bias", FILTERS)));
    model.dispose();
  });
}

engineTest(
  "a parameter has its own fans: all values but along the first axis, and but along the second",
  (engine) => {
    const axes = { C: 4, D: 3, P: 2 };
    const model = createModel(
      compileTiny({ signals: { out: { kind: "parameter", axes, init: { kind: "xavier" } } } }),
      engine,
      { seed: SEED },
    );
    const expected = within(Math.sqrt(6 / (3 * 2 + 4 * 2)))("out.values", 24);
    assert.deepEqual([...model.parameters.get("out.values")!.dataSync()], [...Float32Array.from(expected)]);
    assert.deepEqual(model.parameters.get("out.values")!.shape, [4, 3, 2]);
    model.dispose();
  },
);

/** A mistake with each kind. */
const MISUSES: Readonly<Record<string, { readonly misuse: Misuse }>> = {
  uniform: mistake("{ kind: uniform, bound: 0 }", "embedding.x.init.bound must be > 0: current value is 0"),
  xavier: mistake("{ kind: xavier, gain: none }", 'Unknown constant "none" at embedding.x.init.gain'),
  kaiming: mistake(
    "{ kind: kaiming, slope: -1 }",
    "embedding.x.init.slope must be >= 0: current value is -1",
  ),
  normal: mistake(
    "{ kind: normal, deviation: 0 }",
    "embedding.x.init.deviation must be > 0: current value is 0",
  ),
  constant: mistake("{ kind: constant, value: many }", 'Unknown constant "many" at embedding.x.init.value'),
  zeros: mistake("{ kind: zeros, mean: 0 }", 'Unknown key "mean" at embedding.x.init.mean'),
};

function mistake(init: string, told: string) {
  return { misuse: { recipe: `embedding: { x: { init: ${init} } }`, told } };
}

testFamily("initializers", MISUSES);

Deno.test("every kind of initial values has a formula", () => {
  const covered = new Set(CASES.flatMap(({ init }) => init ? [init["kind"]] : []));
  assert.deepEqual([...covered].sort(), [...INITIALIZERS.keys()].sort());
});
