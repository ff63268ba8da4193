/** Which folder a run of a sweep has, and how far it is there. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { readTextSync } from "../files/reading.ts";
import { VERSION } from "../version.ts";
import type { Job } from "./job.ts";

/** How far a run folder is: nothing that counts, begun, or finished. */
export type FolderState = "new" | "begun" | "finished";

/**
 * The folder of a run: the first of its name that is of this recipe and this version of walt, or free.
 *
 * @param name As run folders are called.
 */
export function folderOf(out: string, name: string, resolved: string): string {
  for (let n = 1;; n++) {
    const folder = join(out, n === 1 ? name : `${name}-${n}`);
    if (stateOf(folder) === "new" || isOf(folder, resolved)) return folder;
  }
}

/** How far a run folder is. */
export function stateOf(folder: string): FolderState {
  if (existsSync(join(folder, "result.json"))) return "finished";
  return existsSync(join(folder, "recipe.yaml")) || existsSync(join(folder, "checkpoint.json"))
    ? "begun"
    : "new";
}

/** Whether a run folder is of a recipe and of this version. */
function isOf(folder: string, resolved: string): boolean {
  try {
    const { walt } = JSON.parse(readTextSync(join(folder, "environment.json"))) as { walt?: unknown };
    return walt === VERSION && isSame(readTextSync(join(folder, "recipe.yaml")), resolved);
  } catch {
    return false;
  }
}

/** Whether two resolved recipes mean the same; the seed is in the folder's name, where the data lie does not count. */
function isSame(text: string, resolved: string): boolean {
  const [was, wanted] = [text, resolved].map((each) => {
    const { data, training, use: _, ...rest } = parse(each) as Record<string, object>;
    const without = { ...rest, data: { ...data, root: "" }, training: { ...training, seed: 0 } };
    return stringify(without, { sortMapEntries: true });
  });
  return was === wanted;
}

const percent = z.number().nullable();

const resultSchema = z.object({
  average: percent,
  averages: z.record(z.string(), z.number()).nullable().optional(),
  map: z.record(z.string(), z.number()).nullable(),
  classification_map: percent.optional(),
  accuracy: percent.optional(),
  seconds: z.number(),
  steps: z.number(),
});

/** What `result.json` says of a finished run. */
export type RunResult = z.output<typeof resultSchema>;

/** The result of a finished run; undefined where it is not finished or the file is damaged. */
export function resultOf({ folder }: Pick<Job, "folder">): RunResult | undefined {
  try {
    return resultSchema.parse(JSON.parse(readTextSync(join(folder, "result.json"))));
  } catch {
    return undefined;
  }
}
