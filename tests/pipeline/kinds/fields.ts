/** The fields of recipes, for options that are given as they are. */
import { type Choice, VOCABULARY } from "../../../specs/kinds/mod.ts";
import { fields } from "../../../specs/options/fields.ts";

/** Fields that know the language's kinds, and no constants. */
export const FIELDS = fields((text) => {
  throw new RangeError(`"${text}" is no number`);
}, (family) => VOCABULARY[family as Choice]);
