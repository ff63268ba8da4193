/** The pieces of a YAML text, in order, with where the entries of block maps and lists begin. */
import { type CST, Parser } from "yaml";

/** A piece of text that is not divided. */
export interface Atom {
  /** A type of the concrete syntax of `yaml`, such as "flow-map-start", "comma" or "scalar". */
  readonly type: string;
  /** Where it begins in the text. */
  readonly offset: number;
  readonly source: string;
  /** Columns by which the entry of a block map or list that it begins should be indented; absent where it begins none. */
  readonly indent?: number;
}

/** Columns by which a map or list is indented within another one. */
const STEP = 2;

/** The pieces of a text; undefined where it has several documents, or more than maps, lists, scalars and comments. */
export function atomsOf(text: string): Atom[] | undefined {
  const tokens = [...new Parser().parse(text)];
  const documents = tokens.filter(({ type }) => type === "document");
  if (documents.length > 1) return undefined;
  const atoms: Atom[] = [];
  const known = tokens.every((token) => walk(token, 0, undefined, atoms));
  return known ? atoms : undefined;
}

/** Adds the pieces of a token; false where it is not one of those that a recipe has. */
function walk(token: CST.Token, depth: number, indent: number | undefined, atoms: Atom[]): boolean {
  const inner = (each: CST.Token) => walk(each, depth, undefined, atoms);
  switch (token.type) {
    case "document":
      return token.start.every(inner) && (!token.value || inner(token.value)) &&
        (token.end ?? []).every(inner);
    case "doc-end":
      return push(token, indent, atoms) && (token.end ?? []).every(inner);
    case "doc-start":
    case "comment":
    case "newline":
    case "space":
    case "comma":
    case "anchor":
    case "tag":
    case "map-value-ind":
    case "explicit-key-ind":
    case "seq-item-ind":
    case "flow-map-start":
    case "flow-map-end":
    case "flow-seq-start":
    case "flow-seq-end":
    case "block-scalar-header":
      return push(token, indent, atoms);
    case "alias":
    case "scalar":
    case "single-quoted-scalar":
    case "double-quoted-scalar":
      return push(token, indent, atoms) && (token.end ?? []).every(inner);
    case "block-scalar":
      return token.props.every(inner) && push({ ...token, offset: -1 }, undefined, atoms);
    case "flow-collection":
      return push(token.start, indent, atoms) &&
        token.items.every((item) => walkItem(item, depth, undefined, atoms)) && token.end.every(inner);
    case "block-map":
    case "block-seq":
      return token.items.every((item) => walkItem(item, depth + STEP, depth, atoms));
    default:
      return false;
  }
}

function walkItem(
  { start, key, sep = [], value }: CST.CollectionItem,
  depth: number,
  indent: number | undefined,
  atoms: Atom[],
): boolean {
  const parts = [...start, ...(key ? [key] : []), ...sep, ...(value ? [value] : [])];
  const isSpace = ({ type }: CST.Token) => type === "space" || type === "newline" || type === "comment";
  const first = parts.find((part) => !isSpace(part));
  return parts.every((part) => walk(part, depth, part === first ? indent : undefined, atoms));
}

function push(
  { type, offset, source }: { readonly type: string; readonly offset: number; readonly source: string },
  indent: number | undefined,
  atoms: Atom[],
): boolean {
  atoms.push({ type, offset, source, ...(indent === undefined ? {} : { indent }) });
  return true;
}
