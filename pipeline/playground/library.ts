/** The recipes that the playground starts from. */
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { isPartText, isRecipeText } from "../../specs/editor/file_kind.ts";
import { loadTree } from "../../specs/load/mod.ts";
import { entryAt } from "../../specs/load/tree.ts";
import { readTextSync } from "../files/reading.ts";

/** What the page knows. */
export interface Library {
  /** Recipes, and the parts that they extend, by their paths, such as `recipes/demo.yaml`, sorted. */
  readonly texts: Readonly<Record<string, string>>;
  /** The paths of those that train on generated videos. */
  readonly generated: readonly string[];
}

/** The recipes below a folder. */
export function readLibrary(folder: string): Library {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".yaml")
  ).sort();
  const read = files.map((file) => [join(basename(folder), file), readTextSync(join(folder, file))] as const);
  const texts = Object.fromEntries(read.filter(([, text]) => isRecipeText(text)));
  const isGenerated = (path: string) => {
    if (isPartText(texts[path]!)) return false;
    const { tree } = loadTree(path, { read: (path) => texts[path]! });
    const kind = entryAt(tree, ["data", "kind"])?.value;
    return kind?.shape === "scalar" && kind.value === "synthetic";
  };
  return { texts, generated: Object.keys(texts).filter(isGenerated) };
}
