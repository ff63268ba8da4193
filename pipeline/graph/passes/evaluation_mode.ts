/** Pass: random functions become what they are in evaluation. */
import { KNOWN_FUNCTIONS } from "../../../specs/compile/vocabulary.ts";
import type { Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/** The program for evaluation: `dropout` is its input, `bernoulli` is ones, `beta` its mean. */
export function toEvaluationMode(program: Program): Program {
  return rewrite(program, (node) => {
    const mode = KNOWN_FUNCTIONS.get(node.op)?.evaluation;
    if (mode === "identity") return node.inputs[0]!;
    if (mode === undefined) return node;
    const { stream: _, ...rest } = node;
    return { ...rest, op: "filled", options: { value: mode === "mean" ? Number(node.options["mean"]) : 1 } };
  });
}
