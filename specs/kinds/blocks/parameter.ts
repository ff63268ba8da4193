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
  options: (fields) => z.strictObject({ axes: ownAxes(fields), init: initialValues(fields) }),
  build: (options, _inputs, { refuse }) => ownTensor(options, (message) => refuse("axes", message)),
});
