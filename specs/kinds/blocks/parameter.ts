/** Block `parameter`: a trainable tensor of its own. */
import { z } from "zod";
import { block, initialValues } from "./block.ts";
import { ownAxes, ownTensor } from "./own_tensor.ts";

/** A trainable tensor: centres, prototypes, weights of classes. */
export const parameter = block({
  kind: "parameter",
  summary:
    "A trainable tensor of its own; its fan in is the number of values but for the first axis, its fan out but for the second",
  inputs: [],
  start: "start",
  options: (fields) =>
    z.strictObject({
      axes: ownAxes(fields),
      init: initialValues(fields),
      start: z.string().optional().describe(
        "Expression of its initial values instead of init, over other tensors that last, as these begin, and constants",
      ),
    }),
  build: (options, _inputs, { refuse }) => ownTensor(options, (message) => refuse("axes", message)),
});
