/** A parsed YAML document to a tree with places. What the language has no use for is refused. */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  Scalar,
  type YAMLMap,
} from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Source } from "./source.ts";
import { spotter } from "./spot.ts";
import type { Entry, Tree } from "./tree.ts";
import { type Unquoted, unquotedAt } from "./unquoted.ts";

/** Levels of nesting that a recipe may have; more is a mistake or an attack. */
const DEEPEST = 64;
/** Values that a document may expand to through its aliases. */
const MOST = 100_000;

/** Converts a document; the tree is absent where something in it is refused. */
export function convertDocument(
  document: Document,
  source: Source,
): { readonly tree?: Tree; readonly diagnostics: readonly Diagnostic[] } {
  const converter: Converter = { source, diagnostics: [], values: 0, anchors: new Map(), expanding: 0 };
  const tree = convert(document.contents as Node, converter, 0);
  return converter.diagnostics.length > 0
    ? { diagnostics: converter.diagnostics }
    : { tree, diagnostics: [] };
}

interface Converter {
  readonly source: Source;
  readonly diagnostics: Diagnostic[];
  /** Values converted so far. */
  values: number;
  /** What each anchor names so far. */
  readonly anchors: Map<string, Node>;
  /** Aliases that are being replaced by what they stand for. */
  expanding: number;
}

function convert(node: Node, converter: Converter, depth: number): Tree {
  const { source, anchors } = converter;
  const [start, end] = node.range ?? [0, 0];
  const place = source.place(start, end - start);
  const refuse = (message: string, hint?: string): Tree => {
    converter.diagnostics.push({ message, place, hint });
    return { shape: "scalar", place, value: null, spot: () => place };
  };
  if (depth > DEEPEST) return refuse(`A recipe is nested at most ${DEEPEST} levels deep`);
  if (++converter.values > MOST) {
    return converter.values === MOST + 1 ? refuse(`A recipe has at most ${MOST} values`) : nothing(place);
  }
  if (isAlias(node)) {
    const target = anchors.get(node.source);
    if (!target) return refuse(`Unknown anchor "${node.source}"`, "an anchor &name must come before *name");
    converter.expanding++;
    const tree = { ...convert(target, converter, depth + 1), place };
    converter.expanding--;
    return tree;
  }
  if (node.anchor && converter.expanding === 0) anchors.set(node.anchor, node);
  if (node.tag) {
    return refuse(
      `A recipe has no tags: found "${node.tag.replace("tag:yaml.org,2002:", "!!")}"`,
      "quote a value to make it text",
    );
  }
  if (isMap(node)) return { shape: "map", place, entries: convertEntries(node, converter, depth) };
  if (isSeq(node)) {
    return {
      shape: "list",
      place,
      items: node.items.map((item) => convert(item as Node, converter, depth + 1)),
    };
  }
  const { value } = node as Scalar<string | number | boolean | null>;
  return { shape: "scalar", place, value, spot: spotter(node as Scalar, source, place) };
}

function convertEntries(
  { items: pairs, flow: isWithinBraces }: YAMLMap,
  converter: Converter,
  depth: number,
): Map<string, Entry> {
  const { source, diagnostics } = converter;
  const entries = new Map<string, Entry>();
  let cut: Unquoted | undefined;
  for (const pair of pairs) {
    if (!isPair(pair)) continue;
    const [from, to] = (pair.key as Node | null)?.range ?? [0, 0];
    if (cut && from < cut.end) continue;
    cut = isWithinBraces ? cutValue(pair, source) : undefined;
    if (cut) {
      diagnostics.push(cut.diagnostic);
      continue;
    }
    const key = source.place(from, to - from);
    const name = isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value) : undefined;
    if (name === undefined || name === "__proto__") {
      diagnostics.push({ message: "A key must be a word", place: key, hint: "write name: value" });
    } else if (entries.has(name)) {
      const first = `it stands at line ${entries.get(name)!.key.line} already`;
      diagnostics.push({ message: `Key "${name}" is given twice`, place: key, hint: first });
    } else if (!pair.value || (isScalar(pair.value) && pair.value.source === "" && isNull(pair.value))) {
      diagnostics.push({
        message: `Missing value of "${name}"`,
        place: key,
        hint: "write null to remove it, {} for an empty map",
      });
    } else {
      const value = convert(pair.value as Node, converter, depth + 1);
      entries.set(name, { key, introduced: key, value });
    }
  }
  return entries;
}

/** A value within braces that a comma cuts. */
function cutValue({ key, value }: Pair, source: Source): Unquoted | undefined {
  if (!isScalar(key) || !isScalar(value) || value.type !== Scalar.PLAIN || !value.range) return undefined;
  const { source: text = "" } = value;
  const isCut = text.split("(").length > text.split(")").length;
  return isCut ? unquotedAt(source, String(key.value), value.range[0]) : undefined;
}

function isNull(node: Scalar): boolean {
  return node.value === null;
}

function nothing(place: Tree["place"]): Tree {
  return { shape: "scalar", place, value: null, spot: () => place };
}
