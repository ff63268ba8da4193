/** An entry of section `define`: a macro, or a module where its steps hold blocks. */
import { z } from "zod";
import { type Fields, names } from "../options/fields.ts";

/** Stands for any axes before those that an input names. */
export const OPEN_AXES = "..";

const axes = z.array(z.string().regex(/^([A-Za-z_]\w*|\.\.)$/, "use letters, digits and _, no digit first"))
  .refine((axes) => axes.lastIndexOf(OPEN_AXES) <= 0, `must have ${OPEN_AXES} before the axes that it names`);

/** The schema of a macro. */
export function macro({ number }: Fields) {
  return z.strictObject({
    inputs: z.record(names, axes).describe(
      "Inputs with their axes, such as query: [B, K, D]; `..` stands for any axes before the others, as in [.., D]",
    ),
    options: z.record(names, number("The default")).default({}).describe("Numbers with their defaults"),
    steps: z.record(names, z.union([z.string(), z.looseObject({ kind: z.string() })])).default({}).describe(
      "Named expressions over inputs, options, constants and other steps, or blocks; one with blocks is a module",
    ),
    result: z.string().describe("The expression whose value it has"),
  });
}
