/** The resolved recipe that a run keeps beside its recipe file. */
import { isMap, parseDocument } from "yaml";

/** Whether a text is a map in plain YAML, as every resolved recipe is. */
export function isResolvedRecipe(text: string): boolean {
  try {
    const document = parseDocument(text);
    document.toJS();
    return document.errors.length + document.warnings.length === 0 && isMap(document.contents);
  } catch {
    // Aliases that multiply, or brackets that overflow the stack.
    return false;
  }
}
