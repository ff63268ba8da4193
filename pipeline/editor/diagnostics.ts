/** What is told of a recipe, as the language server protocol has it. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import { rangeOf, START, uriOf } from "./places.ts";
import { type Told, toldOf } from "./told.ts";
import type { Analysis, EditorHost } from "./workspace.ts";

const SEVERITIES: Readonly<Record<Told["is"], DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** The mistakes and warnings of a document. */
export function shownDiagnostics(
  text: string,
  analysis: Omit<Analysis, "outlook" | "asked">,
  host: Pick<EditorHost, "reach">,
): Diagnostic[] {
  return toldOf(text, analysis, host).map(({ is, code, message, place, elsewhere }) => ({
    severity: SEVERITIES[is],
    source: "walt",
    ...(code === undefined ? {} : { code }),
    message,
    range: place ? rangeOf(place) : START,
    ...(elsewhere
      ? {
        relatedInformation: [{
          location: { uri: uriOf(elsewhere.file), range: rangeOf(elsewhere) },
          message,
        }],
      }
      : {}),
  }));
}
