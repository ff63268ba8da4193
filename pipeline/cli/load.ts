/** The recipe that a command line names. */
import { extensionsOf } from "../../specs/recipe/check/use.ts";
import { compileTree } from "../../specs/compile/mod.ts";
import { type Place, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { type LoadedTree, type LoadOptions, loadTree } from "../../specs/load/mod.ts";
import type { Language } from "../language.ts";
import type { Program } from "../../specs/program.ts";
import { readTextSync } from "../files/reading.ts";
import { fromHere } from "./terminal/paths.ts";
import { recipeFile } from "./options/names.ts";
import { later } from "./later.ts";

/**
 * Loads, checks and compiles a recipe; the paths in it and in overrides become paths that this process reaches.
 *
 * @throws {UserError} With every mistake of the recipe.
 */
export async function loadProgram(recipe: string, set: readonly string[]): Promise<Loaded> {
  return await compileFile(recipeFile(recipe), { set, folder: fromHere("."), read: readTextSync });
}

/** A recipe, compiled. */
export interface Loaded {
  /** With its files and places. */
  readonly loaded: LoadedTree;
  readonly program: Program;
  /** What it may use; undefined where that is the language without extensions. */
  readonly language: Language | undefined;
}

/** Loads and compiles a recipe file. */
export function compileFile(file: string, options: LoadOptions): Promise<Loaded> {
  return compileLoaded(loadTree(file, options));
}

/** Compiles a recipe after loading the extension files that it names; only these need TensorFlow.js. */
export async function compileLoaded(loaded: LoadedTree): Promise<Loaded> {
  const language = await languageOf(loaded);
  return { loaded, program: compileTree(loaded, language?.vocabulary), language };
}

/**
 * The language with the extension files that a recipe names; undefined where it names none.
 *
 * @throws {UserError} Where one cannot be loaded.
 */
export async function languageOf(loaded: LoadedTree): Promise<Language | undefined> {
  let language: Language | undefined;
  for (const { path, place } of extensionsOf(loaded.tree)) language = await loadPlaced(path, place, language);
  return language;
}

/** Loads an extension; a mistake that has no place of its own is told where the recipe names the file. */
async function loadPlaced(path: string, place: Place, language: Language | undefined): Promise<Language> {
  const { loadExtensions } = await later<typeof import("../extensions/load.ts")>("../extensions/load.ts");
  const { watchImport } = await later<typeof import("./extension_watch.ts")>("./extension_watch.ts");
  using _ = watchImport(path, place);
  try {
    return await loadExtensions([path], language);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(
      error.heading,
      error.diagnostics.map((each) => ({ ...each, place: each.place ?? place })),
    );
  }
}
