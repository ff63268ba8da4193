/** Section `constants`: named numbers, usable in expressions and options. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { nearest } from "../../diagnostics/suggest.ts";
import { evaluateConstant, UNKNOWN_CONSTANT } from "../../expression/constant.ts";
import { parseExpression } from "../../expression/parse.ts";
import { ExpressionError } from "../../expression/parts.ts";
import { showTree, type Tree, wordsOf } from "../../load/tree.ts";
import { NAME } from "../../options/fields.ts";
import { entriesOf } from "./entries.ts";
import { unusableName } from "./wording.ts";
import { AlreadyReported, reportExpression } from "../../expression/reported.ts";

/** The constants of a recipe. */
export interface Constants {
  readonly values: ReadonlyMap<string, number>;
  /** The names that something uses. */
  readonly used: ReadonlySet<string>;
  /** The value of a name, which then counts as used. */
  get(name: string): number | undefined;
  /** Every name so far. */
  names(): readonly string[];
  /** Makes the number of classes known as `classes`. */
  setClasses(count: number): void;
  /** Reports constants that have the name of an input, which would mean the constant. */
  reportNames(inputs: readonly string[], diagnostics: Diagnostic[]): void;
  /** Reports constants that the recipe itself introduces and that nothing uses: most likely misspelled. */
  reportUnused(file: string, tree: Tree, diagnostics: Diagnostic[]): void;
}

/** Reads section `constants`; each may be an expression of those before it. */
export function readConstants(tree: Tree, diagnostics: Diagnostic[]): Constants {
  const values = new Map<string, number>();
  const used = new Set<string>();
  const entries = entriesOf(tree, "constants", "numbers", diagnostics);
  const order = new Map([...entries.keys()].map((name, i) => [name, i]));
  const known = () => [...values.keys()];
  for (const [name, { key, value }] of entries) {
    if (!NAME.test(name) || name === "classes") {
      const why = name === "classes" ? { hint: "it is the number of classes already" } : undefined;
      diagnostics.push(unusableName(name, "a constant", key, why));
    } else if (value.shape === "scalar" && typeof value.value === "number" && Number.isFinite(value.value)) {
      values.set(name, value.value);
    } else if (value.shape === "scalar" && typeof value.value === "string") {
      try {
        const expression = parseExpression(value.value);
        const lookup = (other: string) => (used.add(other), values.get(other));
        values.set(name, evaluateConstant(expression, lookup, known));
      } catch (error) {
        reportExpression(error, value, diagnostics, undefinedYet(error, value.value, name, order));
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
    names: known,
    setClasses(count) {
      values.set("classes", count);
      used.add("classes");
    },
    reportNames(inputs, out) {
      const why = { reason: "an input has that name", hint: "choose another name" };
      for (const [name, { key }] of entries) {
        if (!inputs.includes(name)) continue;
        used.add(name);
        out.push(unusableName(name, "a constant", key, why));
      }
    },
    reportUnused(file, recipe, out) {
      const unused = [...entries].filter(([name, { introduced }]) =>
        !used.has(name) && values.has(name) && introduced.file === file
      );
      if (unused.length === 0) return;
      const usedOnes = [...entries.keys()].filter((other) => used.has(other));
      // Something wrong in a text may have kept a name in it from being used.
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

/** What to do where a constant uses one that stands below it, or what the data set decides. */
function undefinedYet(
  error: unknown,
  text: string,
  name: string,
  order: ReadonlyMap<string, number>,
): string | undefined {
  if (!(error instanceof ExpressionError) || error.code !== UNKNOWN_CONSTANT) return undefined;
  const other = text.slice(error.span.offset, error.span.offset + error.span.length);
  if (other === "classes") {
    return "the number of classes is known to expressions and options: write it there";
  }
  return (order.get(other) ?? -1) >= order.get(name)! ? "a constant may use those above it" : undefined;
}
