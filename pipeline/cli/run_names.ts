/** Run folders as a person names them. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { RUNS, shown } from "./paths.ts";

/** Whether a path is a run folder. */
export function isRun(path: string): boolean {
  return existsSync(join(path, "recipe.yaml")) && existsSync(join(path, "environment.json"));
}

/** The hint for a name that is no run here but is one in `runs/`. */
export function suggestRun(name: string): string | undefined {
  const meant = join(RUNS, basename(name));
  return isRun(meant) ? `did you mean "${shown(meant)}"?` : undefined;
}
