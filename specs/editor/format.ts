/** Formats a recipe: spaces, indentation and empty lines. Lines stay lines, and comments stay where they are. */
import { isAlias, isCollection, isScalar, parseDocument, visit } from "yaml";
import { type Atom, atomsOf } from "./format_atoms.ts";

/** A recipe as it should be laid out, or why it stays as it is. */
export type Formatted = { readonly formatted: string } | {
  readonly refused: string;
  /** Whether a person sees the reason in the text already. */
  readonly isTold?: boolean;
};

/**
 * Lays out a recipe: two spaces for each level, `{ a: 1 }`, `[a, b]`, one empty line at most. It means the same: every value is
 * compared.
 */
export function formatRecipe(marked: string): Formatted {
  const mark = marked.startsWith("\ufeff") ? "\ufeff" : "";
  const text = marked.slice(mark.length);
  const meant = meaningOf(text);
  if (meant === undefined) return { refused: "its YAML has mistakes", isTold: true };
  const unix = text.replaceAll("\r\n", "\n");
  const atoms = atomsOf(unix);
  if (!atoms) return { refused: "it has YAML that recipes have no use for, such as directives" };
  const laidOut = withoutSpareLines(indent(linesOf(atoms, unix))).map((line) => `${line}\n`).join("");
  const formatted = unix === text ? laidOut : laidOut.replaceAll("\n", "\r\n");
  return meaningOf(formatted) === meant && isSame(atoms, atomsOf(laidOut))
    ? { formatted: mark + formatted }
    : { refused: "laid out, it would mean something else" };
}

/** All values of a text in order, as text; undefined where it is no YAML. */
function meaningOf(text: string): string | undefined {
  const document = parseDocument(text, { prettyErrors: false, uniqueKeys: false });
  if (document.errors.length > 0) return undefined;
  const values: unknown[] = [];
  visit(document, {
    Node: (_, node) => {
      const name = isAlias(node) ? node.source : [node.anchor, node.tag];
      const shape = isScalar(node) ? String(node.value) : isCollection(node) ? node.items.length : "";
      values.push([name, shape]);
    },
  });
  return JSON.stringify(values);
}

/** A line: its pieces, of which the last may go on over several lines. */
interface Line {
  readonly atoms: readonly Atom[];
  /** Columns before its first piece in the text. */
  readonly column: number;
}

function linesOf(atoms: readonly Atom[], text: string): Line[] {
  const lines: Atom[][] = [[]];
  for (const atom of atoms) {
    if (atom.type === "newline") lines.push([]);
    else if (atom.type === "block-scalar") {
      if (atom.source === "") continue;
      // Its text is below its header, and has the ends of its lines within it.
      lines.pop();
      const header = lines.at(-1)!.find(({ type }) => type === "block-scalar-header")!;
      const { text, below } = blockOf(atom.source, header.source);
      if (text !== undefined) lines.at(-1)!.push({ ...atom, source: `\n${text}` });
      lines.push(...Array.from({ length: below }, () => []), []);
    } else if (atom.type !== "space") lines.at(-1)!.push(atom);
  }
  return lines.map((line) => {
    const at = line[0]?.offset ?? 0;
    return { atoms: line, column: at - (text.lastIndexOf("\n", at - 1) + 1) };
  });
}

/** The text of a block without the lines below it that are no part of it, and how many these are. */
function blockOf(source: string, header: string): { readonly text?: string; readonly below: number } {
  const lines = source.replace(/\n$/, "").split("\n");
  const all = lines.length;
  const depth = depthOf(source, header);
  while (!header.includes("+") && lines.length > 0 && isEmpty(lines.at(-1)!, depth)) lines.pop();
  return { ...(lines.length > 0 ? { text: lines.join("\n") } : {}), below: all - lines.length };
}

/** Columns before the text of a block; 0 where its header states them, beside which a line may have any number more. */
function depthOf(source: string, header: string): number {
  if (/\d/.test(header)) return 0;
  const full = source.split("\n").find((line) => /[^ ]/.test(line));
  return full === undefined ? Infinity : /^ */.exec(full)![0].length;
}

