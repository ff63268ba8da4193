/** Variables on the GPU: a step of Adam is three shaders. */
import type { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import {
  type AdamItem,
  type AdamOptions,
  NOT_FINITE,
  type NumberOrTensor,
  type Variable,
  type Variables,
} from "../engine.ts";
import { adamNumbers } from "../portable/adam_numbers.ts";
import { whenFinite } from "../portable/variables.ts";
import { lastingVariable } from "./lasting_variable.ts";
import { internalsOf } from "./recorder/internals.ts";
import type { Recordings } from "./recorder/record.ts";
import type { Lasting } from "./recorder/variables.ts";
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
  body: stepBody((name) => `uniforms.${name}`),
};

const stepOfTensorsShader: Shader = {
  name: "adam_step_of_tensors",
  inputs: ["w", "first", "second", "rate", "rootScale", "epsilon"],
  numbers: {},
  body: stepBody((name) => `${name}[0]`),
};

function stepBody(number: (name: string) => string): string {
  return `
    let root = sqrt(second[index]) * ${number("rootScale")} + ${number("epsilon")};
    result[index] = w[index] - ${number("rate")} * first[index] / root;`;
}

/** The variables on a device. */
export function webgpuVariables(
  webgpu: WebGPUBackend,
  recordings: Recordings,
  run: RunShader,
): Variables {
  const backend = internalsOf(webgpu);

  const whenFiniteHere: Variables["whenFinite"] = (guard, change) => {
    const { current } = recordings;
    if (!current) return whenFinite(guard, change);
    current.watch(guard, NOT_FINITE);
    change((variable, value) => current.assign(variable as Lasting, value));
  };

  return {
    create: (initial) => lastingVariable(backend, recordings, initial),
    whenFinite: whenFiniteHere,
    adam: {
      numbers: adamNumbers,
      update: (items, options, numbers, guard) =>
        whenFiniteHere(guard, (assign) => {
          for (const item of items) tf.tidy(() => update(run, item, options, numbers, assign));
        }),
    },
  };
}

function update(
  run: RunShader,
  { variable, first, second, gradient }: AdamItem,
  { weightDecay, beta1, beta2 }: AdamOptions,
  numbers: Readonly<Record<string, NumberOrTensor>>,
  assign: (variable: Variable, value: Tensor) => void,
): void {
  const compute = (shader: Shader, inputs: Tensor[], values: number[]) =>
    run(shader, inputs, values, { shape: gradient.shape, dtype: "float32" });
  const [w, m, v] = [variable, first, second].map((each) => each.read()) as [Tensor, Tensor, Tensor];
  const nextM = compute(firstShader, [w, gradient, m], [weightDecay, beta1, 1 - beta1]);
  const nextV = compute(secondShader, [w, gradient, v], [weightDecay, beta2, 1 - beta2]);
  const given = ["rate", "rootScale", "epsilon"].map((name) => numbers[name]!);
  const next = given.every((number) => typeof number === "number")
    ? compute(stepShader, [w, nextM, nextV], given)
    : compute(stepOfTensorsShader, [w, nextM, nextV, ...given.map((number) => tensorOf(number))], []);
  // What nobody reads any more is changed without being copied.
  tf.dispose([w, m, v]);
  assign(variable, next);
  assign(first, nextM);
  assign(second, nextV);
}

function tensorOf(number: NumberOrTensor): Tensor {
  return typeof number === "number" ? tf.scalar(number) : number;
}
