/** Section `losses`: the weighted terms whose sum is trained. */
import { z } from "zod";
import type { Fields } from "../options/fields.ts";

/** The schema of a loss that is written as an expression. */
export function expressionLoss(fields: Fields) {
  return z.strictObject({
    expression: z.string().describe("A scalar expression over the recipe's signals"),
    weight: lossWeight(fields).default(1),
  });
}

/** The schema of a loss's weight. */
export function lossWeight({ scheduled }: Fields) {
  return scheduled("Factor of this term in the total; 0 leaves it out of training");
}
