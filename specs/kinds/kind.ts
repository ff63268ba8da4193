/** What the language knows about a kind that a recipe chooses by name: its options. Kinds of one use are a family. */
import type { z } from "zod";
import type { Fields } from "../options/fields.ts";

/** A kind. `S` is the schema of its options, `kind` left out. */
export interface KindSpec<S extends z.ZodObject = z.ZodObject> {
  /** The word in recipes, such as "nms". */
  readonly kind: string;
  /** What it is, in a sentence without a period. */
  readonly summary: string;
  /** The options, each with a description, its unit, and a default where it has one. */
  options(fields: Fields): S;
}

/** The kinds of a family by their words, in the order in which they are shown. */
export type Family<K extends KindSpec = KindSpec> = ReadonlyMap<string, K>;

/** Lists the kinds of a family. */
export function family<K extends { readonly kind: string }>(...kinds: readonly K[]): ReadonlyMap<string, K> {
  return new Map(kinds.map((spec) => [spec.kind, spec]));
}

/**
 * Declares a kind of any family but functions and blocks: only helps the compiler to infer the type of its options.
 *
 * @example A suppression
 * ```ts
 * import { kind } from "@walt/walt";
 * import { z } from "zod";
 * import assert from "node:assert/strict";
 *
 * const longest = kind({
 *   kind: "longest",
 *   summary: "The longest segments of a class",
 *   options: ({ number }) => z.strictObject({ keep: number("How many stay", { min: 1, integer: true }) }),
 * });
 * assert.equal(longest.kind, "longest");
 * ```
 */
export function kind<S extends z.ZodObject>(spec: KindSpec<S>): KindSpec<S> {
  return spec;
}
