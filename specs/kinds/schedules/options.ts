/** Options that several schedules have. */
import type { Fields } from "../../options/fields.ts";

/** How a schedule begins. */
export function warmUp({ number }: Fields) {
  return number("Steps over which the value grows linearly from 0 to what the schedule says", {
    integer: true,
    min: 0,
  }).default(0);
}

/** How long a schedule takes. */
export function duration({ number }: Fields) {
  return number("Steps after which the value is `to`; all steps of the training where it is absent", {
    integer: true,
    min: 1,
  }).optional();
}
