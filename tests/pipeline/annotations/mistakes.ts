import assert from "node:assert/strict";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";

/** The messages of a UserError, each with its place and hint. */
export function mistakes(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics.map(({ message, place, hint }) =>
      `${place ? `${place.line}:${place.column} ` : ""}${message}${hint ? ` (${hint})` : ""}`
    );
  }
  return [];
}
