/** Section `constants`: named numbers, usable in expressions and options. */
import { type Diagnostic, nearest } from "../diagnostics.ts";
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
        const known = [...values.keys()];
        const expression = parseExpression(value.value);
        values.set(
          name,
          evaluateConstant(expression, (other) => (used.add(other), values.get(other)), known),
        );
      } catch (error) {
        reportExpression(error, value, diagnostics, undefinedYet(error, name, [...entries.keys()]));
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
        return evaluateConstant(parseExpression(text), get, [...values.keys()]);
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
      const known = [...entries.keys()].filter((other) => used.has(other));
      for (const [name, { introduced }] of entries) {
        if (used.has(name) || !values.has(name) || introduced.file !== file || mentions(recipe, name)) {
          continue;
        }
        const near = nearest(name, known);
        out.push({
          message: `Constant "${name}" is used nowhere`,
          place: introduced,
          hint: near === undefined ? "remove it" : `did you mean "${near}"?`,
        });
      }
    },
  };
}

/** Whether a text of the recipe mentions a name: something wrong there may have kept it from being used. */
function mentions(tree: Tree, name: string): boolean {
  if (tree.shape === "list") return tree.items.some((item) => mentions(item, name));
  if (tree.shape === "map") return [...tree.entries.values()].some(({ value }) => mentions(value, name));
  return typeof tree.value === "string" && new RegExp(`\\b${name}\\b`).test(tree.value);
}

/** What to do where a constant uses one that stands below it. */
function undefinedYet(error: unknown, name: string, names: readonly string[]): string | undefined {
  const other = error instanceof ExpressionError
    ? /^Unknown constant "(.*)"$/.exec(error.message)?.[1]
    : undefined;
  return other !== undefined && names.indexOf(other) >= names.indexOf(name)
    ? "a constant may use those above it"
    : undefined;
}
