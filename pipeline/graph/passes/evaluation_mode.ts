/** Pass: random functions become what they are in evaluation. */
import type { Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/** The program for evaluation: `dropout` is its input, `bernoulli` is ones, `beta` its mean. */
export function toEvaluationMode(program: Program): Program {
  return rewrite(program, (node) => {
    const { evaluation, stream: _, ...rest } = node;
    if (evaluation === "identity") return node.inputs[0]!;
    if (evaluation === undefined) return node;
    const value = evaluation === "mean" ? Number(node.options["mean"]) : 1;
    return { ...rest, family: "structure", op: "filled", options: { value } };
  });
}
