/** The losses of a program: weighted terms whose sum is trained. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { placeAt, subtree, type Tree } from "../load/tree.ts";
import type { LossTerm, Node } from "../program.ts";
import type { DeclaredLoss } from "../recipe/check/declarations.ts";
import { reachOf } from "./reach.ts";
import type { SignalCompiler } from "./signals.ts";
import { noScalar } from "./wording.ts";

/** Compiles the terms; each must be a scalar that depends on a trainable tensor. */
export function compileLosses(
  tree: Tree,
  compiler: SignalCompiler,
  declared: readonly DeclaredLoss[],
  nodes: readonly Node[],
  diagnostics: Diagnostic[],
): LossTerm[] {
  const trains = reachOf(nodes, ({ parameters }) => parameters.length > 0, ({ detached }) => detached);
  const terms = declared.flatMap(({ name, path, entry, weight }) => {
    const value = compiler.compile(name);
    if (!value) return [];
    if (value.type.dims.length > 0) {
      diagnostics.push(noScalar("A loss", path.join("."), value.type, entry.value.place));
      return [];
    }
    if (!trains(value.node)) {
      diagnostics.push({
        message: `A loss must train something: no gradient of ${path.join(".")} reaches a trainable tensor`,
        place: entry.key,
        hint: "comparisons, indices and stop_gradient pass no gradient",
      });
      return [];
    }
    return weight === undefined ? [] : [{ name: path[1]!, node: value.node, weight }];
  });
  const section = subtree(tree, ["losses"]);
  const none = !section || (section.shape === "map" && section.entries.size === 0);
  const allZero = terms.length > 0 && terms.length === declared.length &&
    terms.every(({ weight }) => weight === 0);
  if (none || allZero) {
    diagnostics.push({
      message: none
        ? 'A recipe needs at least one loss in section "losses"'
        : "Every loss has weight 0: there is nothing to train",
      place: placeAt(tree, ["losses"]),
    });
  }
  return terms;
}
