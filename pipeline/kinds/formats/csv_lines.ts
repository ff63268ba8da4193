/** Lines of a table: what stands between its numbers, and how they are written. */

/** How the lines of a file are written. */
export interface Dialect {
  /** What stands between cells; undefined for any white space. */
  readonly apart: string | undefined;
}

/** What stands between two numbers: the first of these that the first line has. */
const APART = ["\t", ";", ","] as const;

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
/** As spreadsheets of many countries write it. */
const WITH_COMMA = /^[+-]?\d*,\d+(?:e[+-]?\d+)?$/i;

/** What the first line says of the others. */
export function dialectOf(first: string): Dialect {
  const bare = first.replaceAll(/"[^"]*"/g, '""');
  const words = first.trim().split(/\s+/);
  const isSpaced = words.length > 1 && words.every((word) => NUMBER.test(word) || WITH_COMMA.test(word));
  const [head, ...others] = words;
  // "1, 2, 3" and "1 ,2 ,3" have commas between numbers, "1,5 2,5" within them; a comma before a tab stands between them too.
  const isBefore = !head!.startsWith(",") && others.every((word) => word.startsWith(","));
  if (isSpaced && !isBefore && !bare.includes("\t")) return { apart: undefined };
  if (bare.includes(",") && /,\s*\t/.test(bare)) return { apart: "," };
  return { apart: APART.find((each) => bare.includes(each)) };
}

/** The cells of a line, without quotes around them. */
export function cellsOf(line: string, { apart }: Dialect): string[] {
  if (!line.includes('"')) {
    return apart === undefined ? line.trim().split(/\s+/) : line.split(apart);
  }
  const cells: string[] = [];
  const between = apart === undefined ? String.raw`\s+` : RegExp.escape(apart);
  const cell = new RegExp(String.raw`\s*"((?:[^"]|"")*)"\s*(?:${between}|$)|(.*?)(?:${between}|$)`, "sy");
  const text = apart === undefined ? line.trim() : line;
  for (let at = 0; at <= text.length;) {
    cell.lastIndex = at;
    const [all, quoted, plain] = cell.exec(text)!;
    cells.push(quoted?.replaceAll('""', '"') ?? plain!);
    at += all.length;
    if (all.length === 0 || at === text.length && !new RegExp(`(?:${between})$`).test(all)) break;
  }
  return cells;
}

/** A number as Python and NumPy write it, or with a decimal comma. */
export function cellNumber(cell: string): number | undefined {
  const word = cell.trim();
  if (NUMBER.test(word)) return Number(word);
  if (WITH_COMMA.test(word)) return Number(word.replace(",", "."));
  if (/^[+-]?nan$/i.test(word)) return NaN;
  return /^[+-]?inf(inity)?$/i.test(word) ? word.startsWith("-") ? -Infinity : Infinity : undefined;
}

/** The mark before the decimals of a cell. */
export function decimalMark(cell: string): "." | "," | undefined {
  return cell.includes(",") ? "," : cell.includes(".") ? "." : undefined;
}

/** Whether the comma of a number may set thousands apart. */
export function mayBeGrouped(cell: string): boolean {
  return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(cell.trim());
}

/** What a cell looks like that is no number, and what to do about it; undefined where it looks like nothing known. */
export function dialectHint(cell: string): string | undefined {
  const word = cell.trim();
  if (
    /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$|^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d*)?$|^[+-]?\d{1,3}(?:[ '\u00a0\u202f]\d{3})+/
      .test(word)
  ) {
    return "thousands are set apart: write numbers without that, as numpy.savetxt does";
  }
  if (/^[+-]?[\d.]+d[+-]?\d+$/i.test(word)) {
    return "Fortran's exponents: write e instead of d, as numpy.savetxt does";
  }
  if (/^\(.*j\)$/i.test(word)) return "complex numbers: write the real and the imaginary part as two columns";
  const inside = word.replace(/^[[(]+|[\])]+$/g, "");
  if (inside !== word && (inside === "" || NUMBER.test(inside))) {
    return "an array as Python prints it: write a line of numbers for every snippet, as numpy.savetxt does";
  }
  if (word === "") return "a value is missing: a snippet has all of them or no line";
  if (/^(na|n\/a|null|none|#n\/a)$/i.test(word)) {
    return "a missing value: a snippet has all of them or no line";
  }
  return undefined;
}
