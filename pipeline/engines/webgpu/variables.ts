/** Variables on the GPU: a step of Adam is three programs. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { AdamItem, AdamOptions, NumberOrTensor, Variables } from "../engine.ts";
import { numberOf } from "../number_or_tensor.ts";
import { adamNumbers } from "../portable/adam_numbers.ts";
import { portableVariables, whenFinite } from "../portable/variables.ts";
import type { Program, RunProgram } from "./program.ts";

/** The next moment, the mean of `term`, where g is the gradient with decay. */
function momentProgram(name: string, term: string): Program {
  return {
    name,
    inputs: ["w", "gradient", "before"],
    numbers: { decay: "f32", beta: "f32", rest: "f32" },
    body: `
      let g = gradient[index] + uniforms.decay * w[index];
      result[index] = uniforms.beta * before[index] + uniforms.rest * ${term};`,
  };
}

const firstProgram = momentProgram("adam_first", "g");
const secondProgram = momentProgram("adam_second", "g * g");

const stepProgram: Program = {
  name: "adam_step",
  inputs: ["w", "first", "second"],
  numbers: { rate: "f32", rootScale: "f32", epsilon: "f32" },
  body: `
    let root = sqrt(second[index]) * uniforms.rootScale + uniforms.epsilon;
    result[index] = w[index] - uniforms.rate * first[index] / root;`,
};

/** The variables on a device. */
export function webgpuVariables(run: RunProgram): Variables {
  return {
    ...portableVariables,
    adam: {
      numbers: adamNumbers,
      update: (items, options, numbers, guard) =>
        whenFinite(guard, () => {
          for (const item of items) tf.tidy(() => update(run, item, options, numbers));
        }),
    },
  };
}

function update(
  run: RunProgram,
  { variable, first, second, gradient }: AdamItem,
  { weightDecay, beta1, beta2 }: AdamOptions,
  numbers: Readonly<Record<string, NumberOrTensor>>,
): void {
  const compute = (program: Program, inputs: Tensor[], values: number[]) =>
    run(program, inputs, values, { shape: gradient.shape, dtype: "float32" });
  const w = variable.read();
  const m = compute(firstProgram, [w, gradient, first.read()], [weightDecay, beta1, 1 - beta1]);
  const v = compute(secondProgram, [w, gradient, second.read()], [weightDecay, beta2, 1 - beta2]);
  const values = ["rate", "rootScale", "epsilon"].map((name) => numberOf(numbers[name]!));
  variable.assign(compute(stepProgram, [w, m, v], values));
  first.assign(m);
  second.assign(v);
}
