/** What is told of logged values that JSON cannot hold. */

/** Warns once per name of a value that is not finite, which stands as null in `metrics.jsonl`. */
export function watchLogged(
  warn: (message: string) => void,
): (step: number, logged: ReadonlyMap<string, number>) => void {
  const told = new Set<string>();
  return (step, logged) => {
    for (const [name, value] of logged) {
      if (Number.isFinite(value) || told.has(name)) continue;
      told.add(name);
      warn(
        `Logged value "${name}" is ${value} at step ${step}: it stands as null in metrics.jsonl, there and at every later such step`,
      );
    }
  };
}
