/** Options that hold one value are given once: commander alone keeps the last and says nothing. */
import type { Command } from "@commander-js/extra-typings";

/** Makes a command and those below it refuse an option with a value that is given twice, except the `repeatable` ones. */
export function refuseRepeatedOptions(command: Command, repeatable: (value: string) => unknown): void {
  for (const option of command.options) {
    if (!option.required || option.parseArg === repeatable) continue;
    let given = false;
    command.on(`option:${option.name()}`, () => {
      if (given) command.error(`error: option '${option.flags}' is given more than once: it holds one value`);
      given = true;
    });
  }
  command.commands.forEach((each) => refuseRepeatedOptions(each as Command, repeatable));
}
