/** Mistakes of walt itself: told in the log of the editor, and survived. */
import { inspect } from "node:util";
import {
  type Connection,
  type Diagnostic as Shown,
  DiagnosticSeverity,
  ResponseError,
} from "vscode-languageserver";
import { START } from "./places.ts";

/** What to do about a mistake of walt. */
const REPORT = "This is a mistake in walt, not yours. Please report it with the log of the language server";

/** Writes a mistake into the log of the editor. */
export function logFault(connection: Connection, what: string, error: unknown): void {
  connection.console.error(`${what}: ${inspect(error)}\n${REPORT}`);
}

/** What a recipe shows that cannot be checked, since walt fails on it. */
export function faultDiagnostic(error: unknown): Shown {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: DiagnosticSeverity.Error,
    source: "walt",
    message: `walt failed when it checked this text: ${reason}\n${REPORT}`,
    range: START,
  };
}

/** An answer whose mistakes are logged besides being answered as errors; refusals are none. */
export function logged<Params, Answer>(
  connection: Connection,
  answer: (params: Params) => Answer | Promise<Answer>,
): (params: Params) => Promise<Answer> {
  return async (params) => {
    try {
      return await answer(params);
    } catch (error) {
      if (!(error instanceof ResponseError)) logFault(connection, "Answering", error);
      throw error;
    }
  };
}
