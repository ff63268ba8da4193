/** Where a person types in a recipe whose YAML may be half written. */
import { isMap, isPair, isScalar, isSeq, type Node, type Pair, parseDocument, visit } from "yaml";

/** Where the cursor stands. */
export interface Cursor {
  /** Whether a key of the map at the path is typed, or the value at the path. */
  readonly is: "key" | "value";
  readonly path: readonly string[];
  /** The text of the key or value before the cursor. */
  readonly before: string;
  /** Whether the value stands on the line of its key. */
  readonly isBesideKey: boolean;
  /** The document as plain data, as far as it can be read, without what is typed. */
  readonly recipe: unknown;
  /** Offsets of the word around the cursor. */
  readonly word: { readonly from: number; readonly to: number };
}

/** Stands where the cursor does, so that it is found in what the text becomes. */
const MARK = "qqcursorqq";

/** Finds out where an offset lies; undefined within a comment, or where nothing can be made of the text. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  const end = text.indexOf("\n", offset) < 0 ? text.length : text.indexOf("\n", offset);
  const [head, tail] = [text.slice(start, offset), text.slice(offset, end)];
  if (/(^|\s)#/.test(head)) return undefined;
  const from = offset - /[\w.]*$/.exec(head)![0].length;
  const to = offset + /^\w*/.exec(tail)![0].length;
  // A word alone on its line is the beginning of a key, unless it is all that its key has.
  const isAlone = /^[ ]*[\w.]*$/.test(head) && /^\w*\s*$/.test(tail);
  const marked = `${text.slice(0, offset)}${MARK}${
    isAlone ? text.slice(offset, to) + ":" : text.slice(offset, to)
  }${text.slice(to)}`;
  const document = parseDocument(marked, { uniqueKeys: false, prettyErrors: false });
  let found: Omit<Cursor, "recipe" | "word"> | undefined;
  visit(document, {
    Scalar(role, node, ancestors) {
      const value = String(node.value);
      const at = value.indexOf(MARK);
      if (at < 0) return undefined;
      const isKey = role === "key";
      found = {
        is: isKey ? "key" : "value",
        path: pathOf(isKey ? ancestors.slice(0, -1) : ancestors, node),
        before: value.slice(0, at),
        isBesideKey: !isKey && !/^\s*[\w.]*$/.test(head),
      };
      return visit.BREAK;
    },
  });
  return found && { ...found, recipe: plainOf(document.contents), word: { from, to } };
}

/** The keys and positions that lead to a node. */
function pathOf(ancestors: readonly unknown[], node: Node): string[] {
  const nodes = [...ancestors, node];
  return nodes.flatMap((each, i) => {
    if (isPair(each)) return keyOf(each);
    if (isSeq(each)) return String(each.items.indexOf(nodes[i + 1] as Node));
    return [];
  });
}

function keyOf({ key }: Pair): string[] {
  return isScalar(key) ? [String(key.value)] : [];
}

/** A node as plain data without the key or value that holds the mark, and without what aliases stand for. */
function plainOf(node: unknown): unknown {
  if (isSeq(node)) return node.items.map(plainOf);
  if (isScalar(node)) return isMarked(node) ? undefined : node.value;
  if (!isMap(node)) return undefined;
  const pairs = node.items.filter(({ key, value }) => !isMarked(key) && !isMarked(value));
  return Object.fromEntries(pairs.flatMap((pair) => keyOf(pair).map((key) => [key, plainOf(pair.value)])));
}

function isMarked(node: unknown): boolean {
  return isScalar(node) && String(node.value).includes(MARK);
}
