/** From the runs that were found to groups that can be compared. */
import { join } from "node:path";
import { loadTree } from "../../specs/load/mod.ts";
import type { FoundRuns } from "../comparison/find_runs.ts";
import { readScoredRun } from "../comparison/finished_runs.ts";
import { type GroupRecipe, groupRuns, type NamedRun } from "../comparison/groups.ts";
import { readTextSync } from "../files/reading.ts";
import { PROTOCOL_RUNS } from "../kinds/protocols/mod.ts";
import type { ComparedRuns } from "./comparison_notes.ts";
import { compileLoaded } from "./load.ts";
import { toPaste } from "./terminal/paths.ts";

/** Groups, and the runs that are in none. */
export type FoundGroups = Pick<ComparedRuns, "groups" | "unfinished" | "unscored" | "repeated" | "failed">;

/**
 * Reads and groups the runs that were found.
 *
 * @throws {UserError} When a file of a run cannot be used.
 */
export async function groupedRuns({ runs, missing, failed }: FoundRuns): Promise<FoundGroups> {
  const left = { unfinished: [...missing], unscored: [] as string[] };
  const scored: NamedRun[] = [];
  for (const { folder, variant } of runs) {
    const run = await readScoredRun(folder);
    if (typeof run === "string") left[run].push(toPaste(folder));
    else scored.push({ ...run, variant });
  }
  return { ...await groupRuns(scored, readRecipe), ...left, failed };
}

async function readRecipe(folder: string): Promise<GroupRecipe> {
  const loaded = loadTree(join(folder, "recipe.yaml"), { read: readTextSync });
  const { program, language } = await compileLoaded(loaded);
  return { tree: loaded.tree, program, protocols: language?.kinds.protocols ?? PROTOCOL_RUNS };
}
