/** What `check` tells of a recipe, as any editor may show it. */
import { type Diagnostic, type Place } from "../../specs/diagnostics/diagnostics.ts";
import { escapeControls } from "../../specs/diagnostics/escape.ts";
import { readDocument } from "../../specs/load/document.ts";
import { dirname, isAbsolute, join } from "../../specs/load/paths.ts";
import { sourceOf } from "../../specs/load/source.ts";
import { entryAt, type Tree } from "../../specs/load/tree.ts";
import type { Analysis, EditorHost } from "./workspace.ts";

/** Something that is told of a text. */
export interface Told {
  readonly is: "error" | "warning" | "information";
  /** The code of the mistake, where it has one. */
  readonly code?: string | undefined;
  readonly message: string;
  /** The characters of the text that it is about; absent where it is about the whole file. */
  readonly place?: Place | undefined;
  /** Where the mistake is, in another file, of which the text names the one that leads there. */
  readonly elsewhere?: Place | undefined;
}

/**
 * The mistakes and warnings of a document. One in a file that it extends stands where it names that file; what is wrong
 * elsewhere with the recipe of which it is a part is told there.
 */
export function toldOf(
  text: string,
  { file, isPart, isAlone, mistakes, warnings }: Omit<Analysis, "outlook" | "asked">,
  { reach }: Pick<EditorHost, "reach">,
): Told[] {
  const isHere = (place: Place) => reach(place.file) === reach(file);
  // Read where something needs it: most texts are right.
  let read: Tree | undefined;
  const tree = () => read ??= readDocument(sourceOf(file, text)).tree;
  const told = mistakes.flatMap((mistake): Told[] => {
    const { place } = mistake;
    if (!place) return isPart ? [] : [worded(mistake)];
    if (isHere(place)) return [{ ...worded(mistake), place }];
    if (isPart) return [];
    const named = placeOfParent(tree(), file, (name) => reach(name) === reach(place.file));
    return [{ ...worded(mistake), place: named, elsewhere: place }];
  });
  return [
    ...told,
    ...(isAlone ? [ALONE] : []),
    ...warnings.flatMap(({ message, line }): Told[] => {
      const here = line && reach(line.file) === reach(file) ? placeOfLine(text, line) : undefined;
      if (!here && isPart) return [];
      const parent = line && !here
        ? placeOfParent(tree(), file, (name) => reach(name) === reach(line.file))
        : undefined;
      return [{
        is: "warning",
        message: escapeControls(message),
        place: here ?? parent ?? headingOf(tree()),
      }];
    }),
  ];
}

/** What a line says, without its indentation. */
function placeOfLine(text: string, { file, line }: Pick<Place, "file" | "line">): Place {
  const source = text.split("\n")[line - 1] ?? "";
  const column = source.length - source.trimStart().length + 1;
  return { file, line, column, length: source.trimEnd().length - column + 1, source };
}

/** What is told of a part that is checked within no recipe. */
const ALONE: Told = {
  is: "information",
  message:
    "Only the YAML is checked: this recipe has no name, and no recipe here or one folder up extends it\n" +
    "a recipe that is run has a name of its own",
};

/** The key of the name. */
function headingOf(tree: Tree | undefined): Place | undefined {
  return tree && entryAt(tree, ["name"])?.key;
}

/** The message with what to do below it. */
function worded({ code, message, hint }: Diagnostic): Told {
  const lines = hint === undefined ? message : `${message}\n${hint}`;
  return { is: "error", code, message: escapeControls(lines, "\n") };
}

/** Where `extends` names a file; where it is named by a parent, all that is named. */
function placeOfParent(
  tree: Tree | undefined,
  file: string,
  isNamed: (path: string) => boolean,
): Place | undefined {
  const entry = tree && entryAt(tree, ["extends"]);
  if (!entry) return undefined;
  const { value } = entry;
  const items = value.shape === "list" ? value.items : [value];
  const named = items.find((item) =>
    item.shape === "scalar" && typeof item.value === "string" &&
    isNamed(isAbsolute(item.value) ? item.value : join(dirname(file), item.value))
  );
  return (named ?? value).place;
}
