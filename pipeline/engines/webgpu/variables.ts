/** Variables on the GPU: a step of Adam is three shaders. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { AdamItem, AdamOptions, NumberOrTensor, Variables } from "../engine.ts";
import { numberOf } from "../number_or_tensor.ts";
import { adamNumbers } from "../portable/adam_numbers.ts";
import { portableVariables, whenFinite } from "../portable/variables.ts";
import type { RunShader, Shader } from "./shader.ts";

/** The next moment, the mean of `term`, where g is the gradient with decay. */
function momentShader(name: string, term: string): Shader {
  return {
    name,
    inputs: ["w", "gradient", "before"],
    numbers: { decay: "f32", beta: "f32", rest: "f32" },
    body: `
      let g = gradient[index] + uniforms.decay * w[index];
      result[index] = uniforms.beta * before[index] + uniforms.rest * ${term};`,
  };
}

const firstShader = momentShader("adam_first", "g");
const secondShader = momentShader("adam_second", "g * g");

const stepShader: Shader = {
  name: "adam_step",
  inputs: ["w", "first", "second"],
  numbers: { rate: "f32", rootScale: "f32", epsilon: "f32" },
  body: `
    let root = sqrt(second[index]) * uniforms.rootScale + uniforms.epsilon;
    result[index] = w[index] - uniforms.rate * first[index] / root;`,
};

/** The variables on a device. */
export function webgpuVariables(run: RunShader): Variables {
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
  run: RunShader,
  { variable, first, second, gradient }: AdamItem,
  { weightDecay, beta1, beta2 }: AdamOptions,
  numbers: Readonly<Record<string, NumberOrTensor>>,
): void {
  const compute = (shader: Shader, inputs: Tensor[], values: number[]) =>
    run(shader, inputs, values, { shape: gradient.shape, dtype: "float32" });
  const w = variable.read();
  const m = compute(firstShader, [w, gradient, first.read()], [weightDecay, beta1, 1 - beta1]);
  const v = compute(secondShader, [w, gradient, second.read()], [weightDecay, beta2, 1 - beta2]);
  const values = ["rate", "rootScale", "epsilon"].map((name) => numberOf(numbers[name]!));
  variable.assign(compute(stepShader, [w, m, v], values));
  first.assign(m);
  second.assign(v);
}
