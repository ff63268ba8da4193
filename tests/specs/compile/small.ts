/** Small recipes for tests. */
import { compileRecipe } from "../../../specs/compile/mod.ts";
import type { Vocabulary } from "../../../specs/kinds/mod.ts";
import { findSignal, type Program } from "../../../specs/program.ts";
import { showType } from "../../../specs/types.ts";
import { readText } from "../recipes.ts";

const BASE = readText("tests/golden/base.yaml");

/** Compiles text that extends tests/golden/base.yaml. */
export function compileSmall(text: string, set: readonly string[] = [], vocabulary?: Vocabulary): Program {
  const files: Record<string, string> = {
    "small.yaml": `version: 1\nname: small\nextends: base.yaml\n${text}`,
    "base.yaml": BASE,
  };
  return compileRecipe("small.yaml", { set, read: (path) => files[path]! }, vocabulary);
}

/** The type of a signal, as text. */
export function typeOf(program: Program, name: string): string {
  return showType(findSignal(program, name)!.type);
}
