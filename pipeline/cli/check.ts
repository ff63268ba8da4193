/** `check`: every mistake of recipes, found without an engine or data. */
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { grouped } from "../../specs/diagnostics/grouped.ts";
import { recipeWarnings } from "../../specs/explain/warnings.ts";
import { parametersOf } from "../../specs/program.ts";
import { count } from "../annotations/layout.ts";
import { loadProgram } from "./load.ts";
import { printErr, printError, printOut } from "./terminal/print.ts";

/** Options of `check`. */
export interface CheckOptions {
  /** Overrides `path=value`, laid over every recipe. */
  readonly set: readonly string[];
}

/** Prints one line per recipe that is right and the mistakes of the others; 0 when all are right, else 2. */
export async function checkCommand(recipes: readonly string[], { set }: CheckOptions): Promise<number> {
  let code = 0;
  for (const recipe of recipes) {
    try {
      const { program } = await loadProgram(recipe, set);
      const parameters = parametersOf(program).reduce((sum, { shape }) => sum + product(shape), 0);
      const signals = program.signals.filter(({ section }) => section !== "input").length;
      printOut(
        `ok ${program.recipe.name}: ${count(signals, "signal")}, ${grouped(parameters)} trainable parameters`,
      );
      for (const warning of recipeWarnings(program)) printErr(`warning: ${warning}`);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      if (code !== 0) printErr("");
      printError(error);
      code = 2;
    }
  }
  return code;
}

function product(shape: readonly number[]): number {
  return shape.reduce((all, size) => all * size, 1);
}
