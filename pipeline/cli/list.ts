/** `list`: what there is to run, to extend and to name in a recipe. */
import { join } from "node:path";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { type Listed, listFile, listVocabulary } from "../../specs/schema/vocabulary.ts";
import { readTextSync } from "../files/reading.ts";
import { filesIn } from "./options/near_files.ts";
import { columns } from "./terminal/columns.ts";
import { fromWalt, ROOT } from "./terminal/paths.ts";
import { printJson, printOut } from "./terminal/print.ts";

/** Options of `list`. */
export interface ListOptions {
  /** Prints one line of JSON instead of text. */
  readonly json?: boolean | undefined;
}

/** Prints recipes, macros, blocks, functions and kinds, those that have a word where one is given; 0, as mistakes are thrown. */
export function listCommand(word: string | undefined, { json }: ListOptions): number {
  const all = [...listFiles(), ...listVocabulary()];
  const found = word === undefined ? all : all.filter((each) => has(each, word));
  if (found.length === 0) {
    const names = [...new Set(all.flatMap(({ what, name }) => [what, name]))];
    throw userError(`Nothing that a recipe may name has "${word}" in it`, suggest(word!, names));
  }
  if (json) printJson(found);
  else printOut([...Map.groupBy(found, ({ what }) => what)].flatMap(groupLines).slice(1));
  return 0;
}

function listFiles(): Listed[] {
  const files = filesIn(join(ROOT, "recipes"), /\.ya?ml$/, true).sort();
  const listed = files.flatMap((file) => listFile(fromWalt(file), readTextSync(file)));
  const rank = ({ what }: Listed) => ["recipe", "macro", "module"].indexOf(what);
  return listed.sort((a, b) => rank(a) - rank(b));
}

function has({ what, name, signature, summary, from = "" }: Listed, word: string): boolean {
  return [what, name, signature, summary, from].some((text) =>
    text.toLowerCase().includes(word.toLowerCase())
  );
}

/** A group with its title; each entry is its signature, and below it what it is and where it stands. */
function groupLines([what, entries]: [string, readonly Listed[]]): string[] {
  const title = what.endsWith("s") ? what.replaceAll("_", " ") : `${what}s`;
  const isLong = entries.some(({ signature }) => signature.length > LONGEST);
  const rows = isLong
    ? entries.flatMap(({ signature, summary, from }) => [
      `  ${signature}`,
      ...[summary, from ?? ""].filter(Boolean).map((line) => `      ${line}`),
    ])
    : columns(entries.map(({ signature, summary, from = "" }) => [signature, from, summary])).map((line) =>
      `  ${line}`
    );
  return ["", title, ...rows];
}

/** Signatures up to this length stand beside what they mean. */
const LONGEST = 44;
