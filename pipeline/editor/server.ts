/** The language server: what editors ask about recipes, over the language server protocol. */
import {
  createConnection,
  createProtocolConnection,
  type MessageReader,
  type MessageWriter,
  TextDocuments,
  TextDocumentSyncKind,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { answerQuestions, CAPABILITIES } from "./answers.ts";
import { checkWhileTyping } from "./checks.ts";
import type { EditorHost } from "./workspace.ts";

/** How a server talks to its editor. */
export interface Channel {
  readonly reader: MessageReader;
  readonly writer: MessageWriter;
}

/** Serves an editor until it ends the connection; the exit code that the protocol wants. */
export function serve({ reader, writer }: Channel, host: EditorHost): Promise<number> {
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let shutdownReceived = false;
  const connection = createConnection(
    (logger) => createProtocolConnection(reader, writer, logger),
    {
      get shutdownReceived() {
        return shutdownReceived;
      },
      set shutdownReceived(value) {
        shutdownReceived = value;
      },
      // The end of its input says whether the editor is there.
      initialize: () => {},
      exit: end,
    },
  );
  reader.onClose(() => end(shutdownReceived ? 0 : 1));
  const documents = new TextDocuments(TextDocument);
  connection.onInitialize(() => ({
    serverInfo: { name: "walt" },
    capabilities: { textDocumentSync: TextDocumentSyncKind.Incremental, ...CAPABILITIES },
  }));
  answerQuestions(connection, documents, host, checkWhileTyping(connection, documents, host));
  documents.listen(connection);
  connection.listen();
  return ended;
}
