/** The recipes that the playground starts from. */
import { readTextSync } from "../files/reading.ts";
import { isRecipeText } from "../../specs/editor/file_kind.ts";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";

/** Recipes by their paths, such as `recipes/demo.yaml`, sorted. */
export type Library = Readonly<Record<string, string>>;

/** The recipes below a folder, and the parts that they extend. */
export function readLibrary(folder: string): Library {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".yaml")
  ).sort();
  const read = files.map((file) => [join(basename(folder), file), readTextSync(join(folder, file))] as const);
  return Object.fromEntries(read.filter(([, text]) => isRecipeText(text)));
}
