/** What the texts of a recipe are, by the paths at which they stand. */
import { z } from "zod";
import { unwrapSchema } from "../recipe/check/schema.ts";
import { SIGNAL_SECTIONS } from "../recipe/mod.ts";
import { valueInMaps } from "../program.ts";
import type { Vocabulary } from "../kinds/mod.ts";
import { kindWordsAt } from "./about.ts";
import { blockPathOf, recipeSchemaAt, takesNumber } from "./schema_at.ts";

/** What a text is: an expression, a number of constants, a name of a signal or statistic, a kind, a word, a file. */
export type TextRole = "expression" | "number" | "signal" | "statistic" | "kind" | "word" | "file" | "axis";

const EXPRESSIONS: readonly string[] = [...SIGNAL_SECTIONS, "losses", "logged"];

/** Values that name signals. */
const SIGNAL_NAMES = [
  /^inference\.(streams\.[^.]+\.)?classes\.from$/,
  /^inference\.(streams\.[^.]+\.)?proposals\.[^.]+\.(group_on|score_on)$/,
  /^report\.mined(\.\d+|\.[^.]+\.(region|against))$/,
];

/** Keys that name signals. */
const SIGNAL_KEYS = [
  /^inference\.(streams\.[^.]+\.)?proposals\.[^.]+\.score_on\.[^.]+$/,
  /^report\.mined\.[^.]+$/,
];

/** Whether the key at the end of a path names a signal. */
export function keyNamesSignal(path: readonly string[]): boolean {
  return SIGNAL_KEYS.some((each) => each.test(path.join(".")));
}

/** What a text at a path is; undefined where it is none of these. `recipe` is plain, and states the kinds. */
export function textRole(
  path: readonly string[],
  recipe: unknown,
  vocabulary: Vocabulary,
): TextRole | undefined {
  const [section, name, part] = path;
  const last = path.at(-1);
  if (section === "extends" || section === "use") return "file";
  if (section === "constants") return "number";
  if (EXPRESSIONS.includes(section!) && path.length === 2) return "expression";
  if (section === "losses" && path.length === 3 && last === "expression") return "expression";
  if (section === "define" && name !== undefined) {
    if (part === "result" || (part === "steps" && path.length === 4)) return "expression";
    if (part === "options") return "number";
    if (part === "inputs") return "axis";
  }
  const dotted = path.join(".");
  if (SIGNAL_NAMES.some((each) => each.test(dotted))) return "signal";
  if (/^report\.logged\.\d+$/.test(dotted)) return "statistic";
  const block = blockPathOf(path);
  if (block && path.length === block.length + 1) {
    if (last === "kind") return "kind";
    const kind = String(valueInMaps(recipe, [...block, "kind"]));
    const spec = vocabulary.blocks.get(kind);
    const isInput = spec ? [...spec.inputs, spec.update, spec.start].includes(last) : last !== "weight";
    if (isInput) return "expression";
  }
  if (last === "kind") {
    return kindWordsAt(path.slice(0, -1), recipe, vocabulary).length > 0 ? "kind" : undefined;
  }
  const schema = recipeSchemaAt(path, recipe, vocabulary);
  const inner = schema && unwrapSchema(schema);
  if (takesNumber(inner)) return "number";
  if (kindWordsAt(path, recipe, vocabulary).length > 0) return "kind";
  return inner instanceof z.ZodEnum ? "word" : undefined;
}
