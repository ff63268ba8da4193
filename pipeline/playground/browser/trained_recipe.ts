/** The recipe that was trained, which need not be the one at hand. */
import { diffRecipes, type ReadRecipe } from "../../../specs/diff/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { listedName } from "./recipe_shelf.ts";

/** A recipe as it was when its training began. */
export interface TrainedRecipe extends ReadRecipe {
  readonly path: string;
}

/** Why what is shown of a training is not of the recipe at hand, of which a mistake leaves no program; empty where it is. */
export function otherThanTrained(
  trained: TrainedRecipe,
  { path, tree, program }: Omit<TrainedRecipe, "program"> & { readonly program?: Program | undefined },
): string {
  const shown = listedName(trained.path);
  if (path !== trained.path) {
    return `What is shown is of recipe ${shown}: ${listedName(path)} was not trained since.`;
  }
  const isSame = program && diffRecipes(trained, { tree, program }).length === 0;
  return isSame ? "" : `Recipe ${shown} was changed since: what is shown is of its text before.`;
}
