/** A source text without what is no code, and the extent of its parts. */

/** Types, imports, comments, texts and regular expressions, as they stand in a formatted source. */
const OTHER = new RegExp(
  [
    String.raw`^(?:export )?(?:declare )?interface [^]*?^}`,
    String.raw`^(?:export )?type [^]*?;$`,
    String.raw`^(?:import|export) (?:type )?[{*\w][^;"]*from "[^"]*";`,
    String.raw`\/\/.*`,
    String.raw`\/\*[^]*?\*\/`,
    '"(?:[^"\\\\\\n]|\\\\.)*"',
    "'(?:[^'\\\\\\n]|\\\\.)*'",
    "`(?:[^`\\\\]|\\\\.)*`",
    String.raw`(?<=[(,=:[!&|?{};>\s])\/(?![\s*/])(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/[a-z]*`,
  ].join("|"),
  "gm",
);

/** The text with everything that is no code as `_`, so that places stay the same. */
export function codeOf(text: string): string {
  return text.replace(OTHER, (other) => other.replace(/[^\n]/g, "_"));
}

/** The place of the bracket that closes the one at `open`. */
export function closing(code: string, open: number): number {
  let depth = 0;
  for (let at = open; at < code.length; at++) {
    if ("([{".includes(code[at]!)) depth++;
    if (")]}".includes(code[at]!) && --depth === 0) return at;
  }
  return code.length;
}

/** Where a part ends that begins at `from`: at `end`, a comma, a semicolon or the bracket around it. */
export function partEnd(code: string, from: number, end?: string): number {
  for (let at = from; at < code.length; at++) {
    const rest = code.slice(at, at + 2).replace("\n", " ");
    if ("([{".includes(code[at]!)) at = closing(code, at);
    else if (")]},;".includes(code[at]!) || (end !== undefined && rest.startsWith(end))) return at;
    else if (end === undefined && /^\s+[?:]$/.test(rest)) return at;
  }
  return code.length;
}

/** The parts between commas. */
export function parts(code: string, from: number, to: number): [number, number][] {
  const found: [number, number][] = [];
  for (let begin = from; begin < to;) {
    const end = Math.min(partEnd(code, begin), to);
    if (code.slice(begin, end).trim() !== "") found.push([begin, end]);
    begin = end + 1;
  }
  return found;
}
