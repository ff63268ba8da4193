/** Lines `path=value,value`: every value in turn. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import type { Override, PlacedText } from "./placed_text.ts";

const PAIRS: Readonly<Record<string, string>> = { "[": "]", "{": "}", "(": ")" };

/**
 * The overrides of a line, one for each value. A comma within brackets or quotes is part of a value.
 *
 * @example `training.batch=8,16` is `training.batch=8` and `training.batch=16`; `data.classes=[A,B]` is one.
 */
export function overridesOf(line: PlacedText, diagnostics: Diagnostic[]): Override[] {
  const equals = line.text.indexOf("=");
  // What is wrong with such a line is told where overrides are read.
  if (equals < 1) return [{ text: line.text, line, offset: 0 }];
  const path = line.text.slice(0, equals + 1);
  const parts = partsOf(line.text, equals + 1);
  if (parts.length === 1) return [{ text: line.text, line, offset: equals + 1 }];
  return parts.flatMap(({ from, to }) => {
    const part = line.text.slice(from, to);
    const value = part.trim();
    if (value !== "") {
      return [{ text: path + value, line, offset: from + part.length - part.trimStart().length }];
    }
    diagnostics.push({
      message: `A value is missing in "${line.text}"`,
      place: line.spot(Math.min(from, line.text.length - 1), 1),
      hint: "commas separate values: write null for none, or quotes around a comma that is part of a text",
    });
    return [];
  });
}

/** The stretches between commas that no bracket or quote holds. */
function partsOf(text: string, start: number): { from: number; to: number }[] {
  const parts: { from: number; to: number }[] = [];
  const open: string[] = [];
  let quote: string | undefined;
  let from = start;
  for (let i = start; i < text.length; i++) {
    const character = text[i]!;
    if (quote !== undefined) {
      if (quote === '"' && character === "\\") i++;
      else if (character === quote) quote = undefined;
    } else if (/["']/.test(character) && /[=,:[{(\s]/.test(text[i - 1]!)) quote = character;
    else if (character in PAIRS) open.push(PAIRS[character]!);
    else if (character === open.at(-1)) open.pop();
    else if (character === "," && open.length === 0) {
      parts.push({ from, to: i });
      from = i + 1;
    }
  }
  return [...parts, { from, to: text.length }];
}
