/** Answers what an editor asks about a recipe. */
import { basename, dirname, relative, resolve } from "node:path";
import {
  CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  ErrorCodes,
  type Location,
  MarkupKind,
  MessageType,
  type Range,
  ResponseError,
  type ServerCapabilities,
  ShowMessageNotification,
  type TextDocumentPositionParams,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Completion } from "../../specs/editor/completion.ts";
import { completionsAt } from "../../specs/editor/completions.ts";
import { definitionAt } from "../../specs/editor/definition.ts";
import { isRecipeText } from "../../specs/editor/file_kind.ts";
import { fixAt } from "../../specs/editor/fixes.ts";
import { formatRecipe, type Formatted } from "../../specs/editor/format.ts";
import { hoverAt } from "../../specs/editor/hover.ts";
import { OWN_RECIPE } from "../../specs/load/own_recipes.ts";
import { renamableAt, renameAt } from "../../specs/editor/rename.ts";
import { type RecipeScene, sceneOf } from "../../specs/editor/scene.ts";
import type { Checks } from "./checks.ts";
import { logged } from "./faults.ts";
import { pathOf, placedAt, rangeOf, START, uriOf } from "./places.ts";
import type { EditorHost } from "./workspace.ts";

/** What can be asked. */
export const CAPABILITIES: ServerCapabilities = {
  completionProvider: { triggerCharacters: [" ", "(", ",", ":", "[", "."] },
  hoverProvider: true,
  definitionProvider: true,
  renameProvider: { prepareProvider: true },
  documentFormattingProvider: true,
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

/** How editors draw completions. */
const KINDS: Readonly<Record<Completion["is"], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  kind: CompletionItemKind.Class,
  function: CompletionItemKind.Function,
  macro: CompletionItemKind.Function,
  signal: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  axis: CompletionItemKind.TypeParameter,
  parameter: CompletionItemKind.Field,
  word: CompletionItemKind.EnumMember,
  file: CompletionItemKind.File,
};

