/** Pass: random functions become what they are in evaluation. */
import { FUNCTIONS } from "../../specs/functions/mod.ts";
import type { Program } from "../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/** The program for evaluation: `dropout` is its input, `bernoulli` is ones. */
export function toEvaluationMode(program: Program): Program {
  return rewrite(program, (node) => {
    const mode = FUNCTIONS.get(node.op)?.evaluation;
    if (mode === "identity") return node.inputs[0]!;
    if (mode !== "ones") return node;
    const { stream: _, ...rest } = node;
    return { ...rest, op: "ones", options: {} };
  });
}
