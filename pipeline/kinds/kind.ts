/** How a kind runs that a section of settings chooses. */
import type { z } from "zod";
import type { KindSpec } from "../../specs/kinds/kind.ts";
import type { ChosenKind } from "../../specs/options/fields.ts";

/** A kind: its checked options become what the kinds of its family do. */
export interface KindRun<T> {
  /** Its word in recipes. */
  readonly kind: string;
  /** Takes the checked options. */
  create(options: ChosenKind): T;
}

/** Pairs a kind's specification with how it runs; the options have the types of its schema. */
export function kindRun<S extends z.ZodObject, T>(
  { kind }: KindSpec<S>,
  create: (options: z.output<S>) => T,
): KindRun<T> {
  return { kind, create: (options) => create(options as z.output<S>) };
}

/** What a recipe has chosen, ready to run. */
export function createKind<T>(family: ReadonlyMap<string, KindRun<T>>, chosen: ChosenKind): T {
  const found = family.get(chosen.kind);
  if (!found) throw new RangeError(`Nothing says how "${chosen.kind}" runs: give the kinds of its extension`);
  return found.create(chosen);
}