/** Answers on a connection. */
export function answerQuestions(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  host: EditorHost,
  checks: Checks,
): void {
  /** Asks about a place in a recipe that can be read. */
  async function asked<T>(
    { textDocument: { uri }, position }: TextDocumentPositionParams,
    answer: (scene: RecipeScene, line: number, column: number) => T,
  ): Promise<T | null> {
    const analysis = await checks.settled(uri);
    const text = documents.get(uri)?.getText();
    const scene = analysis?.outlook && text !== undefined && sceneOf(analysis.file, text, analysis.outlook);
    if (!scene) return null;
    const { line, column } = placedAt(position);
    return answer(scene, line, column);
  }

  connection.onCompletion(logged(connection, async ({ textDocument: { uri }, position }) => {
    const outlook = (await checks.known(uri))?.outlook;
    const document = documents.get(uri);
    if (!document || !outlook) return null;
    const offset = document.offsetAt(position);
    const { from, to, items } = completionsAt(
      document.getText(),
      offset,
      outlook,
      () => parentsFor(uri, host),
    );
    const range = { start: document.positionAt(from), end: document.positionAt(to) };
    return items.map((item, i) => shownCompletion(item, range, i));
  }));

  connection.onHover(logged(connection, (params) =>
    asked(params, (scene, line, column) => {
      const hover = hoverAt(scene, line, column);
      return hover
        ? { contents: { kind: MarkupKind.Markdown, value: hover.markdown }, range: rangeOf(hover.place) }
        : null;
    })));

  connection.onDefinition(
    logged(connection, (params) =>
      asked(params, (scene, line, column): Location | null => {
        const found = definitionAt(scene, line, column);
        if (!found) return null;
        return "file" in found
          ? { uri: uriOf(found.file), range: START }
          : { uri: uriOf(found.place.file), range: rangeOf(found.place) };
      })),
  );

  connection.onPrepareRename(logged(connection, (params) =>
    asked(params, (scene, line, column) => {
      const found = renamableAt(scene, line, column);
      if (!found) return null;
      return { range: rangeOf(granted(found).place), placeholder: granted(found).name };
    })));

  connection.onRenameRequest(logged(connection, (params) =>
    asked(params, (scene, line, column) => {
      const found = renameAt(scene, line, column, params.newName);
      if (!found) return null;
      const edits = granted(found).places.map((place) => ({
        range: rangeOf(place),
        newText: params.newName,
      }));
      return { changes: { [params.textDocument.uri]: edits } };
    })));

  connection.onDocumentFormatting(logged(connection, ({ textDocument: { uri } }) => {
    const text = documents.get(uri)?.getText();
    if (text === undefined) return null;
    const answer = isRecipeText(text) ? formatRecipe(text) : NO_RECIPE;
    if ("refused" in answer) {
      const message = `"${basename(pathOf(uri))}" is not formatted: ${answer.refused}`;
      // What is marked in the text, or is no business of walt's, should not interrupt whoever saves.
      if (answer.isTold) connection.console.info(message);
      else connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
      return null;
    }
    const { formatted } = answer;
    const all = { start: START.start, end: documents.get(uri)!.positionAt(text.length) };
    return formatted === text ? [] : [{ range: all, newText: formatted }];
  }));

  connection.onCodeAction(logged(connection, async (params: CodeActionParams) => {
    const { textDocument: { uri }, context } = params;
    const outlook = (await checks.settled(uri))?.outlook;
    const document = documents.get(uri);
    if (!document || !outlook) return null;
    return context.diagnostics.flatMap((diagnostic) => {
      const { start, end } = diagnostic.range;
      const span = [document.offsetAt(start), document.offsetAt(end)] as const;
      const fix = fixAt(document.getText(), span, outlook, () => parentsFor(uri, host));
      if (!fix) return [];
      const range = { start: document.positionAt(fix.from), end: document.positionAt(fix.to) };
      const changes = { [uri]: [{ range, newText: fix.name }] };
      const action = CodeAction.create(`Change to "${fix.name}"`, { changes }, CodeActionKind.QuickFix);
      return [{ ...action, diagnostics: [diagnostic], isPreferred: true }];
    });
  }));
}

/** Why other YAML files stay as they are. */
const NO_RECIPE: Formatted = { refused: "it is no recipe", isTold: true };

/**
 * The recipes that another one may name in `extends`: by their paths from it those in its folder, and in and beside its
 * parent; then walt's own by name.
 */
function parentsFor(uri: string, host: EditorHost): string[] {
  const path = pathOf(uri);
  const folder = dirname(path);
  const near = host.foldersIn(folder).map((each) => resolve(folder, each));
  const up = dirname(folder);
  const beside = host.foldersIn(up).map((each) => resolve(up, each)).filter((each) => each !== folder);
  const files = [folder, ...near, up, ...beside].flatMap((each) => host.recipesIn(each))
    .map((file) => relative(folder, file)).filter((file) => resolve(folder, file) !== path);
  return [...files, ...host.ownRecipes().map((name) => `${OWN_RECIPE}${name}`)];
}

/** What is granted, or the refusal as an error that editors show. */
function granted<T extends object>(answer: T | { readonly refused: string }): T {
  if ("refused" in answer) throw new ResponseError(ErrorCodes.InvalidRequest, answer.refused);
  return answer;
}

function shownCompletion(
  { label, is, detail, markdown, insert }: Completion,
  range: Range,
  place: number,
): CompletionItem {
  return {
    label,
    kind: KINDS[is],
    ...(detail === undefined ? {} : { detail }),
    ...(markdown ? { documentation: { kind: MarkupKind.Markdown, value: markdown } } : {}),
    // In the order in which they are given.
    sortText: String(place).padStart(4, "0"),
    textEdit: { range, newText: insert ?? label },
  };
}
