/** Kinds of a person's own, in TypeScript files that recipes name in section `use`. */
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import {
  type Additions,
  extendVocabulary,
  FAMILY_NAMES,
  type FamilyName,
  type Vocabulary,
} from "../../specs/kinds/mod.ts";
import type { KindSpec } from "../../specs/kinds/kind.ts";
import type { BlockSpec } from "../../specs/kinds/blocks/block.ts";
import type { FunctionSpec } from "../../specs/kinds/functions/function.ts";
import type { Run } from "../graph/call.ts";
import type { KindRun } from "../kinds/kind.ts";
import type { Kinds } from "../kinds/mod.ts";
import { LANGUAGE, type Language } from "../language.ts";
import { ANSWERS } from "./answers.ts";
import { thrownText } from "./blame.ts";
import { EXPORTS, problemsOf } from "./contract.ts";
import { guardBlock, guardFunction, guardKind, guardKindRun, guardRun } from "./guard.ts";
import { importExtension } from "./import.ts";

/** What an extension file exports: for each family what its kinds are, and how they run. */
export type Extension = {
  readonly [F in FamilyName]?: readonly {
    readonly spec: Vocabulary[F] extends ReadonlyMap<string, infer Spec> ? Spec : never;
    /** Takes the checked options, and gives what does the work; of a function or block it is that itself. */
    readonly run: Kinds[F] extends ReadonlyMap<string, KindRun<infer Does>> ? (options: never) => Does
      : Kinds[F] extends ReadonlyMap<string, infer Does> ? Does
      : never;
  }[];
};

/**
 * The language with the kinds of extension files, each loaded once: recipes that name them in section `use` compile by
 * its vocabulary, and their models run by its kinds.
 *
 * @param paths As `use` resolves them: relative ones start at the working folder.
 * @param language What they are added to: the language without extensions by default.
 * @throws {UserError} When a file cannot be imported, exports nothing of use, or takes a name that is there already.
 *
 * @example A file that is not there
 * ```ts
 * import { loadExtensions, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * await assert.rejects(loadExtensions(["nowhere.ts"]), UserError);
 * ```
 */
export async function loadExtensions(
  paths: readonly string[],
  language: Language = LANGUAGE,
): Promise<Language> {
  let extended = language;
  for (const path of paths) {
    if (!extended.vocabulary.extensions.has(path)) extended = await loadExtension(path, extended);
  }
  return extended;
}

async function loadExtension(path: string, { vocabulary, kinds }: Language): Promise<Language> {
  const exported = readExports(await importExtension(path), path);
  if (FAMILY_NAMES.every((family) => exported[family].length === 0)) {
    throw userError(
      `Extension "${path}" exports no kinds of any family`,
      "export const functions = [{ spec, run }]",
    );
  }
  const specs = eachFamily((family) => exported[family].map(({ spec }) => guardSpec(path, family, spec)));
  const runs = eachFamily((family) =>
    new Map([...kinds[family], ...exported[family].map((each) => guardedRun(path, family, each))])
  );
  try {
    return {
      vocabulary: extendVocabulary(vocabulary, path, specs as Additions),
      kinds: runs as unknown as Kinds,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw userError(`Cannot use extension "${path}": ${error.message}`, "choose another name");
  }
}

function eachFamily<T>(make: (family: FamilyName) => T): Record<string, T> {
  return Object.fromEntries(FAMILY_NAMES.map((family) => [family, make(family)]));
}

function guardSpec(path: string, family: FamilyName, spec: unknown) {
  if (family === "functions") return guardFunction(path, spec as FunctionSpec);
  if (family === "blocks") return guardBlock(path, spec as BlockSpec);
  return guardKind(path, spec as KindSpec);
}

function guardedRun(path: string, family: FamilyName, { spec, run }: { spec: unknown; run: unknown }) {
  const name = family === "functions" ? (spec as FunctionSpec).name : (spec as KindSpec).kind;
  const isGraph = family === "functions" || family === "blocks";
  const guarded = isGraph
    ? guardRun(path, name, run as Run)
    : guardKindRun(path, name, run as (options: unknown) => unknown, ANSWERS[family]);
  return [name, guarded] as const;
}

/** The exports as they are, where nothing is missing. */
function readExports(exported: unknown, path: string): Required<Extension> {
  let checked: ReturnType<typeof EXPORTS.safeParse>;
  try {
    checked = EXPORTS.safeParse({ ...exported as Extension });
  } catch (error) {
    throw userError(`Cannot read what extension "${path}" exports: ${thrownText(error, path)}`);
  }
  if (checked.success) {
    return eachFamily((family) => (exported as Extension)[family] ?? []) as Required<Extension>;
  }
  throw new UserError(
    `Cannot use extension "${path}"`,
    problemsOf(checked.error).map((problem) => ({
      message: `Cannot use what extension "${path}" exports: ${problem}`,
      hint: "export const functions = [{ spec, run }]",
    })),
  );
}
