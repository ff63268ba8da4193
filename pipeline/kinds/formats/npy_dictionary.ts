/** The text in the head of a .npy file: a Python dictionary of three keys, as numpy.save writes it. */

/** What the dictionary says. */
export interface NpyDictionary {
  /** The type of the values as it stands there: text such as `<f4`, or a list of records. */
  readonly descr: string;
  readonly fortran: boolean;
  /** As far as numbers are exact: those beyond 2^53 are rounded. */
  readonly shape: readonly number[];
}

/** White space of Python: JavaScript knows more of it. */
const SPACE = "[ \\t\\r\\n]*";
/** Python has neither leading zeros nor a sign in a whole number. Python 2 may have written an L after it. */
const WHOLE = "(?:0|[1-9][0-9]*)L?";
const KEY = pattern(`(["'])(descr|fortran_order|shape)\\1${SPACE}:${SPACE}`);
const VALUES: Readonly<Record<string, RegExp>> = {
  descr: pattern(`'[^'\\\\]*'|"[^"\\\\]*"|\\[.*\\]`),
  fortran_order: pattern("True|False"),
  // A number in brackets is no list in Python.
  shape: pattern(
    `\\(${SPACE}(?:${WHOLE}${SPACE},${SPACE}(?:${WHOLE}(?:${SPACE},${SPACE}${WHOLE})*${SPACE}(?:,${SPACE})?)?)?\\)`,
  ),
};
const COMMA = pattern(`${SPACE}(,?)${SPACE}`);

/**
 * Reads the text of a head in version `major` of the format.
 *
 * @returns Undefined when it is not written as numpy.save writes it: a key that is absent, unknown or there twice, another
 * value. NumPy reads more than that: any expression of constants.
 */
export function readDictionary(text: string, major: number): NpyDictionary | undefined {
  const inner = /^[ \t]*\{(.*)\}[ \t\r\n]*$/s.exec(text)?.[1]?.replace(/^[ \t\r\n]*/, "");
  if (inner === undefined) return undefined;
  const found = new Map<string, string>();
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(inner);
    if (match) at = pattern.lastIndex;
    return match;
  };
  while (at < inner.length) {
    const key = take(KEY)?.[2];
    const value = key === undefined || found.has(key) ? undefined : take(VALUES[key]!)?.[0];
    if (value === undefined) return undefined;
    found.set(key!, value);
    if (take(COMMA)![1] === "" && at < inner.length) return undefined;
  }
  const [descr, order, shape] = ["descr", "fortran_order", "shape"].map((key) => found.get(key));
  if (descr === undefined || order === undefined || shape === undefined) return undefined;
  if (major > 2 && shape.includes("L")) return undefined;
  return {
    descr: descr.startsWith("[") ? descr : descr.slice(1, -1),
    fortran: order === "True",
    shape: Array.from(shape.matchAll(/[0-9]+/g), ([digits]) => Number(digits)),
  };
}

function pattern(source: string): RegExp {
  return new RegExp(source, "ys");
}
