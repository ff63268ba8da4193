/** How an operation of a program runs. */
import type { Node } from "../../specs/program.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import type { Run } from "./call.ts";
import { STRUCTURE_RUNS } from "./structure.ts";

/** How a node runs: by the kinds that a recipe may name, or as an operation that only compilation and passes insert. */
export function runOf({ family, op }: Pick<Node, "family" | "op">, kinds: ModelKinds): Run {
  const run = family === "structure" ? STRUCTURE_RUNS[op] : kinds[family].get(op);
  if (!run) throw new RangeError(`Nothing says how "${op}" runs: give the kinds of its extension`);
  return run;
}
