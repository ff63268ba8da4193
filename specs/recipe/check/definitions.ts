/** Section `define`: what each entry says, before its expressions are read. */
import type { z } from "zod";
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import type { Vocabulary } from "../../kinds/mod.ts";
import type { Tree } from "../../load/tree.ts";
import { type Fields, NAME } from "../../options/fields.ts";
import { macro } from "../define.ts";
import { entriesOf } from "./entries.ts";
import { checkSection } from "./section.ts";
import { NAME_HINT } from "./wording.ts";

/** A checked entry. */
export type Definition = z.output<ReturnType<typeof macro>>;

/** The entries by name; undefined where one is wrong, or the language has its name, which is then reported. */
export function checkDefinitions(
  tree: Tree,
  { functions, blocks }: Pick<Vocabulary, "functions" | "blocks">,
  fields: Fields,
  diagnostics: Diagnostic[],
): Map<string, Definition | undefined> {
  const definitions = new Map<string, Definition | undefined>();
  const schema = macro(fields);
  for (const [name, { key }] of entriesOf(tree, "define", "macros", diagnostics)) {
    const taken = functions.has(name) ? "function" : blocks.has(name) ? "block" : undefined;
    if (taken || !NAME.test(name)) {
      const reason = taken ? `it is a ${taken} of the language` : NAME_HINT;
      diagnostics.push({ message: `Cannot define "${name}": ${reason}`, place: key });
      if (taken) definitions.set(name, undefined);
    } else definitions.set(name, checkSection(tree, ["define", name], schema, diagnostics));
  }
  return definitions;
}
