/** Where each value of a loaded recipe was written. */
import type { Origin } from "../program.ts";
import { type Entry, plain, type Tree } from "../load/tree.ts";

/** The origin of every value below a tree, in its order. A list counts as one value. */
export function originsOf(tree: Tree, path: readonly string[] = []): Origin[] {
  if (tree.shape !== "map") return [];
  return [...tree.entries].flatMap(([name, entry]): Origin[] => {
    const below = [...path, name];
    if (entry.value.shape === "map" && entry.value.entries.size > 0) return originsOf(entry.value, below);
    return [{ path: below.join("."), value: plain(entry.value), ...written(entry) }];
  });
}

function written({ key, introduced }: Entry): Omit<Origin, "path" | "value"> {
  if (key.file !== "--set") return { file: key.file, line: key.line };
  return introduced.file === "--set"
    ? { via: key.source }
    : { file: introduced.file, line: introduced.line, via: key.source };
}
