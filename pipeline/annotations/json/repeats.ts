/** Finds keys that an object of a JSON text has twice: JSON.parse keeps the last and drops the others without a word. */
import { afterSpace, afterString, isSpace } from "./scan.ts";

/** A key that stands in an object before. */
export interface Repeat {
  readonly key: string;
  /** Offset of its quotes. */
  readonly offset: number;
  /** Characters, quotes included. */
  readonly length: number;
  /** Offset of the one before. */
  readonly first: number;
}

/** The repeated keys of a text that is valid JSON and means `value`. */
export function repeats(text: string, value: unknown): Repeat[] {
  return mostKeys(text) === keysIn(value) ? [] : [...findRepeats(text)];
}

/** A bound on the keys of a text that is met where no text in quotes has a quote before a colon. */
function mostKeys(text: string): number {
  let keys = 0;
  for (let at = text.indexOf(":"); at >= 0; at = text.indexOf(":", at + 1)) {
    let before = at - 1;
    while (isSpace(text.charCodeAt(before))) before--;
    if (text.charCodeAt(before) === 34) keys++;
  }
  return keys;
}

function keysIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let keys = 0;
  if (Array.isArray(value)) { for (const each of value) keys += keysIn(each); }
  else for (const key in value) keys += 1 + keysIn((value as Record<string, unknown>)[key]);
  return keys;
}

function* findRepeats(text: string): Generator<Repeat> {
  const open: (Map<string, number> | undefined)[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 123) open.push(new Map());
    else if (code === 91) open.push(undefined);
    else if (code === 125 || code === 93) open.pop();
    else if (code === 34) {
      const end = afterString(text, i);
      const keys = open.at(-1);
      if (keys && text[afterSpace(text, end)] === ":") {
        const key = JSON.parse(text.slice(i, end)) as string;
        const first = keys.get(key);
        if (first === undefined) keys.set(key, i);
        else yield { key, offset: i, length: end - i, first };
      }
      i = end - 1;
    }
  }
}
