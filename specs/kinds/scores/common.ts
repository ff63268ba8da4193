/** The options that scores share. */
import type { Fields } from "../../options/fields.ts";

/** How much the score of the class in the whole video adds. */
export function videoWeight({ number }: Fields) {
  return number("Weight of the class's video score, which is added", { min: 0 }).default(0);
}

/** How wide the margins of a segment are. */
export function marginWidth({ number }: Fields) {
  return number("Width of each margin as a part of the segment's length", { min: 0 }).default(0.25);
}
