/** Finds the runs in folders, and what a sweep calls them. */
import { type Dirent, readdirSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { z } from "zod";
import { checkJson } from "../annotations/json/check.ts";
import { readJson } from "../annotations/json/read.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { isFolder, isThere } from "../files/reading.ts";
import { isRun } from "../runs/folder.ts";

/** A run folder that was found. */
export interface FoundRun {
  readonly folder: string;
  /** What a sweep calls its recipe. */
  readonly variant?: string | undefined;
}

/** What a sweep says of its runs. */
const SWEEP = z.object({
  kind: z.literal("walt.sweep"),
  metric: z.string().optional(),
  runs: z.array(z.object({
    variant: z.string(),
    seed: z.int(),
    run: z.string().nullish(),
    state: z.string().optional(),
    message: z.string().default("it did not say why"),
  })),
});

/** A run that a sweep says has failed, and that has no result. */
export interface FailedRun {
  readonly variant: string;
  readonly seed: number;
  /** Why. */
  readonly message: string;
}

/** What is found below some paths. */
export interface FoundRuns {
  /** Each once: those that a sweep lists in its order, others by their names. */
  readonly runs: readonly FoundRun[];
  /** Runs that a sweep lists and that have no folder yet, such as "r_hard=5 seed 2". */
  readonly missing: readonly string[];
  readonly failed: readonly FailedRun[];
  /** What sweeps compare, where all that say it say the same. */
  readonly metric?: string | undefined;
}

/** Folders that are looked into at most: below a home or the root of a disk there may be millions. */
const MOST_FOLDERS = 100_000;

/**
 * Finds run folders: the paths themselves, and all anywhere below them; folders that cannot be read are left out.
 *
 * @param root What the folders of a sweep's runs may be relative to, besides its own.
 * @param most Folders that are looked into.
 * @throws {UserError} When a `sweep.json` cannot be used, and when there are more folders.
 */
export async function findRuns(
  paths: readonly string[],
  root: string,
  most: number = MOST_FOLDERS,
): Promise<FoundRuns> {
  const runs = new Map<string, FoundRun>();
  const listed: SweepRuns[] = [];
  let looked = 0;
  const add = (folder: string, variant?: string) => {
    const real = realpathSync(folder);
    const known = runs.get(real);
    if (!known) runs.set(real, { folder, variant });
    else if (known.variant === undefined) runs.set(real, { ...known, variant });
  };
  async function look(path: string): Promise<void> {
    if (isRun(path)) return add(path);
    if (++looked > most) {
      throw userError(
        `There are more than ${most} folders in ${paths.map((each) => `"${each}"`).join(", ")}`,
        "name the run folders, or a folder that has only these, such as runs",
      );
    }
    const sweep = join(path, "sweep.json");
    if (isThere(sweep)) {
      const found = await runsOfSweep(sweep, root);
      listed.push(found);
      for (const { folder, variant } of found.runs) add(folder, variant);
    }
    for (const name of foldersOf(path)) await look(join(path, name));
  }
  for (const path of paths) await look(path);
  const failed = new Set(listed.flatMap(({ failedFolders }) => failedFolders));
  const metrics = new Set(listed.flatMap(({ metric }) => metric ?? []));
  const [metric] = metrics;
  return {
    runs: [...runs].filter(([real]) => !failed.has(real)).map(([, run]) => run),
    missing: listed.flatMap(({ missing }) => missing),
    failed: listed.flatMap(({ failed }) => failed),
    metric: metrics.size === 1 ? metric : undefined,
  };
}

/** What a sweep lists. */
export interface SweepRuns extends FoundRuns {
  /** The folders of runs that failed, by their real paths. */
  readonly failedFolders: readonly string[];
}

/**
 * The runs of a sweep alone, whatever else lies in its folder.
 *
 * @param file Its `sweep.json`.
 * @throws {UserError} When it cannot be used.
 */
export async function runsOfSweep(file: string, root: string): Promise<SweepRuns> {
  const remedy = "restore the file, or name the run folders themselves";
  const { metric, runs: listed } = checkJson(await readJson(file), SWEEP, remedy);
  const found = { runs: [] as FoundRun[], missing: [] as string[], failed: [] as FailedRun[] };
  const failedFolders: string[] = [];
  for (const { variant, seed, run, state, message } of listed) {
    const folder = run ? folderOf(run, [dirname(file), root]) : undefined;
    // One that was mended and finished by hand has a result.
    if (state === "failed" && !(folder && isThere(join(folder, "result.json")))) {
      found.failed.push({ variant, seed, message });
      if (folder) failedFolders.push(realpathSync(folder));
    } else if (folder === undefined) found.missing.push(`${variant} seed ${seed}`);
    else found.runs.push({ folder, variant });
  }
  return { ...found, metric, failedFolders };
}

function folderOf(run: string, parents: readonly string[]): string | undefined {
  const places = isAbsolute(run) ? [run] : parents.map((parent) => join(parent, run));
  return places.find(isRun);
}

/** Links are followed to runs alone: others may lead back. */
function foldersOf(path: string): string[] {
  return entriesOf(path)
    .filter((entry) => {
      const inner = join(path, entry.name);
      return entry.isDirectory() || (entry.isSymbolicLink() && isFolder(inner) && isRun(inner));
    })
    .map(({ name }) => name).sort();
}

/** What is in a folder; nothing where it cannot be read. */
function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch {
    return [];
  }
}
