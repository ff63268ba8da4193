/** The verb that editors start. */
import type { Command } from "@commander-js/extra-typings";
import type { Finish } from "./options/verb.ts";

/** Adds it to the command. */
export function addEditorVerb(walt: Command, finish: Finish): void {
  walt.command("lsp")
    .description("serves editors: mistakes while typing, completion, hover texts, definitions, renaming")
    .option("--stdio", "talk on standard input and output, as it does in any case; editors add this")
    .action(async () => {
      const { lspCommand } = await import("./lsp.ts");
      finish(await lspCommand());
    });
}
