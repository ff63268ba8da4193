/** The verbs about walt itself and its own recipes. */
import { FETCHED_PARTS } from "../files/fetched_parts.ts";
import { Argument, type Command } from "@commander-js/extra-typings";
import { collect } from "./options/option_values.ts";
import { SHELLS } from "./options/shells.ts";
import { type Finish, JSON_LINE, OVERRIDE, verb } from "./options/verb.ts";
import { later } from "./later.ts";

/** Adds them to the command line. */
export function addOwnVerbs(walt: Command, finish: Finish): void {
  verb(walt, "new", "my_recipe --from demo --set training.steps=100")
    .argument("<recipe>", "the file to write, which must be new; it may be named without .yaml")
    .description("writes a recipe that begins with another one")
    .requiredOption("--from <recipe>", "the recipe that it extends")
    .option("--set <path=value>", `${OVERRIDE}; stated in the new one`, collect)
    .option("--whole", "write all of it, parents laid in, instead of what it changes")
    .action(async (recipe, { set = [], ...options }) => {
      const { newRecipeCommand } = await later<typeof import("./new_recipe.ts")>("./new_recipe.ts");
      finish(await newRecipeCommand(recipe, { set, ...options }));
    });
  verb(walt, "doctor", "--json")
    .description(
      "tells what walt finds on this machine, and what it would fetch; exits with 1 where no engine opens",
    )
    .option("--json", JSON_LINE)
    .action(async (options) => {
      const { doctorCommand } = await later<typeof import("./doctor.ts")>("./doctor.ts");
      finish(await doctorCommand(options));
    });
}

/** Adds what `walt` has and tasks have not: tasks fetch by themselves, and have no completions. */
export function addInstalledVerbs(walt: Command, finish: Finish): void {
  // What starts walt does these.
  for (const [name, { what, size }] of Object.entries(FETCHED_PARTS)) {
    walt.command(name).description(`fetches ${what}, once (${size})`);
  }
  walt.command("completions")
    .addArgument(new Argument("<shell>", "the shell").choices(SHELLS))
    .description("prints a script with which a shell completes verbs, options and names of recipes")
    .action(async (shell) => {
      const { completionsCommand } = await later<typeof import("./completions.ts")>("./completions.ts");
      finish(completionsCommand(walt, shell));
    });
}
