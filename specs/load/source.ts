/** A source text with its lines, which turns offsets into places. */
import type { Place } from "../diagnostics/diagnostics.ts";

/** A text that a person wrote: a recipe file or a command-line override. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** The place of `length` characters from `offset`, cut at the end of the line. */
  place(offset: number, length: number): Place;
}

/** Wraps a text, a byte order mark left out. */
export function sourceOf(file: string, marked: string): Source {
  const text = marked.replace(/^\uFEFF/, "");
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  const endOf = (line: number) => {
    const next = starts[line + 1];
    if (next === undefined) return text.length;
    return text[next - 2] === "\r" ? next - 2 : next - 1;
  };
  return {
    file,
    text,
    place(offset, length) {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (starts[middle]! <= offset) low = middle;
        else high = middle - 1;
      }
      const start = starts[low]!;
      const source = text.slice(start, endOf(low));
      const column = offset - start + 1;
      return {
        file,
        line: low + 1,
        column,
        length: Math.max(1, Math.min(length, source.length - column + 1)),
        source,
      };
    },
  };
}
