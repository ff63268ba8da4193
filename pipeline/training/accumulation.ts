/** What the passes of a step leave for its optimizer: their gradients, added up. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { Accumulate } from "../../specs/recipe/training.ts";
import type { Variable } from "../engines/engine.ts";
import { type Model, trainedParameters } from "../graph/model.ts";
import type { Pass, PassTensors } from "./pass.ts";

/** Sums over the passes of a step, in the order of the passes. */
export interface Accumulation {
  /** Forgets what has been added. Not for inside of a recording. */
  clear(): void;
  /** Adds what a pass has computed. */
  add(pass: Pick<PassTensors, "total" | "gradients">): void;
  /** What the optimizer sees, as the recipe reduces it; for the caller's tidy. */
  taken(): { readonly gradients: ReadonlyMap<string, Tensor>; readonly loss: Tensor };
  dispose(): void;
}

/** Starts at nothing. */
export function createAccumulation(
  model: Pick<Model, "engine" | "program" | "parameters">,
  { passes, reduce }: Accumulate,
): Accumulation {
  const { engine } = model;
  const sums = new Map(trainedParameters(model).map(([name, { shape }]) => [name, zeros(shape)]));
  const loss = zeros([]);
  // Those that the loss reaches; the same ones in every pass.
  const reached = new Set<string>();

  function zeros(shape: readonly number[]): Variable {
    const value = tf.fill([...shape], 0);
    const variable = engine.variables.create(value);
    value.dispose();
    return variable;
  }
  function addTo(sum: Variable, value: Tensor): void {
    tf.tidy(() => sum.assign(tf.add(sum.read(), value)));
  }
  function reduced(sum: Variable): Tensor {
    return reduce === "sum" ? sum.read() : tf.mul(sum.read(), 1 / passes);
  }
  return {
    clear() {
      for (const sum of [loss, ...sums.values()]) tf.tidy(() => sum.assign(tf.fill([...sum.shape], 0)));
    },
    add({ total, gradients }) {
      addTo(loss, total);
      for (const [name, gradient] of gradients) {
        reached.add(name);
        addTo(sums.get(name)!, gradient);
      }
    },
    taken: () => ({
      gradients: new Map([...reached].map((name) => [name, reduced(sums.get(name)!)])),
      loss: reduced(loss),
    }),
    dispose: () => [loss, ...sums.values()].forEach((sum) => sum.dispose()),
  };
}

/** The numbers of the passes of a step as one: losses as the recipe reduces them, what is logged as its mean. */
export function reduceNumbers(
  passes: readonly Pick<Pass, "total" | "losses" | "logged">[],
  reduce: Accumulate["reduce"],
): Pick<Pass, "total" | "losses" | "logged"> {
  const sum = (values: readonly number[]) => values.reduce((all, value) => all + value);
  const mean = (values: readonly number[]) => sum(values) / values.length;
  const used = reduce === "sum" ? sum : mean;
  const named = (kind: "losses" | "logged", combine: typeof sum) =>
    new Map([...passes[0]![kind].keys()].map((name) => [
      name,
      combine(passes.map((pass) => pass[kind].get(name)!)),
    ]));
  return {
    total: used(passes.map(({ total }) => total)),
    losses: named("losses", used),
    logged: named("logged", mean),
  };
}
