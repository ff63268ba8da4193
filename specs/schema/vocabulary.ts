/** Everything that a recipe may name, each with how it is written and what it is. */
import { isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import { CHOICES, VOCABULARY } from "../kinds/mod.ts";
import { callText, kindText, meaning } from "./signature.ts";

/** One thing that a recipe may name. */
export interface Listed {
  /** "recipe", "macro", "module", "block", "function", or the family of a kind, such as "suppressions". */
  readonly what: string;
  /** Its name. */
  readonly name: string;
  /** How it is written; of a recipe its name. */
  readonly signature: string;
  /** What it is, in a sentence or a formula. */
  readonly summary: string;
  /** The file that declares it, `file:line` of a macro; absent of what the language has by itself. */
  readonly from?: string;
}

/**
 * The blocks, functions and kinds of the language, in the order of the reference.
 *
 * @example See how a function is called
 * ```ts
 * import { listVocabulary } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const erode = listVocabulary().find(({ name }) => name === "erode");
 * assert.match(erode!.signature, /^erode\(/);
 * ```
 */
export function listVocabulary(): Listed[] {
  const { blocks, functions } = VOCABULARY;
  return [
    ...[...blocks.values()].map((spec) => ({
      what: "block",
      name: spec.kind,
      signature: kindText(spec),
      summary: spec.summary,
    })),
    ...[...functions.values()].map((spec) => ({
      what: "function",
      name: spec.name,
      signature: callText(spec),
      summary: meaning(spec),
    })),
    ...Object.entries(CHOICES).flatMap(([what, kinds]) =>
      [...kinds.values()].map((spec) => ({
        what,
        name: spec.kind,
        signature: kindText(spec),
        summary: spec.summary,
      }))
    ),
  ];
}

/** What a recipe file is and the macros that it defines; what cannot be read is left to `check`. */
export function listFile(file: string, text: string): Listed[] {
  const document = parseDocument(text, { uniqueKeys: false });
  const recipe = document.errors.length === 0 && isMap(document.contents) ? document.contents : undefined;
  if (!recipe) return [];
  const name = recipe.get("name");
  const defined = recipe.get("define");
  const own = typeof name === "string"
    ? [{
      what: "recipe",
      name,
      signature: name,
      summary: String(recipe.get("description") ?? ""),
      from: file,
    }]
    : [];
  const macros = isMap(defined) ? defined.items : [];
  const above = isMap(defined) ? defined.commentBefore ?? (own.length === 0 ? commentAtTop(text) : "") : "";
  return [
    ...own,
    ...macros.flatMap(({ key, value }, i): Listed[] =>
      isScalar(key) && isMap(value) && isWhole(value)
        ? [{
          ...macroOf(String(key.value), value.toJSON()),
          summary: sentence(key.commentBefore ?? (i === 0 ? above : "")),
          from: `${file}:${text.slice(0, key.range?.[0] ?? 0).split("\n").length}`,
        }]
        : []
    ),
  ];
}

/** Whether a recipe defines a macro, and does not change parts of one that it inherits. */
function isWhole(macro: YAMLMap): boolean {
  const inputs = macro.get("inputs");
  return isMap(inputs) && inputs.items.every(({ value }) => isSeq(value)) && macro.has("result");
}

/** A macro as a recipe states it. */
interface Macro {
  readonly inputs?: Readonly<Record<string, readonly string[]>>;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly steps?: Readonly<Record<string, unknown>>;
}

/** How a macro is called, from what a recipe says of it: "info_nce(query: [B, K, D], temperature=0.07)". */
export function macroText(name: string, macro: unknown): string {
  const { inputs } = (macro ?? {}) as Macro;
  const isRead = Object.values(inputs ?? {}).every((axes) => Array.isArray(axes));
  return inputs && isRead ? macroOf(name, macro as Macro).signature : name;
}

function macroOf(
  name: string,
  { inputs = {}, options = {}, steps = {} }: Macro,
): Pick<Listed, "what" | "name" | "signature"> {
  const parameters = [
    ...Object.entries(inputs).map(([input, axes]) => `${input}: [${axes.join(", ")}]`),
    ...Object.entries(options).map(([option, value]) => `${option}=${value}`),
  ];
  const isModule = Object.values(steps).some((step) => typeof step === "object");
  return { what: isModule ? "module" : "macro", name, signature: `${name}(${parameters.join(", ")})` };
}

/** The comment that a file begins with. */
function commentAtTop(text: string): string {
  return /^(?:#.*\n)*/.exec(text)![0].replace(/^# ?/gm, "").replace(/^yaml-language-server:.*\n/, "");
}

/** A comment as one line. */
function sentence(comment: string): string {
  return comment.split("\n").map((line) => line.trim()).filter(Boolean).join(" ");
}
