/** The recipe of a fixture, compiled with the fixture's numbers. */
import { compileRecipe } from "../../specs/compile/mod.ts";
import type { Program } from "../../specs/program.ts";
import { readTextSync } from "../files/reading.ts";
import { type Mapping, resolveVariant, type Variant } from "./mapping.ts";

/** A recipe by the mapping that chose it. */
export interface CompiledVariant {
  readonly mapping: Mapping;
  readonly variant: Variant;
  readonly program: Program;
}

/**
 * Compiles the recipe of a configuration; with weights, the configuration has to say which recipe they are of.
 *
 * @throws {UserError} When the mapping does not know a value of the configuration, or the recipe does not take it.
 */
export function compileVariant(
  mapping: Mapping,
  config: Readonly<Record<string, unknown>>,
  needs: { readonly weights: boolean },
): CompiledVariant {
  const { recipe, overrides, variant } = resolveVariant(mapping, config, needs);
  return { mapping, variant, program: compileRecipe(recipe, { set: overrides, read: readTextSync }) };
}
