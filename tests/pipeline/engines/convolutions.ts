/** What every engine must do along time. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Primitives } from "../../../pipeline/engines/engine.ts";
import type { SampledPlanner } from "../../../pipeline/engines/sampled.ts";
import { checkGradients, input } from "./check.ts";
import * as reference from "./reference.ts";
import { sampled, tensorOf } from "./sampled.ts";
import { sizes, three } from "./small.ts";

/** Registers a test of an engine's primitives. */
export type Contract = (
  title: string,
  run: (primitives: Primitives, planner: SampledPlanner) => void,
) => void;

/** Registers the tests of convolutions along time. */
export function convolutionContract(contract: Contract): void {
  contract("temporalConv() correlates along time, with gradients", ({ temporalConv }) => {
    sizes(6, ([batch, length, depth, kernel, width, dilation]) => {
      const inputs = [input(batch, length, depth), input(depth, kernel, width), input(width)];
      const on = (x: Tensor, w: Tensor, b: Tensor) => temporalConv(x, w, b, dilation, true);
      const shape = [batch, length, depth] as const;
      const plain = (x: number[], w: number[], b: number[]) =>
        reference.temporalConv(x, w, b, shape, [kernel, width, dilation]);
      checkGradients(three(on), three(plain), inputs);
    });
  });

  contract("temporalConv() without bias and input gradient gives that of the weights", ({ temporalConv }) => {
    sizes(6, ([batch, length, depth, kernel, width, dilation]) => {
      const x = input(batch, length, depth);
      const on = (w?: Tensor) => temporalConv(tf.tensor(x.values, x.shape), w!, null, dilation, false);
      const shape = [batch, length, depth] as const;
      const plain = (w?: number[]) =>
        reference.temporalConv(x.values, w!, [], shape, [kernel, width, dilation]);
      checkGradients(on, plain, [input(depth, kernel, width)]);
    });
  });

  contract(
    "sampledTemporalConv() is temporalConv() of repeated rows, with gradients",
    (primitives, planner) => {
      sizes(6, ([batch, length, depth, kernel, width, dilation]) => {
        const { rows, x, plan } = sampled(batch, length, depth, 2);
        const conv = { kernel, dilation, width };
        const on = (w?: Tensor, b?: Tensor) =>
          primitives.sampledTemporalConv(tensorOf(rows), plan(planner, conv), w!, b ?? null, dilation);
        const shape = [batch, length, depth] as const;
        const plain = (w?: number[], b?: number[]) =>
          reference.temporalConv(x, w!, b ?? [], shape, [kernel, width, dilation]);
        const weights = input(depth, kernel, width);
        checkGradients(on, plain, [weights, input(width)]);
        checkGradients(on, plain, [weights]);
      });
    },
  );

  contract("sampledTemporalConv() gives the same bits every time", ({ sampledTemporalConv }, planner) => {
    const { rows, plan } = sampled(5, 200, 4, 3);
    const conv = { kernel: 3, dilation: 1, width: 5 };
    const bits = () =>
      tf.tidy(() => {
        const weights = tensorOf(input(4, 3, 5));
        const on = (w: Tensor) => sampledTemporalConv(tensorOf(rows), plan(planner, conv), w, null, 1);
        return [on(weights), tf.grad(on)(weights)].map((tensor) => [...tensor.dataSync()]);
      });
    const first = bits();
    for (let i = 0; i < 5; i++) assert.deepEqual(bits(), first);
  });

  contract(
    "depthwiseTemporalConv() correlates every channel, with gradients",
    ({ depthwiseTemporalConv }) => {
      sizes(5, ([batch, length, channels, kernel, dilation]) => {
        const inputs = [input(batch, length, channels), input(channels, kernel)];
        const on = (x?: Tensor, w?: Tensor) => depthwiseTemporalConv(x!, w!, dilation);
        const shape = [batch, length, channels] as const;
        const plain = (x?: number[], w?: number[]) =>
          reference.depthwiseTemporalConv(x!, w!, shape, kernel, dilation);
        checkGradients(on, plain, inputs);
      });
    },
  );
}
