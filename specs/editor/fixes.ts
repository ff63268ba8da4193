/** What a misspelt name most likely should be, so that an editor can put it there. */
import { endReport, nearest } from "../diagnostics/suggest.ts";
import { completionsAt } from "./completions.ts";
import type { Outlook } from "./outlook.ts";

/** A name to put in the place of some characters. */
export interface Fix {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

/** The name that may stand at some characters, offsets in a text, and is nearest to what does; undefined where none is near. */
export function fixAt(
  text: string,
  [start, end]: readonly [number, number],
  outlook: Outlook,
  files: () => readonly string[] = () => [],
): Fix | undefined {
  const [from, to] = /^["']/.test(text.slice(start)) ? [start + 1, end - 1] : [start, end];
  const wrong = text.slice(from, to);
  if (wrong === "" || /\s/.test(wrong)) return undefined;
  const names = completionsAt(text, to, outlook, files).items.map(({ label }) => label.replace(/=$/, ""));
  // What may stand there is not misspelt: something else is wrong.
  if (names.includes(wrong)) return undefined;
  endReport();
  const name = nearest(wrong, names);
  return name === undefined ? undefined : { from, to, name };
}
