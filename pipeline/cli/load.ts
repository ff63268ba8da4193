/** The recipe that a command line names. */
import { compileRecipe } from "../../specs/compile/mod.ts";
import type { Program } from "../../specs/program.ts";
import { fromHere } from "./paths.ts";

/**
 * Loads, checks and compiles a recipe; the paths in it and in overrides become paths that this process reaches.
 *
 * @throws {UserError} With every mistake of the recipe.
 */
export function loadProgram(recipe: string, set: readonly string[]): Program {
  return compileRecipe(fromHere(recipe), { set, folder: fromHere("."), read: Deno.readTextFileSync });
}
