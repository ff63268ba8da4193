/** Recipes with modules. */
import { parametersOf, type Program } from "../../../specs/program.ts";
import { compileSmall } from "./small.ts";

/** Macros and modules that a recipe begins with. */
export const MODULES = `
constants: { hidden: 6 }
define:
  leaky: { inputs: { x: [.., D] }, options: { slope: 0.2 }, result: "maximum(slope * x, x)" }
  head:
    inputs: { rows: [B, T, D] }
    steps:
      out: { kind: conv1d, in: rows, filters: classes, kernel: 1, bias: false }
    result: out
  two_layers:
    inputs: { rows: [B, T, D] }
    options: { width: hidden, rate: 0.5 }
    steps:
      h: { kind: conv1d, in: rows, filters: width, kernel: 3 }
      dropped: dropout(leaky(h), rate)
      scores: { kind: head, rows: dropped }
      plain: scores(h)
    result: scores + plain
`;

/** Compiles a recipe of these, and of what the text says besides. */
export function compileModules(text: string): Program {
  return compileSmall(`${MODULES}${text}`);
}

/** The names of the trainable tensors. */
export const names = (program: Program) => parametersOf(program).map(({ name }) => name);
/** The names of the random streams. */
export const streams = ({ nodes }: Program) => nodes.flatMap(({ stream }) => stream ?? []);
