/** Mistakes in expressions, told once. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { ExpressionError } from "./parts.ts";
import type { ScalarTree } from "../load/tree.ts";

/** Thrown where something depends on what is wrong and reported already. */
export class AlreadyReported extends Error {
  override name = "AlreadyReported";
}

/** Words a mistake in an expression with its place; other exceptions pass through. */
export function reportExpression(
  error: unknown,
  tree: ScalarTree,
  diagnostics: Diagnostic[],
  context?: string,
): void {
  if (error instanceof AlreadyReported) return;
  if (!(error instanceof ExpressionError)) throw error;
  const hint = [error.hint, context].filter((text) => text !== undefined).join("; ");
  diagnostics.push({
    code: error.code,
    message: error.message,
    place: error.place ?? tree.spot(error.span.offset, error.span.length),
    hint: hint === "" ? undefined : hint,
  });
}
