/** Checks `training.keep`: whether there is something to choose from, and by what. */
import type { Diagnostic } from "../../diagnostics/diagnostics.ts";
import { suggest } from "../../diagnostics/suggest.ts";
import { withThresholds } from "../../kinds/protocols/mod.ts";
import { placeAt, type Tree } from "../../load/tree.ts";
import type { EvaluationSection, TrainingSection } from "../mod.ts";

/** Sections that belong together; one that is wrong is absent. */
export interface Keeping {
  readonly training?: TrainingSection | undefined;
  readonly evaluation?: EvaluationSection | undefined;
}

/** Refuses to keep the best of one evaluation, and an average that the protocol does not have. */
export function checkKeep(tree: Tree, { training, evaluation }: Keeping, diagnostics: Diagnostic[]): void {
  if (!training || training.keep === "last") return;
  const { keep, evaluate_every } = training;
  if (evaluate_every === undefined) {
    diagnostics.push({
      message: "training.keep chooses the best of several evaluations: only the last step is evaluated",
      place: placeAt(tree, ["training", "keep"]),
      hint: "add training.evaluate_every, for instance 100, or keep: last",
    });
  }
  const names = evaluation && averageNames(evaluation);
  if (keep === "best" || !names || names.includes(keep.best)) return;
  diagnostics.push({
    message: `Unknown average "${keep.best}" at training.keep.best`,
    place: placeAt(tree, ["training", "keep", "best"]),
    hint: suggest(keep.best, names),
  });
}

/** The averages of a protocol. */
function averageNames({ protocol, tiou }: EvaluationSection): readonly string[] {
  return (tiou ? withThresholds(protocol, tiou) : protocol).averages;
}
