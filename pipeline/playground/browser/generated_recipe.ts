/** A recipe that trains another one on generated videos. */
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { pathFrom, type RecipeShelf } from "./recipe_shelf.ts";

/** What has the videos that are generated. */
export const GENERATED = "recipes/base/demo_data.yaml";

/** What the part asks of recipes of other data than it was written for. */
const MORE = [
  "",
  "evaluation: { subset: test }\n",
  "features:\n  sources:\n    rgb: { fps: 25, stride: 16 }\n    flow: { fps: 25, stride: 16 }\n",
];

/** The text of a new recipe at `path` that extends others. */
export function extendingText(path: string, name: string, parents: readonly string[]): string {
  const named = parents.map((each) => pathFrom(path, each));
  const list = named.length === 1 ? named[0] : `[${named.join(", ")}]`;
  return `version: 1\nname: ${name}\nextends: ${list}\n\n`;
}

/** The text of a new recipe at `path` that trains `parent` on generated videos; where none is right, one to mend. */
export function generatedText(path: string, name: string, parent: string, shelf: RecipeShelf): string {
  const plain = extendingText(path, name, [parent, GENERATED]);
  const texts = MORE.map((more) => plain + more);
  return texts.find((text) => isRight(path, text, shelf)) ?? plain;
}

function isRight(path: string, text: string, { host }: RecipeShelf): boolean {
  try {
    compileRecipe(path, { read: (file) => file === path ? text : host.read(`/${file}`) });
    return true;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return false;
  }
}
