/** The client of the language server: starts `deno task lsp` of a checkout of walt for the YAML files of a folder. */
import * as vscode from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { checkoutOf, serverOf } from "./server.js";

/** @type {LanguageClient | undefined} */
let client;

/** Starts the client once a YAML file is opened. */
export async function activate(context) {
  const restart = async () => {
    await client?.stop();
    await start();
  };
  context.subscriptions.push(
    vscode.commands.registerCommand("walt.restart", restart),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("walt")) void restart();
    }),
  );
  await start();
}

/** Ends the server. */
export function deactivate() {
  return client?.stop();
}

async function start() {
  const settings = vscode.workspace.getConfiguration("walt");
  const stated = settings.get("folder");
  const open = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  const checkout = checkoutOf(stated ? [stated] : open);
  if (checkout === undefined) {
    client = undefined;
    if (stated) {
      await vscode.window.showErrorMessage(`walt.folder: there is no checkout of walt in "${stated}"`);
    }
    return;
  }
  client = new LanguageClient("walt", "walt", serverOf(checkout, settings.get("deno")), {
    documentSelector: [{ scheme: "file", language: "yaml" }],
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{yaml,yml}") },
  });
  await client.start();
}
