/** Block `conv1d`: a temporal convolution with weights of its own. */
import { z } from "zod";
import { elements } from "../../types.ts";
import { ACTIVATIONS } from "./activation.ts";
import { block, initialValues, replaceAxis } from "./block.ts";
import { requireNearTaps, requireOddKernel, snippetWidth } from "./convolution.ts";

/** Temporal convolution: cross-correlation over T, zero padding that keeps T, stride 1. */
export const conv1d = block({
  kind: "conv1d",
  summary: "Temporal convolution over T: cross-correlation, zero padding that keeps T, stride 1",
  inputs: ["in"],
  options: (fields) =>
    z.strictObject({
      in: z.string().describe("Signal [B, T, D]"),
      filters: fields.size("Outputs per snippet"),
      kernel: fields.number("Taps along T, odd so that T is kept", { integer: true, min: 1 }),
      dilation: fields.number("Snippets from one tap to the next", { integer: true, min: 1 }).default(1),
      bias: z.boolean().default(true).describe("Adds a trainable constant per filter"),
      activation: ACTIVATIONS,
      init: initialValues(fields),
    }),
  build({ filters, kernel, dilation, bias, activation, init }, [input], context) {
    const width = snippetWidth(input, context);
    requireOddKernel(kernel, context);
    requireNearTaps(input!, { kernel, dilation }, context);
    const type = replaceAxis(input!, 2, filters, (message) => context.refuse("filters", message));
    const fanIn = width * kernel;
    const drawn = { fanIn, fanOut: filters.size * kernel, init };
    return {
      type,
      parameters: [
        { name: "weights", axes: ["in", "kernel", "out"], shape: [width, kernel, filters.size], ...drawn },
        ...(bias ? [{ name: "bias", axes: ["out"], shape: [filters.size], ...drawn, isBias: true }] : []),
      ],
      options: { kernel, dilation, bias, activation },
      multiplyAdds: elements(type) * fanIn,
      traits: {
        reach: dilation * (kernel - 1) / 2,
        zerosOutside: true,
        linear: "weights",
        convolution: { kernel, dilation, depth: width, width: filters.size },
      },
    };
  },
});
