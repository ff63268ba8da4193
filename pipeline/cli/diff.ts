/** `diff`: what two recipes, or the recipes of two runs, do not share. */
import { join } from "node:path";
import { stringify } from "yaml";
import {
  type Difference,
  diffRecipes,
  isReordered,
  patchOf,
  type ReadRecipe,
  statedText,
} from "../../specs/diff/mod.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { isFolder, readTextSync } from "../files/reading.ts";
import { compileLoaded } from "./load.ts";
import { isRun } from "../runs/folder.ts";
import { parentName, recipeFile } from "./options/names.ts";
import { columns } from "./terminal/columns.ts";
import { fromHere, toPaste } from "./terminal/paths.ts";
import { printJson, printOut } from "./terminal/print.ts";

/** Options of `diff`. */
export interface DiffOptions {
  /** Overrides `path=value` of the second recipe. */
  readonly set: readonly string[];
  /** Prints one line of JSON instead of text. */
  readonly json?: boolean | undefined;
  /** Prints a recipe that extends the first one and means the second. */
  readonly asRecipe?: boolean | undefined;
}

/** Prints every difference of two recipes, section by section; 0, as mistakes are thrown. */
export async function diffCommand(
  first: string,
  second: string,
  { set, json, asRecipe }: DiffOptions,
): Promise<number> {
  const was = await compared(first, []);
  const now = await compared(second, set);
  const differences = diffRecipes(was, now);
  if (asRecipe) printOut(recipeLines(was, now, differences));
  else if (json) {
    printJson({
      was: headingOf(was),
      now: headingOf(now),
      differences: differences.map(({ path, ...values }) => ({ path: path.join("."), ...values })),
    });
  } else printOut(differenceLines(was, now, differences));
  return 0;
}

async function compared(named: string, set: readonly string[]): Promise<ReadRecipe> {
  const path = fromHere(named);
  const file = isFolder(path) && isRun(path) ? join(path, "recipe.yaml") : recipeFile(named);
  const loaded = loadTree(file, { set, folder: fromHere("."), cwd: Deno.cwd(), read: readTextSync });
  const { program } = await compileLoaded(loaded);
  return { tree: loaded.tree, program };
}

function headingOf({ program: { recipe, file } }: ReadRecipe) {
  return { name: recipe.name, file };
}

function differenceLines(was: ReadRecipe, now: ReadRecipe, differences: readonly Difference[]): string[] {
  const names = [["-", was], ["+", now]] as const;
  const sections = Map.groupBy(differences, ({ path }) => path[0]!);
  return [
    ...columns(names.map(([sign, { program: { recipe, file } }]) => [sign, recipe.name, file])),
    ...[...sections].flatMap(([section, found]) => ["", section, ...found.flatMap(entryLines)]),
    ...(differences.length === 0 ? ["", "Names aside, both mean the same"] : []),
  ];
}

function entryLines({ path, was, now }: Difference): string[] {
  const signed = ([["-", was], ["+", now]] as const).flatMap(([sign, stated]) =>
    stated ? [[sign, statedText(stated), stated.from]] : []
  );
  const name = path.slice(1).join(".");
  return [...(name === "" ? [] : [`  ${name}`]), ...columns(signed).map((line) => `    ${line}`)];
}

function recipeLines(was: ReadRecipe, now: ReadRecipe, differences: readonly Difference[]): string[] {
  if (differences.some(isReordered)) {
    throw userError(
      "The sources of both recipes stand in different orders, and no recipe that extends another changes an order",
      `start from a copy of "${toPaste(now.program.file)}"`,
    );
  }
  const { name, description } = now.program.recipe;
  return stringify({
    version: 1,
    name,
    ...(description === "" ? {} : { description }),
    extends: parentName(was.program.file, toPaste),
    ...patchOf(differences),
  }, { lineWidth: 0 }).trimEnd().split("\n");
}
