/** Finds the characters of a value in its source: quotes, line breaks and indentation lie between. */
import type { Scalar } from "yaml";
import type { Place } from "../diagnostics/diagnostics.ts";
import type { Source } from "./source.ts";

/** The place of a stretch of a scalar's characters; of the whole value where it is no text. */
export function spotter(
  { value, range, type }: Scalar,
  source: Source,
  whole: Place,
): (offset: number, length: number) => Place {
  if (typeof value !== "string" || value === "" || !range) return () => whole;
  const [start, end] = range;
  const block = type === "BLOCK_FOLDED" || type === "BLOCK_LITERAL";
  const from = block ? source.text.indexOf("\n", start) + 1 : start;
  const characters = align(value, source.text, from, end);
  return (offset, length) => {
    const first = characters[Math.min(offset, characters.length - 1)]!;
    const last = characters[Math.min(offset + length - 1, characters.length - 1)]!;
    return source.place(first, last - first + 1);
  };
}

/** The source offset of every character of a value. */
function align(value: string, text: string, start: number, end: number): number[] {
  const offsets: number[] = [];
  let at = start;
  for (const character of value) {
    const blank = /\s/.test(character);
    let found = at;
    while (found < end && !(blank ? /\s/.test(text[found]!) : text.startsWith(character, found))) found++;
    if (found < end) at = found + character.length;
    for (let i = 0; i < character.length; i++) offsets.push(Math.min(found + i, end - 1));
  }
  return offsets;
}
