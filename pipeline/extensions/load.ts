/** Functions and blocks of a person's own, in TypeScript files that recipes name in section `use`. */
import type { BlockSpec } from "../../specs/kinds/blocks/block.ts";
import { extendVocabulary, isLoaded } from "../../specs/compile/vocabulary.ts";
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import type { FunctionSpec } from "../../specs/kinds/functions/function.ts";
import { thrownText } from "./blame.ts";
import { EXPORTS, problemsOf } from "./contract.ts";
import { guardBlock, guardFunction, guardRun } from "./guard.ts";
import { importExtension } from "./import.ts";
import type { Run } from "../graph/call.ts";
import { addRun } from "../graph/runs.ts";

/** What an extension file exports. */
export interface Extension {
  /** Expression functions: their type rules, and how they run. */
  readonly functions?: readonly { readonly spec: FunctionSpec; readonly run: Run }[];
  /** Block kinds: their type rules, and how they run. */
  readonly blocks?: readonly { readonly spec: BlockSpec; readonly run: Run }[];
}

/**
 * Loads extension files, each once: recipes that name them in section `use` compile after that.
 *
 * @param paths As `use` resolves them: relative ones start at the working folder.
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
export async function loadExtensions(paths: readonly string[]): Promise<void> {
  for (const path of paths) if (!isLoaded(path)) await loadExtension(path);
}

async function loadExtension(path: string): Promise<void> {
  const { functions, blocks } = readExports(await importExtension(path), path);
  if (functions.length + blocks.length === 0) {
    throw userError(
      `Extension "${path}" exports neither functions nor blocks`,
      "export const functions = [{ spec, run }]",
    );
  }
  try {
    extendVocabulary(
      path,
      functions.map(({ spec }) => guardFunction(path, spec)),
      blocks.map(({ spec }) => guardBlock(path, spec)),
    );
  } catch (error) {
    throw userError(`Cannot use extension "${path}": ${(error as Error).message}`, "choose another name");
  }
  functions.forEach(({ spec, run }) => addRun(spec.name, guardRun(path, spec.name, run)));
  blocks.forEach(({ spec, run }) => addRun(spec.kind, guardRun(path, spec.kind, run)));
}

/** The exports as they are, where nothing is missing. */
function readExports(exported: unknown, path: string): Required<Extension> {
  let checked: ReturnType<typeof EXPORTS.safeParse>;
  try {
    checked = EXPORTS.safeParse({ ...exported as Extension });
  } catch (error) {
    throw userError(`Cannot read what extension "${path}" exports: ${thrownText(error, path)}`);
  }
  if (checked.success) return { functions: [], blocks: [], ...exported as Extension };
  throw new UserError(
    `Cannot use extension "${path}"`,
    problemsOf(checked.error).map((problem) => ({
      message: `Cannot use what extension "${path}" exports: ${problem}`,
      hint: "export const functions = [{ spec, run }]",
    })),
  );
}
