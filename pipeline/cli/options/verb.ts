/** What verbs of the command line have in common. */
import type { Command } from "@commander-js/extra-typings";
import { command } from "../../../specs/diagnostics/command.ts";

/** Takes the exit code of a verb. */
export type Finish = (code: number) => void;

/** What `--json` is. */
export const JSON_LINE = "print the results as one line of JSON, and all else to standard error";

/** What `--set` is. */
export const OVERRIDE = "changes one value of the recipe, such as training.steps=100; repeatable";

/** What `--top` is. */
export const TOP = "how many segments of each video, those of highest score";

/** What `--per-class` is. */
export const PER_CLASS = "--top counts the segments of each class of a video";

/** What `--min-score` is. */
export const MIN_SCORE = "leave out segments of lower score";

/** A verb that ends its help, and its answer to a mistake, with an example. */
export function verb(walt: Command, name: string, example: string): Command {
  const within = walt.parent ? `${walt.name()} ` : "";
  const line = `${command()} ${within}${name} ${example}`;
  return walt.command(name)
    .addHelpText("after", `\nFor instance: ${line}`)
    .showHelpAfterError(`  = for instance: ${line}`);
}
