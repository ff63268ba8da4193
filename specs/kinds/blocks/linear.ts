/** Block `linear`: a matrix product along the last axis. */
import { z } from "zod";
import { elements, showType } from "../../types.ts";
import { ACTIVATIONS } from "./activation.ts";
import { block, initialValues, replaceAxis } from "./block.ts";

/** Every row of the last axis times one matrix. */
export const linear = block({
  kind: "linear",
  summary: "Product of every row along the last axis with one matrix",
  inputs: ["in"],
  options: (fields) =>
    z.strictObject({
      in: z.string().describe("Signal [.., D] of any axes before the last"),
      filters: fields.size("Outputs per row"),
      bias: z.boolean().default(true).describe("Adds a trainable constant per filter"),
      activation: ACTIVATIONS,
      init: initialValues(fields),
    }),
  build({ filters, bias, activation, init }, [input], { refuse }) {
    const last = input!.dims.length - 1;
    const width = input!.dims[last]?.size;
    if (typeof width !== "number") {
      return refuse("in", `Expected a signal [.., D], found ${showType(input!)}`);
    }
    const type = replaceAxis(input!, last, filters, (message) => refuse("filters", message));
    const drawn = { fanIn: width, fanOut: filters.size, init };
    return {
      type,
      parameters: [
        { name: "weights", axes: ["in", "out"], shape: [width, filters.size], ...drawn },
        ...(bias ? [{ name: "bias", axes: ["out"], shape: [filters.size], ...drawn, isBias: true }] : []),
      ],
      options: { bias, activation },
      multiplyAdds: elements(type) * width,
      traits: { reach: 0, linear: "weights" },
    };
  },
});