/** Whether a line of a block is empty: more spaces than the block is indented by are text. */
function isEmpty(line: string, depth: number): boolean {
  return !/[^ ]/.test(line) && line.length <= depth;
}

/** The lines with their new indentation. */
function indent(lines: readonly Line[]): string[] {
  const moves = movesOf(lines);
  return lines.map(({ atoms, column }, i) => {
    const move = moves[i]!;
    const header = atoms.find(({ type }) => type === "block-scalar-header")?.source ?? "";
    const inner = atoms.map((atom) => ({
      ...atom,
      source: atom.type === "block-scalar"
        ? shiftBlock(atom.source, move, depthOf(atom.source, header))
        : shift(atom.type === "comment" ? atom.source.trimEnd() : atom.source, move),
    }));
    return atoms.length === 0 ? "" : " ".repeat(Math.max(0, column + move)) + joined(inner);
  });
}

/** By how many columns each line moves: as its entry does; a comment as the entry below it where it stands in its column. */
function movesOf(lines: readonly Line[]): number[] {
  const own = lines.map(({ atoms: [first], column }) =>
    first?.indent === undefined ? undefined : first.indent - column
  );
  let before = 0;
  return lines.map(({ atoms: [first], column }, i) => {
    if (own[i] !== undefined) return before = own[i];
    if (first?.type !== "comment") return before;
    const next = lines.findIndex((line, at) =>
      at > i && line.atoms.length > 0 && line.atoms[0]!.type !== "comment"
    );
    const follows = next >= 0 && lines[next]!.column === column ? own[next] : undefined;
    return follows ?? before;
  });
}

/** A piece whose lines after the first move. Spaces at their starts mean nothing. */
function shift(source: string, move: number): string {
  const [first, ...rest] = source.split("\n");
  return [first, ...rest.map((line) => line.trim() === "" ? "" : moved(line, move))].join("\n");
}

/** A block text whose lines move. */
function shiftBlock(source: string, move: number, depth: number): string {
  return source.split("\n").map((line) => isEmpty(line, depth) ? "" : moved(line, move)).join("\n");
}

function moved(line: string, move: number): string {
  return move >= 0 ? " ".repeat(move) + line : line.slice(Math.min(-move, /^\s*/.exec(line)![0].length));
}

/** The pieces of a line with the spaces that belong between them. */
function joined(atoms: readonly Atom[]): string {
  return atoms.map((atom, i) => (i === 0 ? "" : gap(atoms[i - 1]!, atom)) + atom.source).join("");
}

const OPENING = ["flow-map-start", "flow-seq-start"];
const CLOSING = ["flow-map-end", "flow-seq-end"];
const SPACED = ["comma", "map-value-ind", "seq-item-ind", "explicit-key-ind", "anchor", "tag", "doc-start"];

function gap(before: Atom, after: Atom): string {
  if (after.type === "comment") return " ";
  if (OPENING.includes(before.type) && CLOSING.includes(after.type)) return "";
  if (before.type === "flow-seq-start" || after.type === "flow-seq-end" || after.type === "comma") return "";
  if (before.type === "flow-map-start" || after.type === "flow-map-end") return " ";
  if (after.type === "map-value-ind") {
    return before.type === "alias" || SPACED.includes(before.type) ? " " : "";
  }
  return SPACED.includes(before.type) || before.type === "alias" ? " " : "";
}

/** One empty line at most between others, none at the start and at the end. */
function withoutSpareLines(lines: readonly string[]): string[] {
  const kept = lines.filter((line, i) => line !== "" || (i > 0 && lines[i - 1] !== ""));
  while (kept[0] === "") kept.shift();
  while (kept.at(-1) === "") kept.pop();
  return kept;
}

/** Whether two texts have the same pieces, spaces aside, in entries of the same depth. */
function isSame(was: readonly Atom[], now: readonly Atom[] | undefined): boolean {
  const solid = (atoms: readonly Atom[]) =>
    atoms.filter(({ type }) => type !== "space" && type !== "newline")
      .map(({ type, source, indent }) => [
        type,
        indent,
        source.split("\n").map((line) => line.trim()).join("\n").trimEnd(),
      ]);
  return now !== undefined && JSON.stringify(solid(was)) === JSON.stringify(solid(now));
}
