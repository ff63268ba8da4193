/** Blocks that are a tensor of their own: its axes and its initial values. */
import { z } from "zod";
import { type ChosenKind, type Fields, names, SIZE } from "../../options/fields.ts";
import type { Built } from "./block.ts";

/** Axes whose sizes a batch decides. */
const OF_BATCH = ["B", "T"];

/** Option `axes`. */
export function ownAxes(fields: Fields) {
  return z.record(names, fields.number("Size of the axis", SIZE)).describe(
    "Axes in order with their sizes, such as `{ C: classes, D: 128 }`; none for a single number",
  );
}

/** A tensor of these axes, called `values`. Its fan in is the number of values but for the first axis, its fan out but for the second. */
export function ownTensor(
  { axes, init }: { readonly axes: Readonly<Record<string, number>>; readonly init: ChosenKind },
  refuse: (message: string) => never,
): Built {
  const dims = Object.entries(axes).map(([axis, size]) => ({ axis, size, count: size }));
  const wrong = dims.find(({ axis }) => OF_BATCH.includes(axis));
  if (wrong) refuse(`A tensor that lasts cannot have axis ${wrong.axis}, whose size a batch decides`);
  const shape = dims.map(({ size }) => size);
  const but = (at: number) => shape.reduce((product, size, i) => i === at ? product : product * size, 1);
  return {
    type: { dims },
    parameters: [
      { name: "values", axes: Object.keys(axes), shape, fanIn: but(0), fanOut: but(1), init },
    ],
    options: {},
    multiplyAdds: 0,
  };
}
