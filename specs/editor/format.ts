/** Formats a recipe: spaces, indentation and empty lines. Lines stay lines, and comments stay where they are. */
import { readDocument } from "../load/document.ts";
import { sourceOf } from "../load/source.ts";
import { type Atom, atomsOf } from "./format_atoms.ts";

/**
 * A recipe as it should be laid out: two spaces for each level, `{ a: 1 }`, `[a, b]`, one empty line at most. It means the
 * same. Undefined where it cannot be laid out: its YAML is wrong or holds what recipes have no use for, such as tabs.
 */
export function formatRecipe(text: string): string | undefined {
  if (!readDocument(sourceOf("", text)).tree || /[\t\ufeff]/.test(text)) return undefined;
  const atoms = atomsOf(text);
  if (!atoms) return undefined;
  const lines = linesOf(atoms, text);
  const indented = indent(lines);
  if (!indented) return undefined;
  const formatted = `${withoutSpareLines(indented).join("\n")}\n`;
  return isSame(atoms, atomsOf(formatted)) ? formatted : undefined;
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
      // Its text is below its header, and has the ends of its lines within it.
      lines.pop();
      lines.at(-1)!.push({ ...atom, source: `\n${atom.source.replace(/\n$/, "")}` });
      lines.push([]);
    } else if (atom.type !== "space") lines.at(-1)!.push(atom);
  }
  return lines.map((line) => {
    const at = line[0]?.offset ?? 0;
    return { atoms: line, column: at - (text.lastIndexOf("\n", at - 1) + 1) };
  });
}

/** The lines with their new indentation; undefined where a scalar of several lines has no room for it. */
function indent(lines: readonly Line[]): string[] | undefined {
  const moves = movesOf(lines);
  const shifted = lines.map(({ atoms, column }, i) => {
    const move = moves[i]!;
    const inner = atoms.map((atom) => ({ ...atom, source: shift(atom.source, move) }));
    if (inner.some(({ source }) => source === undefined)) return undefined;
    return atoms.length === 0 ? "" : " ".repeat(Math.max(0, column + move)) + joined(inner as Atom[]);
  });
  return shifted.every((line) => line !== undefined) ? shifted : undefined;
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

/** A piece whose lines after the first move; undefined where one would move to before the line. */
function shift(source: string, move: number): string | undefined {
  const [first, ...rest] = source.split("\n");
  const moved = rest.map((line) => {
    if (line.trim() === "") return "";
    if (move >= 0) return " ".repeat(move) + line;
    return line.startsWith(" ".repeat(-move)) ? line.slice(-move) : undefined;
  });
  return moved.includes(undefined) ? undefined : [first, ...moved].join("\n");
}

/** The pieces of a line with the spaces that belong between them. */
function joined(atoms: readonly Atom[]): string {
  return atoms.map((atom, i) => (i === 0 ? "" : gap(atoms[i - 1]!, atom)) + atom.source).join("").trimEnd();
}

const OPENING = ["flow-map-start", "flow-seq-start"];
const CLOSING = ["flow-map-end", "flow-seq-end"];
const SPACED = ["comma", "map-value-ind", "seq-item-ind", "explicit-key-ind", "anchor", "tag"];

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
        source.split("\n").map((line) => line.trim()).join("\n"),
      ]);
  return now !== undefined && JSON.stringify(solid(was)) === JSON.stringify(solid(now));
}
