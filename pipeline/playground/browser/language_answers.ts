/// <reference lib="dom" />
/** What the language says of the recipe at hand, as CodeMirror has it. */
import type { Completion as Offer, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import type { Diagnostic } from "@codemirror/lint";
import type { EditorState, Text } from "@codemirror/state";
import { readDocument } from "../../../specs/load/document.ts";
import { sourceOf } from "../../../specs/load/source.ts";
import { entryAt, placeText } from "../../../specs/load/tree.ts";
import type { Completion } from "../../../specs/editor/completion.ts";
import { completionsAt } from "../../../specs/editor/completions.ts";
import { fixAt } from "../../../specs/editor/fixes.ts";
import { type Hover, hoverAt } from "../../../specs/editor/hover.ts";
import { sceneOf } from "../../../specs/editor/scene.ts";
import { type Told, toldOf } from "../../editor/told.ts";
import type { Desk } from "./desk.ts";
import { make } from "../../report/interactive/browser/dom.ts";
import { markdown } from "./markdown.ts";
import { pathFrom } from "./recipe_shelf.ts";

/** What is told of the recipe at hand. */
export function toldAt({ text, analysis, program, path, shelf: { host } }: Desk): Told[] {
  if (!analysis) return [];
  const told = toldOf(text, analysis, host);
  if (!program || program.recipe.data.kind === "synthetic") return told;
  const { tree } = readDocument(sourceOf(path, text));
  const place = tree && (entryAt(tree, ["data"]) ?? entryAt(tree, ["name"]))?.key;
  return [...told, { is: "information", message: filesText(path), place }];
}

/** What is told of a recipe that reads files. */
function filesText(path: string): string {
  return "A page reads no feature files: this recipe is checked and drawn here, and trained by " +
    `deno task run ${path}\npress "Train on generated videos" for one that extends it and is trained here`;
}

/** The message of something that is told, with where it is if that is another file. */
export function toldText({ message, elsewhere }: Told): string {
  return elsewhere ? `${placeText(elsewhere)}: ${message}` : message;
}

/** What is told, at its characters. */
export function markedProblems(state: EditorState, desk: Desk): Diagnostic[] {
  return toldAt(desk).map((told): Diagnostic => {
    const [from, to] = spanOf(state.doc, told);
    const fix = fixOf(desk, told, state.doc);
    return {
      from,
      to,
      severity: told.is === "information" ? "info" : told.is,
      message: toldText(told),
      ...(fix ? { actions: [{ name: fixText(fix), apply: (view) => view.dispatch({ changes: fix }) }] } : {}),
    };
  }).toSorted((a, b) => a.from - b.from);
}

function spanOf(doc: Text, { place }: Told): [from: number, to: number] {
  if (!place || place.line > doc.lines) return [0, doc.line(1).to];
  const line = doc.line(place.line);
  const from = Math.min(line.from + place.column - 1, line.to);
  return [from, Math.min(from + place.length, line.to)];
}

/** The name that a misspelt one most likely should be, as a change of the text. */
export function fixOf({ text, analysis, path, shelf }: Desk, told: Told, doc: Text): Replacement | undefined {
  if (!analysis || told.is !== "error") return undefined;
  const fix = fixAt(text, spanOf(doc, told), analysis.outlook, () => parentsFor(path, shelf.paths()));
  return fix && { from: fix.from, to: fix.to, insert: fix.name };
}

/** What pressing it does. */
export function fixText({ insert }: Replacement): string {
  return `Change to "${insert}"`;
}

/** A text in the place of some characters. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What may be typed at the cursor. */
export function offeredAt(
  { state, pos, explicit, matchBefore }: CompletionContext,
  { analysis, path, shelf }: Desk,
): CompletionResult | null {
  if (!analysis || !(explicit || matchBefore.call({ state, pos }, /[\w.]$|[(:,[] ?$|^ *$/))) return null;
  const { from, to, items } = completionsAt(
    state.doc.toString(),
    pos,
    analysis.outlook,
    () => parentsFor(path, shelf.paths()),
  );
  return items.length === 0 ? null : { from, to, options: items.map(offerOf), validFor: /^[\w.]*$/ };
}

/** As it is offered, in the order in which the language gives it. */
function offerOf({ label, is, detail, markdown: text, insert }: Completion, place: number): Offer {
  return {
    label,
    type: is,
    boost: Math.max(-99, 99 - place),
    ...(detail === undefined ? {} : { detail }),
    ...(text ? { info: () => make("div", { class: "about" }, markdown(text)) } : {}),
    ...(insert === undefined ? {} : { apply: insert }),
  };
}

/** What there is to say at a position, line and column counted from 1. */
export function hoverIn({ text, analysis }: Desk, line: number, column: number): Hover | undefined {
  const scene = analysis && sceneOf(analysis.file, text, analysis.outlook);
  return scene && hoverAt(scene, line, column);
}

/** The recipes that another one may extend, as it names them. */
function parentsFor(path: string, paths: readonly string[]): string[] {
  return paths.filter((each) => each !== path).map((each) => pathFrom(path, each));
}
