/** `lsp`: the language server of recipes on standard input and output, for editors. */
import { dirname, relative, resolve } from "node:path";
import process from "node:process";
import { StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { z } from "zod";
import { serve } from "../editor/server.ts";
import { readTextSync } from "../files/reading.ts";
import { languageOf } from "./load.ts";
import { filesIn, foldersIn } from "./options/near_files.ts";
import { RECIPES } from "./options/names.ts";
import { fromHere } from "./terminal/paths.ts";

const YAML = /\.ya?ml$/;

/** Serves an editor until it ends the connection; 0 when it said so before, else 1, as the protocol wants. */
export function lspCommand(): Promise<number> {
  // Schemas are made anew for every text: programs for them would cost more than they save.
  z.config({ jitless: true });
  let own: string[] | undefined;
  return serve({
    reader: new StreamMessageReader(process.stdin),
    writer: new StreamMessageWriter(process.stdout),
  }, {
    show: fromHere,
    reach: (path) => resolve(path),
    folderOf: dirname,
    read: readTextSync,
    recipesIn: (folder) => filesIn(folder, YAML).sort(),
    foldersIn,
    ownRecipes: () =>
      own ??= filesIn(RECIPES, YAML, true).map((file) => relative(RECIPES, file).replace(YAML, "")).sort(),
    languageOf,
  });
}
