/** How target `inner` runs. */
import { inner as spec } from "../../../specs/kinds/targets/inner.ts";
import { kindRun } from "../kind.ts";
import type { Target } from "./target.ts";

/** `[s, s + scale d]` and `[e - scale d, e]` of every instance `[s, e]` with `d = e - s`. */
export const inner = kindRun(spec, (): Target => ({
  scaled: true,
  spans: ({ instances }, scale) =>
    instances.flatMap(({ start, end }) => {
      const width = scale * (end - start);
      return [{ start, end: Math.min(end, start + width) }, { start: Math.max(start, end - width), end }];
    }),
}));
