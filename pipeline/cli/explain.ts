/** `explain`: what every line of a recipe became. */
import { explain } from "../../specs/explain/mod.ts";
import { describeSampled } from "../graph/passes/sampled.ts";
import { explanationText } from "./explain_text.ts";
import { loadProgram } from "./load.ts";
import { printJson, printOut } from "./terminal/print.ts";

/** Options of `explain`. */
export interface ExplainOptions {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  /** Prints one line of JSON instead of text. */
  readonly json?: boolean | undefined;
}

/** Prints signals, parameters, cost and the origin of every value; 0, as mistakes are thrown. */
export async function explainCommand(recipe: string, { set, json }: ExplainOptions): Promise<number> {
  const { program } = await loadProgram(recipe, set);
  const explanation = explain(program);
  const sampled = describeSampled(program);
  if (json) printJson({ ...explanation, distinct_snippets: sampled });
  else printOut(explanationText(explanation, sampled));
  return 0;
}
