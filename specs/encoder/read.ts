/** The text of an encoder's description to what it says, with places. */
import { type Diagnostic, UserError } from "../diagnostics/diagnostics.ts";
import { type Choice, CHOICES } from "../kinds/mod.ts";
import { readDocument } from "../load/document.ts";
import { sourceOf } from "../load/source.ts";
import { fields } from "../options/fields.ts";
import { checkSection } from "../recipe/check/section.ts";
import { type EncoderDescription, encoderDescription } from "./description.ts";

/** Descriptions have no constants: a number is one. */
const FIELDS = fields(
  (text) => {
    const number = Number(text);
    if (text.trim() !== "" && Number.isFinite(number)) return number;
    throw new RangeError(`must be a number: found "${text}"`);
  },
  (family) => CHOICES[family as Choice],
);

/**
 * Reads a description.
 *
 * @param file Its name, for messages.
 * @throws {UserError} With every mistake, in source order.
 */
export function readEncoder(file: string, text: string): EncoderDescription {
  const { tree, diagnostics: found } = readDocument(sourceOf(file, text));
  const diagnostics: Diagnostic[] = [...found];
  if (tree && tree.shape !== "map") {
    diagnostics.push({
      message: "The description of an encoder is a map",
      place: tree.place,
      hint: 'start with "version: 1"',
    });
  }
  const checked = tree?.shape === "map"
    ? checkSection(tree, [], encoderDescription(FIELDS), diagnostics)
    : undefined;
  if (checked && diagnostics.length === 0) return checked;
  const inOrder = diagnostics.toSorted((a, b) =>
    (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
  );
  throw new UserError(`Cannot load encoder "${file}"`, inOrder);
}
