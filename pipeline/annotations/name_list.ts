/** Lists of names, one per line: the videos of a split, the classes. */
import type { Place } from "../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../specs/load/source.ts";
import { readText } from "../files/reading.ts";
import type { Mistakes } from "./mistakes.ts";

/** One line of a list. */
export interface ListedName {
  readonly name: string;
  readonly place: Place;
}

/** A list as it was read. */
export interface NameList {
  readonly file: string;
  readonly text: string;
  /** Each once, in the order of the file. */
  readonly names: readonly ListedName[];
}

/**
 * Reads a list: names are trimmed, blank lines skipped. A name that stands there twice or has a control character, and a
 * list without names, are noted as mistakes; `what` is the noun for a name.
 *
 * @throws {UserError} When the file cannot be read.
 */
export async function readNameList(file: string, what: string, mistakes: Mistakes): Promise<NameList> {
  const text = await readText(file, `expected one ${what} per line`);
  const source = sourceOf(file, text);
  const names = new Map<string, ListedName>();
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const name = line.trim();
    if (name === "") continue;
    const place = source.place(index + line.indexOf(name), name.length);
    const first = names.get(name);
    const at = `in line ${place.line}`;
    if (/\p{Cc}/u.test(name)) {
      mistakes.add(() => ({
        message: `The ${what} ${quoted(name)} has a control character`,
        place,
        hint: `write one ${what} per line, and end lines with a line feed`,
      }), { kind: `control character in ${file}`, example: at });
    } else if (!first) names.set(name, { name, place });
    else {
      mistakes.add(() => ({
        message: `The ${what} ${quoted(name)} is listed twice`,
        place,
        hint: `first in line ${first.place.line}`,
      }), { kind: `twice in ${file}`, example: `${quoted(name)} ${at}` });
    }
  }
  if (text.trim() === "") {
    mistakes.add(() => ({ message: `"${file}" lists no ${what}`, hint: `write one ${what} per line` }));
  }
  return { file, text, names: [...names.values()] };
}

/** Characters of a name that a message shows. */
const SHOWN = 60;

/** A name as a message shows it: of a long one, the beginning. */
export function quoted(name: string): string {
  return `"${name.length > SHOWN ? `${name.slice(0, SHOWN)}...` : name}"`;
}
