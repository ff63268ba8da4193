/** What is told of losses that do not move. */

import { watchLogged } from "./logged.ts";

/** Steps after which a loss that has always been the same is told. */
const STEPS = 20;

/** Warns once per loss that has had one value, to the bit, in as many steps. */
export function watchStill(
  warn: (message: string) => void,
): (losses: ReadonlyMap<string, number>) => void {
  const seen = new Map<string, { readonly value: number; steps: number }>();
  const moved = new Set<string>();
  return (losses) => {
    for (const [name, value] of losses) {
      if (moved.has(name)) continue;
      const before = seen.get(name);
      if (!before) seen.set(name, { value, steps: 1 });
      else if (before.value !== value) moved.add(name);
      else if (++before.steps === STEPS) {
        moved.add(name);
        warn(
          `Loss "${name}" has been exactly ${value} for ${STEPS} steps: no parameter changes it, ` +
            "or its gradient is 0 wherever the training has been",
        );
      }
    }
  };
}

/** Everything that is told of what steps report. */
export function watchReports(warn: (message: string) => void) {
  return { losses: watchStill(warn), logged: watchLogged(warn) };
}
