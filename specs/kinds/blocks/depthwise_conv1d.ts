/** Block `depthwise_conv1d`: a temporal convolution of every feature with its own taps. */
import { z } from "zod";
import { elements } from "../../types.ts";
import { ACTIVATIONS } from "./activation.ts";
import { block, initialValues } from "./block.ts";
import { requireNearTaps, requireOddKernel, snippetWidth } from "./convolution.ts";

/** Depthwise temporal convolution: no feature sees another; zero padding that keeps T. */
export const depthwiseConv1d = block({
  kind: "depthwise_conv1d",
  summary: "Temporal convolution of every feature with its own taps, zero padding that keeps T, no bias",
  inputs: ["in"],
  options: (fields) =>
    z.strictObject({
      in: z.string().describe("Signal [B, T, C] or [B, T, D]"),
      kernel: fields.number("Taps along T, odd so that T is kept", { integer: true, min: 1 }),
      dilation: fields.number("Snippets from one tap to the next", { integer: true, min: 1 }).default(1),
      activation: ACTIVATIONS,
      init: initialValues(fields),
    }),
  build({ kernel, dilation, activation, init }, [input], context) {
    const width = snippetWidth(input, context);
    requireOddKernel(kernel, context);
    requireNearTaps(input!, { kernel, dilation }, context);
    const drawn = { fanIn: kernel, fanOut: width * kernel, init };
    return {
      type: input!,
      parameters: [{ name: "weights", axes: ["out", "kernel"], shape: [width, kernel], ...drawn }],
      options: { kernel, dilation, activation },
      multiplyAdds: elements(input!) * kernel,
      traits: { reach: dilation * (kernel - 1) / 2, zerosOutside: true, linear: "weights" },
    };
  },
});
