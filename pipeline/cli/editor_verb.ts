/** The verbs for who writes recipes: one that editors start, one that makes a page. */
import type { Command } from "@commander-js/extra-typings";
import { type Finish, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Adds the verb that editors start. */
export function addEditorVerb(walt: Command, finish: Finish): void {
  walt.command("lsp")
    .description("serves editors: mistakes while typing, completion, hover texts, definitions, renaming")
    .option("--stdio", "talk on standard input and output, as it does in any case; editors add this")
    .action(async () => {
      const { lspCommand } = await later<typeof import("./lsp.ts")>("./lsp.ts");
      finish(await lspCommand());
    });
}

/** Adds the verb that makes a page, of sources that are in a checkout alone. */
export function addPlaygroundVerb(walt: Command, finish: Finish): void {
  verb(walt, "playground", "playground.html")
    .argument("[file]", "the page to write, playground.html by default")
    .description("writes a page in which recipes are typed, drawn and trained, with no server and no network")
    .action(async (file) => {
      const { playgroundCommand } = await later<typeof import("./playground.ts")>("./playground.ts");
      finish(await playgroundCommand(file));
    });
}
