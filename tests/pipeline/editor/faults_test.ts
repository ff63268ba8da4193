import assert from "node:assert/strict";
import { dirname, resolve } from "node:path";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  createMessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import { serve } from "../../../pipeline/editor/server.ts";
import type { EditorHost } from "../../../pipeline/editor/workspace.ts";
import { ROOT } from "../../shared.ts";

/** A server in this process whose host fails when a file called `faulty.yaml` is read or named. */
function startFaulty() {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const failing = (path: string) => {
    if (path.endsWith("faulty.yaml")) throw new TypeError("a fault of our own");
    return path;
  };
  const host: EditorHost = {
    show: failing,
    reach: (path) => resolve(path),
    folderOf: dirname,
    read: (path) => readFileSync(path, "utf8"),
    recipesIn: () => [],
    foldersIn: () => {
      throw new TypeError("another fault");
    },
    ownRecipes: () => [],
    languageOf: () => Promise.resolve(undefined),
  };
  const ended = serve({ reader: new StreamMessageReader(up), writer: new StreamMessageWriter(down) }, host);
  const editor = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  editor.listen();
  return { editor, ended };
}

Deno.test("serve() tells a fault of its own in the log and at the text, answers an error, and goes on", async () => {
  const { editor, ended } = startFaulty();
  const logged: string[] = [];
  const waiting: ((params: { uri: string; diagnostics: { message: string }[] }) => void)[] = [];
  editor.onNotification("window/logMessage", ({ message }) => void logged.push(message));
  editor.onNotification("textDocument/publishDiagnostics", (params) => waiting.shift()!(params));
  const open = async (name: string, text: string) => {
    const told = new Promise<{ uri: string; diagnostics: { message: string }[] }>((resolve) =>
      waiting.push(resolve)
    );
    const uri = pathToFileURL(join(ROOT, "recipes", name)).href;
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await editor.sendNotification("textDocument/didOpen", { textDocument });
    return await told;
  };
  await editor.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });

  const faulty = await open("faulty.yaml", "version: 1\nname: faulty\n");
  assert.match(faulty.diagnostics[0]!.message, /a fault of our own\n.*a mistake in walt, not yours/);
  assert.match(logged[0]!, /^Checking file:.*faulty\.yaml: TypeError: a fault of our own\n {4}at /);

  const text = "version: 1\nname: right\nextends: demo.yaml\n";
  const right = await open("right.yaml", text);
  assert.deepEqual(right.diagnostics, [], "the next text is checked");
  const position = { line: 2, character: "extends: ".length };
  const asked = editor.sendRequest("textDocument/completion", { textDocument: { uri: right.uri }, position });
  await assert.rejects(asked, /textDocument\/completion failed with message: another fault/);
  assert.match(logged[1]!, /^Answering: TypeError: another fault/);
  const edits = await editor.sendRequest("textDocument/formatting", {
    textDocument: { uri: right.uri },
    options: { tabSize: 2, insertSpaces: true },
  });
  assert.deepEqual(edits, [], "the next question is answered");

  await editor.sendRequest("shutdown");
  await editor.sendNotification("exit");
  assert.equal(await ended, 0);
  editor.dispose();
});
