/** Tasks that take no arguments. */
import { command, setCommand } from "../../../specs/diagnostics/command.ts";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { printError } from "../terminal/print.ts";

/** Ends the process with a mistake where a task is given arguments: what it would ignore is not what was meant. */
export function refuseArguments(task: string, writes: string): void {
  if (Deno.args.length === 0) return;
  setCommand("deno", "task");
  printError(
    userError(
      `${command(task)} writes ${writes}, and takes no "${Deno.args.join(" ")}"`,
      `type it without more: ${command(task)}`,
    ),
  );
  Deno.exit(2);
}
