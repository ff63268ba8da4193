/** Checks open recipes while they are typed. */
import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { isRecipeText } from "../../specs/editor/file_kind.ts";
import { shownDiagnostics } from "./diagnostics.ts";
import { faultDiagnostic, logFault } from "./faults.ts";
import { pathOf } from "./places.ts";
import { type Analysis, createWorkspace, type EditorHost } from "./workspace.ts";

/** Milliseconds without a change after which a recipe is checked: changes that come together are checked once. */
const QUIET_MS = 5;

/** The checks of open recipes. */
export interface Checks {
  /** What is known of a recipe once all that was typed before is checked. */
  settled(uri: string): Promise<Analysis | undefined>;
  /** What is known of a recipe from its last check, or its first where it had none. */
  known(uri: string): Promise<Analysis | undefined>;
}

/** Publishes the diagnostics of open recipes. */
export function checkWhileTyping(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  host: EditorHost,
): Checks {
  const workspace = createWorkspace(
    host,
    (path) => documents.all().find(({ uri }) => pathOf(uri) === path)?.getText(),
  );
  const analyses = new Map<string, Analysis>();
  const dirty = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let checking = Promise.resolve();

  function schedule(uris: readonly string[]): void {
    for (const uri of uris) dirty.add(uri);
    clearTimeout(timer);
    timer = setTimeout(checkDirty, QUIET_MS);
  }

  function checkDirty(): Promise<void> {
    clearTimeout(timer);
    const uris = [...dirty];
    dirty.clear();
    return checking = checking.then(async () => {
      for (const uri of uris) await checkOrTell(uri);
    });
  }

  /** Checks, and goes on where walt itself fails: what is known is that of the last check. */
  async function checkOrTell(uri: string): Promise<void> {
    try {
      await check(uri);
    } catch (error) {
      logFault(connection, `Checking ${uri}`, error);
      const version = documents.get(uri)?.version;
      if (version === undefined) return;
      await connection.sendDiagnostics({ uri, version, diagnostics: [faultDiagnostic(error)] });
    }
  }

  async function check(uri: string): Promise<void> {
    const document = documents.get(uri);
    if (!document) return;
    const { version } = document;
    if (!isRecipeText(document.getText())) {
      if (analyses.delete(uri)) await connection.sendDiagnostics({ uri, version, diagnostics: [] });
      return;
    }
    const analysis = await workspace.analyse(pathOf(uri), analyses.get(uri));
    // A later version is checked after this one.
    if (documents.get(uri)?.version !== version) return;
    analyses.set(uri, analysis);
    const diagnostics = shownDiagnostics(document.getText(), analysis, host);
    await connection.sendDiagnostics({ uri, version, diagnostics });
  }

  /** Open recipes that read a file. */
  function readersOf(path: string): string[] {
    return [...analyses].filter(([, { asked }]) => asked.has(path)).map(([uri]) => uri);
  }

  const all = () => documents.all().map(({ uri }) => uri);
  documents.onDidOpen(() => workspace.forget());
  documents.onDidChangeContent(({ document: { uri } }) => schedule([uri, ...readersOf(pathOf(uri))]));
  documents.onDidClose(({ document: { uri } }) => {
    analyses.delete(uri);
    void connection.sendDiagnostics({ uri, diagnostics: [] });
    schedule(readersOf(pathOf(uri)));
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.forget();
    schedule(all());
  });
  const settled = async (uri: string) => {
    await checkDirty();
    return analyses.get(uri);
  };
  return { settled, known: async (uri) => analyses.get(uri) ?? await settled(uri) };
}
