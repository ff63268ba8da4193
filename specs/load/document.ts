/** YAML text to a tree with places. YAML 1.2, core schema: no merge keys, no `yes`/`off`; duplicate keys are errors. */
import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from "yaml";
import type { Diagnostic } from "../diagnostics.ts";
import type { Source } from "./source.ts";
import type { Entry, Tree } from "./tree.ts";

/** What reading a document gives: a tree unless the text is not YAML, and every mistake found. */
export interface ReadDocument {
  readonly tree?: Tree;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads one YAML document. */
export function readDocument(source: Source): ReadDocument {
  const document = parseDocument(source.text, { lineCounter: new LineCounter(), prettyErrors: false });
  const diagnostics = document.errors.map(({ pos, message }): Diagnostic => ({
    message: `Cannot read YAML: ${message.replace(/\.$/, "")}`,
    place: source.place(pos[0], Math.max(1, pos[1] - pos[0])),
    hint: "fix the syntax; later mistakes are reported after that",
  }));
  if (diagnostics.length > 0) return { diagnostics };
  if (!document.contents) {
    return { tree: emptyMap(source), diagnostics };
  }
  return { tree: convert(document.contents, source, document), diagnostics };
}

function emptyMap(source: Source): Tree {
  return { shape: "map", place: source.place(0, 1), entries: new Map() };
}

function convert(node: Node, source: Source, document: Document): Tree {
  if (isAlias(node)) return convert(node.resolve(document)!, source, document);
  const [start, end] = node.range ?? [0, 0];
  const place = source.place(start, end - start);
  if (isMap(node)) {
    const entries = new Map<string, Entry>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isScalar(pair.key)) continue;
      const [from, to] = pair.key.range ?? [start, start];
      const key = source.place(from, to - from);
      const value = pair.value ? convert(pair.value as Node, source, document) : nothing(source, to);
      entries.set(String(pair.key.value), { key, introduced: key, value });
    }
    return { shape: "map", place, entries };
  }
  if (isSeq(node)) {
    return { shape: "list", place, items: node.items.map((item) => convert(item as Node, source, document)) };
  }
  const value = isScalar(node) ? node.value as string | number | boolean | null : null;
  const characters = typeof value === "string" ? align(value, source.text, start, end) : undefined;
  return {
    shape: "scalar",
    place,
    value: typeof value === "bigint" ? Number(value) : value,
    spot(offset, length) {
      if (!characters) return place;
      const from = characters[Math.min(offset, characters.length - 1)] ?? start;
      const to = characters[Math.min(offset + length - 1, characters.length - 1)] ?? from;
      return source.place(from, to - from + 1);
    },
  };
}

function nothing(source: Source, offset: number): Tree {
  const place = source.place(Math.max(0, offset - 1), 1);
  return { shape: "scalar", place, value: null, spot: () => place };
}

/** The source offset of every character of a value: quotes, line breaks and indentation lie between. */
function align(value: string, text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let at = start;
  for (const character of value) {
    const wanted = /\s/.test(character) ? /\s/ : undefined;
    let found = at;
    while (found < end && !(wanted ? wanted.test(text[found]!) : text[found] === character)) found++;
    if (found < end) at = found + 1;
    for (let i = 0; i < character.length; i++) offsets.push(Math.min(found, end - 1));
  }
  return offsets;
}
