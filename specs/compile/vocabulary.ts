/** The functions and blocks that recipes may use: the language's own, and those of extensions that are loaded. */
import type { BlockSpec } from "../kinds/blocks/block.ts";
import { BLOCKS } from "../kinds/blocks/mod.ts";
import type { FunctionSpec } from "../kinds/functions/function.ts";
import { FUNCTIONS } from "../kinds/functions/mod.ts";

const functions = new Map(FUNCTIONS);
const blocks = new Map(BLOCKS);
const loaded = new Set<string>();

/** The functions by name. */
export const KNOWN_FUNCTIONS: ReadonlyMap<string, FunctionSpec> = functions;
/** The blocks by kind. */
export const KNOWN_BLOCKS: ReadonlyMap<string, BlockSpec> = blocks;

/** Whether the extension file at a path is loaded. */
export function isLoaded(path: string): boolean {
  return loaded.has(path);
}

/**
 * Adds the functions and blocks of an extension file.
 *
 * @throws {RangeError} When a name is taken.
 */
export function extendVocabulary(
  path: string,
  newFunctions: readonly FunctionSpec[],
  newBlocks: readonly BlockSpec[],
): void {
  const taken = firstTaken(newFunctions.map(({ name }) => name), functions) ??
    firstTaken(newBlocks.map(({ kind }) => kind), blocks);
  if (taken !== undefined) throw new RangeError(`"${taken}" is there already`);
  newFunctions.forEach((spec) => functions.set(spec.name, spec));
  newBlocks.forEach((spec) => blocks.set(spec.kind, spec));
  loaded.add(path);
}

function firstTaken(names: readonly string[], known: ReadonlyMap<string, unknown>): string | undefined {
  return names.find((name, i) => known.has(name) || names.indexOf(name) < i);
}
