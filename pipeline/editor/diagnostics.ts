/** What `check` tells of a recipe, as an editor shows it. */
import { dirname, isAbsolute, join, resolve } from "node:path";
import { type Diagnostic as Shown, DiagnosticSeverity, type Range } from "vscode-languageserver";
import type { Diagnostic, Place } from "../../specs/diagnostics/diagnostics.ts";
import { escapeControls } from "../../specs/diagnostics/escape.ts";
import { readDocument } from "../../specs/load/document.ts";
import { sourceOf } from "../../specs/load/source.ts";
import { entryAt, type Tree } from "../../specs/load/tree.ts";
import type { Analysis } from "./workspace.ts";
import { rangeOf, START, uriOf } from "./places.ts";

/**
 * The mistakes and warnings of a document at their places. One in a file that it extends stands where it names that file;
 * what is wrong elsewhere with the recipe of which it is a part is told there.
 */
export function shownDiagnostics(
  text: string,
  { file, isPart, isAlone, mistakes, warnings }: Omit<Analysis, "outlook" | "asked">,
): Shown[] {
  const isHere = (place: Place) => resolve(place.file) === resolve(file);
  // Read where something needs it: most texts are right.
  let read: Tree | undefined;
  const tree = () => read ??= readDocument(sourceOf(file, text)).tree;
  const shown = mistakes.flatMap((mistake): Shown[] => {
    const { place } = mistake;
    if (!place) return isPart ? [] : [{ ...worded(mistake), range: START }];
    if (isHere(place)) return [{ ...worded(mistake), range: rangeOf(place) }];
    if (isPart) return [];
    const { message } = worded(mistake);
    const there = { location: { uri: uriOf(place.file), range: rangeOf(place) }, message };
    const named = placeOfParent(tree(), file, place.file);
    return [{ ...worded(mistake), range: named ? rangeOf(named) : START, relatedInformation: [there] }];
  });
  return [
    ...shown,
    ...(isAlone ? [ALONE] : []),
    ...warnings.flatMap(({ message, line }) => {
      const here = line && resolve(line.file) === resolve(file) ? lineOf(text, line.line) : undefined;
      if (!here && isPart) return [];
      const parent = line && !here ? placeOfParent(tree(), file, line.file) : undefined;
      const range = here ?? (parent ? rangeOf(parent) : headingOf(tree()));
      return [{
        severity: DiagnosticSeverity.Warning,
        source: "walt",
        message: escapeControls(message),
        range,
      }];
    }),
  ];
}

/** What a line says, without its indentation. */
function lineOf(text: string, line: number): Range {
  const said = text.split("\n")[line - 1] ?? "";
  return {
    start: { line: line - 1, character: said.length - said.trimStart().length },
    end: { line: line - 1, character: said.trimEnd().length },
  };
}

/** What is told of a part that is checked within no recipe. */
const ALONE: Shown = {
  severity: DiagnosticSeverity.Information,
  source: "walt",
  message:
    "Only the YAML is checked: this recipe has no name, and no recipe here or one folder up extends it\n" +
    "a recipe that is run has a name of its own",
  range: START,
};

/** The key of the name. */
function headingOf(tree: Tree | undefined): Range {
  const heading = tree && entryAt(tree, ["name"])?.key;
  return heading ? rangeOf(heading) : START;
}

/** The message with what to do below it. */
function worded({ code, message, hint }: Diagnostic): Omit<Shown, "range"> & { message: string } {
  const lines = hint === undefined ? message : `${message}\n${hint}`;
  return {
    severity: DiagnosticSeverity.Error,
    source: "walt",
    ...(code === undefined ? {} : { code }),
    message: escapeControls(lines, "\n"),
  };
}

/** Where `extends` names a file; where it is named by a parent, all that is named. */
function placeOfParent(tree: Tree | undefined, file: string, parent: string): Place | undefined {
  const entry = tree && entryAt(tree, ["extends"]);
  if (!entry) return undefined;
  const { value } = entry;
  const items = value.shape === "list" ? value.items : [value];
  const named = items.find((item) =>
    item.shape === "scalar" && typeof item.value === "string" &&
    resolve(isAbsolute(item.value) ? item.value : join(dirname(file), item.value)) === resolve(parent)
  );
  return (named ?? value).place;
}
