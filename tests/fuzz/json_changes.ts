/** Draws changes of JSON text, and makes them. */
import fc from "fast-check";

/** Values of JSON that mean something else than they seem to, or nothing here. */
const VALUES = [
  ..."0 -0 -1 0.5 2 3 8 1e5 1e-400 1e308 -1e308 1e999 -1e999 9007199254740993 true null {} []".split(" "),
  ...'"" "1" "-1" "0x10" "1_0" "1e999" "NaN" "٣" "a:b" "\\":" "\\u0000" "\\ud800" "label"'.split(" "),
  ...'"__proto__" "test" "train" "plongée" "jump" "throw" "v1" "10" "9"'.split(" "),
  ..."[0,1] [1,1] [3,1] [-1,2] [1] [1,2,3] [[]]".split(" "),
  "@lists",
  "@maps",
];
/** What JavaScript, Python or a person may write, and JSON does not have. */
const NO_JSON = [
  ..."{}[],:\"\\'0-+./#\n\t\f\0\u00a0\u2028\ufeff\ufffd\ud800",
  ...'NaN -Infinity None True undefined 01 1. .5 +1 1e "\\x41" "unclosed //'.split(" "),
  "@open",
];
/** What stands for a long text, so that inputs are short. */
const LONG: Readonly<Record<string, string>> = {
  "@lists": "[".repeat(1001) + "]".repeat(1001),
  "@maps": '{"a":'.repeat(20_000) + "1" + "}".repeat(20_000),
  "@open": "[".repeat(20_000),
};
const place = fc.nat(200);
const value = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...VALUES) }, fc.json());
const anything = fc.oneof(fc.constantFrom(...NO_JSON), fc.string({ unit: "binary" }), value);
/** What may be done to a text. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("value"), at: place, text: value }) },
  fc.record({ kind: fc.constant("again"), at: place, text: value }),
  fc.record({ kind: fc.constantFrom("replace", "insert", "character"), at: place, text: anything }),
  fc.record({ kind: fc.constantFrom("remove", "repeat", "swap", "cut"), at: place, other: place }),
);
/** All fields that a change may have. */
export interface Change {
  readonly kind: string;
  readonly at: number;
  readonly other?: number;
  readonly text?: string;
}
/** What JSON text consists of, white space included. */
export const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+|\s+|"/gs;

/** A text of JSON after some changes. */
export function changed(text: string, changes: readonly Change[]): string {
  let result = text;
  for (const { kind, at, other = 0, text: named = "" } of changes) {
    const text = LONG[named] ?? named;
    const tokens = kind === "character" ? Array.from(result) : result.match(TOKEN) ?? [];
    const [i, j] = [at % (tokens.length + 1), other % (tokens.length + 1)];
    const next = (isKey: boolean) =>
      tokens.findIndex((token, k) => k >= i && /^["\w-]/.test(token) && (tokens[k + 1] === ":") === isKey);
    if (kind === "value") tokens.splice(next(false), 1, text);
    else if (kind === "again") tokens.splice(next(true), 0, tokens[next(true)] ?? '""', ":", text, ",");
    else if (kind === "insert") tokens.splice(i, 0, text);
    else if (kind === "remove") tokens.splice(i, 1 + other % 6);
    else if (kind === "repeat") tokens.splice(i, 0, ...tokens.slice(i, i + 1 + other % 20));
    else if (kind === "swap") [tokens[i], tokens[j]] = [tokens[j] ?? "", tokens[i] ?? ""];
    else if (kind === "cut") tokens.length = i;
    else tokens[i] = text;
    result = tokens.join("");
  }
  return result;
}
