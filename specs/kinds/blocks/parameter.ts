/** Block `parameter`: a trainable tensor of its own. */
import { z } from "zod";
import { names, SIZE } from "../../options/fields.ts";
import { block, initialValues } from "./block.ts";

/** Axes whose sizes a batch decides. */
const OF_BATCH = ["B", "T"];

/** A trainable tensor: centres, prototypes, weights of classes. */
export const parameter = block({
  kind: "parameter",
  summary:
    "A trainable tensor of its own; its fan in is the number of values but for the first axis, its fan out but for the second",
  inputs: [],
  options: (fields) =>
    z.strictObject({
      axes: z.record(names, fields.number("Size of the axis", SIZE)).describe(
        "Axes in order with their sizes, such as `{ C: classes, D: 128 }`; none for a single number",
      ),
      init: initialValues(fields),
    }),
  build({ axes, init }, _inputs, { refuse }) {
    const dims = Object.entries(axes).map(([axis, size]) => ({ axis, size, count: size }));
    const wrong = dims.find(({ axis }) => OF_BATCH.includes(axis));
    if (wrong) refuse("axes", `A parameter cannot have axis ${wrong.axis}, whose size a batch decides`);
    const shape = dims.map(({ size }) => size);
    const but = (at: number) => shape.reduce((product, size, i) => i === at ? product : product * size, 1);
    return {
      type: { dims },
      parameters: [{
        name: "values",
        axes: Object.keys(axes),
        shape,
        fanIn: but(0),
        fanOut: but(1),
        init,
      }],
      options: {},
      multiplyAdds: 0,
    };
  },
});
