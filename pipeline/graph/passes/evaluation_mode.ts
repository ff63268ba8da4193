/** Pass: random functions become what they are in evaluation. */
import type { Program } from "../../../specs/program.ts";
import { rewrite } from "./rewrite.ts";

/** The program for evaluation: `dropout` is its input, `bernoulli` is ones. */
export function toEvaluationMode(program: Program): Program {
  return rewrite(program, (node) => {
    const { evaluation, stream: _, ...rest } = node;
    if (evaluation === "identity") return node.inputs[0]!;
    if (evaluation !== "ones") return node;
    return { ...rest, family: "structure", op: "constant_ones", options: {} };
  });
}
