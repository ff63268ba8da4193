/** A look at what a verb is told, before the engine that it wants is fetched. */
import type { CommandUnknownOpts } from "@commander-js/extra-typings";
import { compileTree } from "../../specs/compile/mod.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { plain, subtree } from "../../specs/load/tree.ts";
import { extensionsOf } from "../../specs/recipe/check/use.ts";
import { isThere, readTextSync } from "../files/reading.ts";
import { isRun } from "../runs/folder.ts";
import { recipeFile } from "./options/names.ts";
import { fromHere } from "./terminal/paths.ts";

/**
 * Whether a verb can begin and wants the engine tensorflow. Mistakes are found as far as that is cheap; the verb tells them.
 *
 * @param walt The command with all verbs; options of the one that is meant are set by this.
 * @param words The verb and what follows.
 */
export function wantsTensorflow(walt: CommandUnknownOpts, words: readonly string[]): boolean {
  try {
    const { verb, rest } = verbOf(walt, words);
    const { operands, unknown } = verb.parseOptions([...rest]);
    const required = verb.registeredArguments.filter((argument) => argument.required);
    if (unknown.some((word) => word !== "--") || operands.length < required.length) return false;
    const { set = [], resume } = verb.opts() as {
      readonly set?: readonly string[];
      readonly resume?: string;
    };
    const stated = set.findLast((each) => each.startsWith("engine="))?.slice("engine=".length).trim();
    if (stated !== undefined && !isTensorflow(stated)) return false;
    if (verb.name() === "run") {
      return resume === undefined ? isWanted(operands[0]!, set) : isRun(fromHere(resume));
    }
    if (verb.name() === "report" && !isRun(fromHere(operands[0]!))) return false;
    const isFound = (named: string) => isThere(fromHere(named)) || isThere(recipeFile(named));
    return operands.every((named) => named !== "" && isFound(named));
  } catch {
    return false;
  }
}

/** Finds a verb, and the one below it where it has some. */
function verbOf(
  command: CommandUnknownOpts,
  words: readonly string[],
): { verb: CommandUnknownOpts; rest: readonly string[] } {
  const [word, ...rest] = words;
  const below = command.commands.find((each) => each.name() === word);
  return below ? verbOf(below, rest) : { verb: command, rest: words };
}

/** Whether a recipe has no mistake and does not name another engine. Extensions are not run: what uses them is not checked. */
function isWanted(named: string, set: readonly string[]): boolean {
  const loaded = loadTree(recipeFile(named), { set, folder: fromHere("."), read: readTextSync });
  if (extensionsOf(loaded.tree).length === 0) return isTensorflow(compileTree(loaded).recipe.engine);
  const engine = subtree(loaded.tree, ["engine"]);
  return engine === undefined || isTensorflow(plain(engine));
}

function isTensorflow(engine: unknown): boolean {
  return engine === "auto" || engine === "tensorflow";
}
