/** A layout of annotation files from words beside files, as a recipe states it. */
import { z } from "zod";
import { type Diagnostic, UserError } from "../../diagnostics/diagnostics.ts";
import { type Choice, CHOICES } from "../../kinds/mod.ts";
import { readDocument } from "../../load/document.ts";
import { sourceOf } from "../../load/source.ts";
import { type ChosenKind, fields } from "../../options/fields.ts";
import { evaluatorOf } from "./evaluator.ts";
import { checkSection } from "./section.ts";

/**
 * The layout that a text states: a kind, or YAML such as `{ kind: elan, label: tier }`.
 *
 * @param file what messages call the text.
 * @throws {UserError} When there is no such layout, or with every mistake in its options.
 */
export function statedLayout(text: string, file: string): ChosenKind {
  const { tree, diagnostics: found } = readDocument(sourceOf(file, `format: ${text}`));
  const diagnostics: Diagnostic[] = [...found];
  if (!tree || diagnostics.length > 0) throw new UserError(`Cannot use ${file}`, diagnostics);
  const numbers = { get: () => undefined, names: () => [] };
  const builders = fields(evaluatorOf(numbers), (family) => CHOICES[family as Choice]);
  const schema = z.strictObject({ format: builders.kind("layouts", "What the files are laid out as") });
  const checked = checkSection(tree, [], schema, diagnostics);
  if (!checked || diagnostics.length > 0) throw new UserError(`Cannot use ${file}`, diagnostics);
  return checked.format;
}
