/**
 * The single changes that a source can have: each is a mistake that a person could make and that types often let pass.
 * They are found in the text as `deno fmt` leaves it: blanks around every operator, a line for every statement.
 */
import { closing, codeOf, partEnd, parts } from "./code.ts";

/** One change of a source text. */
export interface Mutation {
  readonly begin: number;
  readonly end: number;
  /** What stands there instead. */
  readonly text: string;
  readonly kind: string;
}

const OPERATORS: Readonly<Record<string, readonly [string, string]>> = {
  "<": ["<=", "bound"],
  "<=": ["<", "bound"],
  ">": [">=", "bound"],
  ">=": [">", "bound"],
  "===": ["!==", "comparison"],
  "!==": ["===", "comparison"],
  "&&": ["||", "logic"],
  "||": ["&&", "logic"],
  "+": ["-", "arithmetic"],
  "-": ["+", "arithmetic"],
  "*": ["/", "arithmetic"],
  "/": ["*", "arithmetic"],
  "%": ["*", "arithmetic"],
  "**": ["*", "arithmetic"],
  ">>>": ["<<", "arithmetic"],
  ">>": ["<<", "arithmetic"],
  "<<": [">>", "arithmetic"],
  "+=": ["-=", "arithmetic"],
  "-=": ["+=", "arithmetic"],
  "*=": ["/=", "arithmetic"],
};

const TWINS: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  round: "floor",
  some: "every",
  every: "some",
  find: "findLast",
  findLast: "find",
  isFinite: "isNaN",
};

/** Calls whose arguments may be swapped. */
const COMMUTES = /^(add|mul|equal|notEqual|max|min|maximum|minimum|hypot)$/;
const CLOSES =
  /\b(dispose|disposeSlots|close|release|clear|clearTape|clearTimeout|remove|removeSync|unref|abort|give)\(/;

type Add = (begin: number, end: number, text: string, kind: string) => void;

/** Every mutation of a source, in the order of its text. */
export function mutationsOf(text: string): Mutation[] {
  const code = codeOf(text);
  const found: Mutation[] = [];
  const add: Add = (begin, end, instead, kind) => found.push({ begin, end, text: instead, kind });
  mutateTokens(code, text, add);
  mutateCalls(code, text, add);
  mutateBranches(code, text, add);
  mutateStatements(code, add);
  return found.sort((a, b) => a.begin - b.begin || a.end - b.end);
}

function mutateTokens(code: string, text: string, add: Add): void {
  const each = (pattern: RegExp, take: (match: RegExpExecArray, begin: number, end: number) => void) => {
    for (const match of code.matchAll(pattern)) take(match, match.index, match.index + match[0].length);
  };
  each(/(?<= )([<>]=?|[!=]==|&&|\|\||[-+*]=?|\/|%|\*\*|>>>?|<<)(?=\s)/g, ([operator], begin, end) => {
    const isText = /["'`]$/.test(text.slice(0, begin).trimEnd()) ||
      /^["'`]/.test(text.slice(end).trimStart());
    if (!isText) add(begin, end, ...OPERATORS[operator]!);
  });
  each(/(?<![\w.$])\d[\d_]*(\.\d+)?(e[+-]?\d+)?(?![\w.])/g, ([number], begin, end) => {
    add(begin, end, changedNumber(number), "number");
  });
  each(/(?<![.\w])(true|false)(?![\w:])/g, ([word], begin, end) => {
    add(begin, end, word === "true" ? "false" : "true", "truth");
  });
  each(/(?<=[(\s[])!(?=[\w(])/g, (_, begin, end) => add(begin, end, "", "logic"));
  each(/(?<=[(\s[])-(?=[\w(])/g, (_, begin, end) => add(begin, end, "", "arithmetic"));
  each(/(\+\+|--)/g, ([step], begin, end) => add(begin, end, step === "++" ? "--" : "++", "arithmetic"));
  // What an asynchronous function gives back need not be waited for.
  each(/(?<!return |=> |for )\bawait (?!using)/g, (_, begin, end) => add(begin, end, "", "removed await"));
  each(/\b(await )?using (?=\w+ =)/g, (_, begin, end) => add(begin, end, "const ", "dropped disposal"));
  each(/(?<=\.)(\w+)(?=\()/g, ([name], begin, end) => {
    if (Object.hasOwn(TWINS, name)) add(begin, end, TWINS[name]!, "twin");
  });
}

function mutateCalls(code: string, text: string, add: Add): void {
  for (const { index, 0: head, 1: name } of code.matchAll(/(\w+)\(/g)) {
    const open = index + head.length - 1;
    const end = closing(code, open);
    if (/^(if|for|while|switch|catch|function)$/.test(name!) || /^ ?[{:]/.test(code.slice(end + 1))) continue;
    if (/\bfunction $/.test(code.slice(0, index))) continue;
    const [first, second, ...rest] = parts(code, open + 1, end).map(([from, to]) =>
      text.slice(from, to).trim()
    );
    // Functions among arguments have places of their own, which types hold.
    if ([first, second].some((part) => part?.includes("=>"))) continue;
    if (first && second && first !== second && !COMMUTES.test(name!)) {
      add(open + 1, end, [second, first, ...rest].join(", "), "swapped arguments");
    }
  }
  for (const { index } of code.matchAll(/\s*\.(filter|sort|toSorted|reverse|toReversed|trim|slice)(?=\()/g)) {
    add(index, closing(code, code.indexOf("(", index)) + 1, "", "dropped step");
  }
}

function mutateBranches(code: string, text: string, add: Add): void {
  for (const { index } of code.matchAll(/(?<!\w) \?\? |(?<=[\w)\]!]) \?\? /g)) {
    add(index, partEnd(code, index + 4), "", "dropped default");
  }
  for (const { index } of code.matchAll(/\s\? /g)) {
    const other = partEnd(code, index + 3, " :");
    const end = partEnd(code, other + 3);
    if (!/^\s:/.test(code.slice(other))) continue;
    const swapped = `${text.slice(other + 3, end)} : ${text.slice(index + 3, other)}`;
    add(index + 3, end, swapped, "swapped branches");
  }
}

/** Statements are dropped that are a call, an assignment, a jump, or a condition before one of these. */
function mutateStatements(code: string, add: Add): void {
  const begins =
    /(?<=^|[;{}_]\s+)((await )?[\w.!?]+(\[[^\]]*\]!?)?(\(| [-+*]?= )|(continue|break|return);|throw |if \()/g;
  for (const { index, 0: head } of code.matchAll(begins)) {
    const after = head === "if (" ? closing(code, index + 3) + 1 : index;
    if (/^ \{/.test(code.slice(after))) continue;
    const end = partEnd(code, after + 1, ";");
    if (code[end] !== ";" || /^\s*else\b/.test(code.slice(end + 1))) continue;
    const statement = code.slice(index, end);
    add(index, end + 1, ";", CLOSES.test(statement) ? "dropped disposal" : "dropped statement");
  }
}

/** The next whole number, or half as much again. */
function changedNumber(text: string): string {
  const value = Number(text.replaceAll("_", ""));
  return String(Number.isInteger(value) && Math.abs(value) < 1e6 ? value + 1 : value * 1.5);
}
