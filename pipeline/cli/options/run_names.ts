/** Run folders as a person names them. */
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { nearest } from "../../../specs/diagnostics/suggest.ts";
import { foldersIn } from "./near_files.ts";
import { RUNS, shown } from "../terminal/paths.ts";

/** Whether a path is a run folder. */
export function isRun(path: string): boolean {
  return existsSync(join(path, "recipe.yaml")) && existsSync(join(path, "environment.json"));
}

/** The hint for a name that is no run here but is, or is near to, one in `runs/`. */
export function suggestRun(name: string): string | undefined {
  const runs = foldersIn(RUNS).filter((each) => isRun(join(RUNS, each)));
  const meant = runs.find((each) => each === basename(name)) ?? nearest(basename(name), runs);
  return meant === undefined ? undefined : `did you mean "${shown(join(RUNS, meant))}"?`;
}
