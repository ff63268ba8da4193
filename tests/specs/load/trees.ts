/** Trees for tests. */
import { readDocument } from "../../../specs/load/document.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import type { Tree } from "../../../specs/load/tree.ts";

/** Reads a document that is right. */
export function treeOf(text: string, file = "a.yaml"): Tree {
  const { tree, diagnostics } = readDocument(sourceOf(file, text));
  if (!tree) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return tree;
}
