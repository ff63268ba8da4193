/** Compiles a block: checks its options, compiles its inputs and applies its type rule. */
import { checkSection } from "../recipe/check/section.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { ExpressionError } from "../expression/tree.ts";
import { plain, type ScalarTree, subtree, type Tree } from "../load/tree.ts";
import type { Value } from "./builder.ts";
import { AlreadyReported, type Scope } from "./scope.ts";
import { expressionSignal, type SignalContext } from "./signals.ts";

/** Compiles a block; a mistake is reported and gives undefined. */
export function blockSignal(
  path: readonly string[],
  kind: string,
  scope: Scope,
  context: SignalContext,
): Value | undefined {
  const { tree, vocabulary, fields, builder, diagnostics } = context;
  const spec = vocabulary.blocks.get(kind);
  if (!spec) {
    diagnostics.push({
      message: `Unknown kind "${kind}" at ${[...path, "kind"].join(".")}`,
      place: subtree(tree, [...path, "kind"])?.place,
      hint: suggest(kind, [...vocabulary.blocks.keys()]),
    });
    return undefined;
  }
  const optionTree = (name: string) => subtree(tree, [...path, name]);
  try {
    const options = checkSection(withoutKind(tree, path), path, spec.options(fields), diagnostics);
    if (!options) return undefined;
    const inputs = spec.inputs.map((name) =>
      expressionSignal(optionTree(name) as ScalarTree, scope, diagnostics)
    );
    if (inputs.some((input) => !input)) return undefined;
    const built = spec.build(options, inputs.map((input) => input!.type), {
      refuse(option, message, hint) {
        const at = optionTree(option) ?? subtree(tree, path)!;
        diagnostics.push({ message: `${message} at ${[...path, option].join(".")}`, place: at.place, hint });
        throw new AlreadyReported();
      },
    });
    return builder.add({
      family: "blocks",
      op: kind,
      type: built.type,
      signal: scope.signal,
      inputs: inputs.map((input) => input!),
      options: built.options,
      parameters: built.parameters.map((each) => ({ ...each, name: `${scope.signal}.${each.name}` })),
      multiplyAdds: built.multiplyAdds,
      traits: built.traits,
    });
  } catch (error) {
    if (error instanceof AlreadyReported) return undefined;
    if (!(error instanceof ExpressionError)) throw error;
    const place = subtree(tree, [...path, "kind"])?.place;
    diagnostics.push({ message: `${error.message} at ${path.join(".")}`, place });
    return undefined;
  }
}

/** Keys of a block's entry that are not the block's own: its kind, and the weight of a loss. */
const OUTSIDE = ["kind", "weight"];

function withoutKind(tree: Tree, path: readonly string[]): Tree {
  if (tree.shape !== "map") return tree;
  const [step, ...rest] = path;
  const entries = new Map(tree.entries);
  if (step === undefined) {
    for (const key of OUTSIDE) entries.delete(key);
  } else {
    const entry = entries.get(step)!;
    entries.set(step, { ...entry, value: withoutKind(entry.value, rest) });
  }
  return { ...tree, entries };
}

/** The options of a block on one line. */
export function blockText(tree: Tree): string {
  if (tree.shape !== "map") return JSON.stringify(plain(tree)).replaceAll('"', "");
  return `{ ${[...tree.entries].map(([key, { value }]) => `${key}: ${blockText(value)}`).join(", ")} }`;
}
