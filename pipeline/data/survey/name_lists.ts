/** Finds the lists of videos and of classes in a folder. */
import { basename, join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { collectMistakes } from "../../annotations/mistakes.ts";
import { readNameList } from "../../annotations/name_list.ts";

/** A list, relative to the folder. */
export interface FoundList {
  readonly name: string;
  readonly lines: readonly string[];
}

/** The lists of a folder, the longest first. */
export interface NameLists {
  readonly train: readonly FoundList[];
  readonly test: readonly FoundList[];
  readonly classes: readonly FoundList[];
}

/** What a list of names has bytes of at most. */
const LONGEST = 2 ** 24;

/** Text files of which most lines are videos or classes; of lists of videos the name says the split. */
export async function findLists(
  root: string,
  names: readonly string[],
  isVideo: (line: string) => boolean,
  isClass: (line: string) => boolean,
): Promise<NameLists> {
  const lists: Record<keyof NameLists, FoundList[]> = { train: [], test: [], classes: [] };
  for (const name of names.filter((name) => name.endsWith(".txt"))) {
    if ((await Deno.stat(join(root, name))).size > LONGEST) continue;
    const lines = await linesOf(join(root, name));
    const most = (is: (line: string) => boolean) => 2 * lines.filter(is).length > lines.length;
    if (most(isClass)) lists.classes.push({ name, lines });
    else if (most(isVideo)) {
      const split = splitOf(basename(name));
      if (split) lists[split].push({ name, lines });
    }
  }
  for (const list of Object.values(lists)) list.sort((a, b) => b.lines.length - a.lines.length);
  return lists;
}

/** Which split a name is about. */
export function splitOf(name: string): "train" | "test" | undefined {
  if (/train/i.test(name)) return "train";
  return /test|val|eval/i.test(name) ? "test" : undefined;
}

async function linesOf(path: string): Promise<string[]> {
  try {
    const { names } = await readNameList(path, "name", collectMistakes(""));
    return names.map(({ name }) => name);
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
