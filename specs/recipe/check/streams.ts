/** Section `inference`: whether it has streams, or classes and proposals of its own. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { entryAt, placeAt, subtree, type Tree } from "../../load/tree.ts";
import { missingKey } from "./wording.ts";

/** What a section has itself that has no streams. */
const OWN = ["classes", "proposals"];

/** Reports keys that say nothing beside others, and those that are missing. */
export function checkStreams(tree: Tree, diagnostics: Diagnostic[]): void {
  const has = (key: string) => subtree(tree, ["inference", key]) !== undefined;
  const keyOf = (key: string) => entryAt(tree, ["inference", key])?.key;
  if (!subtree(tree, ["inference"])) return;
  if (!has("streams")) {
    for (const key of OWN.filter((key) => !has(key))) {
      const path = ["inference", key];
      diagnostics.push(
        missingKey(path, placeAt(tree, path), "add it: a map; or streams, of which each has its own"),
      );
    }
    if (!has("alone")) return;
    diagnostics.push({
      message: "inference.alone is about streams, and there are none",
      place: keyOf("alone"),
      hint: "remove it; where it is inherited, inference: { alone: null }",
    });
    return;
  }
  const streams = subtree(tree, ["inference", "streams"])!;
  if (streams.shape === "map" && streams.entries.size === 1 && has("alone")) {
    const [name] = streams.entries.keys();
    diagnostics.push({
      message:
        `inference.alone is about classes that one of several streams alone has: "${name}" is the only one`,
      place: keyOf("alone"),
      hint: "remove it, or add a stream; where it is inherited, inference: { alone: null }",
    });
  }
  for (const key of OWN.filter(has)) {
    diagnostics.push({
      message: `inference has ${key} beside streams, of which each has its own`,
      place: keyOf(key),
      hint: `remove ${key}, or streams; what is inherited goes by null, inference: { ${key}: null }`,
    });
  }
}
