/** Splits a table of text into lines and cells. */
import type { TextStretch } from "./layout.ts";

/** One cell, without quotes. */
export interface CsvCell {
  readonly text: string;
}

/** One line that is not empty. */
export interface CsvLine extends TextStretch {
  readonly cells: readonly CsvCell[];
}

/**
 * The lines of a table. Cells are divided by tabs, semicolons, commas or spaces: the first of them that the first line has
 * outside of quotes. Text in double quotes may have any of them, and `""` for a quote. Before the table, lines that begin with
 * `#` and a space are comments.
 *
 * @param isHead Whether cells name the columns, which such a line may do, too.
 */
export function* linesOf(text: string, isHead: (cells: readonly CsvCell[]) => boolean): Iterable<CsvLine> {
  let separator: string | undefined;
  for (const { 0: line, index: offset } of text.matchAll(/[^\r\n]+/g)) {
    if (line.trim() === "") continue;
    const isFirst = separator === undefined;
    const bare = line.replaceAll(/"(?:[^"]|"")*"/g, "");
    separator ??= ["\t", ";", ",", " "].find((each) => bare.trim().includes(each)) ?? ",";
    const texts = separator === " " ? wordsOf(line) : [...cellsOf(line, separator)];
    const cells = texts.map((text) => ({ text }));
    if (isFirst && isComment(line) && !isHead(cells)) separator = undefined;
    else yield { offset, length: line.length, cells };
  }
}

/** Whether a line is a comment where comments may stand. */
export function isComment(line: string): boolean {
  return /^\s*#(?:[#\s]|$)/.test(line);
}

function wordsOf(line: string): string[] {
  return Array.from(
    line.matchAll(/"((?:[^"]|"")*)"|\S+/g),
    ([word, quoted]) => quoted?.replaceAll('""', '"') ?? word,
  );
}

function* cellsOf(line: string, separator: string): Iterable<string> {
  for (let at = 0; at <= line.length;) {
    const quoted = /^ *"((?:[^"]|"")*)" */.exec(line.slice(at));
    const next = line.indexOf(separator, at + (quoted?.[0].length ?? 0));
    const end = next < 0 ? line.length : next;
    yield quoted && at + quoted[0].length === end
      ? quoted[1]!.replaceAll('""', '"')
      : line.slice(at, end).trim();
    at = end + 1;
  }
}
