/** Section `constants`: named numbers, usable in expressions and options. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { nearest } from "../diagnostics/suggest.ts";
import { evaluateConstant } from "../expression/constant.ts";
import { parseExpression } from "../expression/parse.ts";
import { ExpressionError } from "../expression/tree.ts";
import { type Entry, showTree, subtree, type Tree } from "../load/tree.ts";
import { NAME } from "../recipe/fields.ts";
import { reportExpression } from "./macro.ts";
import { AlreadyReported } from "./scope.ts";

/** The constants of a recipe. */
export interface Constants {
  readonly values: ReadonlyMap<string, number>;
  /** The names that something uses. */
  readonly used: ReadonlySet<string>;
  /** The value of a name, which then counts as used. */
  get(name: string): number | undefined;
  /** Evaluates the text of an option; throws a RangeError, its cause the characters and what to do. */
  evaluate(text: string): number;
  /** Makes the number of classes known as `classes`. */
  setClasses(count: number): void;
  /** Reports constants that the recipe itself introduces and that nothing uses: most likely misspelled. */
  reportUnused(file: string, tree: Tree, diagnostics: Diagnostic[]): void;
}

/** Reads section `constants`; each may be an expression of those before it. */
export function readConstants(tree: Tree, diagnostics: Diagnostic[]): Constants {
  const values = new Map<string, number>();
  const used = new Set<string>();
  const section = subtree(tree, ["constants"]);
  const entries: ReadonlyMap<string, Entry> = section?.shape === "map" ? section.entries : new Map();
  if (section && section.shape !== "map") {
    diagnostics.push({ message: "constants must be a map of numbers", place: section.place });
  }
  const order = new Map([...entries.keys()].map((name, i) => [name, i]));
  const known = () => [...values.keys()];
  for (const [name, { key, value }] of entries) {
    if (!NAME.test(name) || name === "classes") {
      diagnostics.push({
        message: `Cannot name a constant "${name}"`,
        place: key,
        hint: name === "classes" ? "it is the number of classes already" : "use letters, digits and _",
      });
    } else if (value.shape === "scalar" && typeof value.value === "number" && Number.isFinite(value.value)) {
      values.set(name, value.value);
    } else if (value.shape === "scalar" && typeof value.value === "string") {
      try {
        const expression = parseExpression(value.value);
        const lookup = (other: string) => (used.add(other), values.get(other));
        values.set(name, evaluateConstant(expression, lookup, known));
      } catch (error) {
        reportExpression(error, value, diagnostics, undefinedYet(error, name, order));
      }
    } else {
      diagnostics.push({
        message: `constants.${name} must be a number: found ${showTree(value)}`,
        place: value.place,
      });
    }
  }
  const get = (name: string) => {
    if (entries.has(name) && !values.has(name)) throw new AlreadyReported();
    if (values.has(name)) used.add(name);
    return values.get(name);
  };
  return {
    values,
    used,
    get,
    evaluate(text) {
      try {
        return evaluateConstant(parseExpression(text), get, known);
      } catch (error) {
        if (error instanceof AlreadyReported) throw new RangeError("", { cause: { reported: true } });
        if (!(error instanceof ExpressionError)) throw error;
        throw new RangeError(error.message, { cause: { hint: error.hint, span: error.span } });
      }
    },
    setClasses(count) {
      values.set("classes", count);
      used.add("classes");
    },
    reportUnused(file, recipe, out) {
      const unused = [...entries].filter(([name, { introduced }]) =>
        !used.has(name) && values.has(name) && introduced.file === file
      );
      if (unused.length === 0) return;
      const usedOnes = [...entries.keys()].filter((other) => used.has(other));
      const mentioned = wordsOf(recipe);
      for (const [name, { introduced }] of unused) {
        if (mentioned.has(name)) continue;
        const near = nearest(name, usedOnes);
        out.push({
          message: `Constant "${name}" is used nowhere`,
          place: introduced,
          hint: near === undefined ? "remove it" : `did you mean "${near}"?`,
        });
      }
    },
  };
}

/** The words in the texts of a recipe: something wrong there may have kept a name from being used. */
function wordsOf(tree: Tree, words: Set<string> = new Set()): Set<string> {
  if (tree.shape === "list") tree.items.forEach((item) => wordsOf(item, words));
  else if (tree.shape === "map") tree.entries.forEach(({ value }) => wordsOf(value, words));
  else if (typeof tree.value === "string") {
    for (const [word] of tree.value.matchAll(/\w+/g)) words.add(word);
  }
  return words;
}

/** What to do where a constant uses one that stands below it. */
function undefinedYet(
  error: unknown,
  name: string,
  order: ReadonlyMap<string, number>,
): string | undefined {
  const other = error instanceof ExpressionError
    ? /^Unknown constant "(.*)"$/.exec(error.message)?.[1]
    : undefined;
  return other !== undefined && (order.get(other) ?? -1) >= order.get(name)!
    ? "a constant may use those above it"
    : undefined;
}
