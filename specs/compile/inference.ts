/** Checks that the signals which section `inference` names exist and have the shape that localization needs. */
import { type Diagnostic, suggest } from "../diagnostics.ts";
import { placeAt, type Tree } from "../load/tree.ts";
import type { InferenceSection } from "../recipe/mod.ts";
import type { Node } from "../program.ts";
import { showType, type TensorType } from "../types.ts";
import type { SignalCompiler } from "./signals.ts";

/** The signals that section `inference` may name. */
export interface InferenceScope {
  readonly compiler: SignalCompiler;
  /** The declared signals. */
  readonly names: readonly string[];
  readonly nodes: readonly Node[];
}

/** Reports every reference that does not fit. */
export function checkInference(
  tree: Tree,
  inference: InferenceSection,
  { compiler, names, nodes }: InferenceScope,
  diagnostics: Diagnostic[],
): void {
  const expect = (path: readonly string[], name: string, shapes: readonly string[]) => {
    const at = ["inference", ...path];
    if (!names.includes(name)) {
      diagnostics.push({
        message: `Unknown signal "${name}" at ${at.join(".")}`,
        place: placeAt(tree, at),
        hint: suggest(name, names),
      });
      return;
    }
    const value = compiler.compile(name);
    if (!value) return;
    if (usesLabels(nodes, value.node)) {
      diagnostics.push({
        message: `${at.join(".")} cannot be "${name}", which depends on labels: inference has none`,
        place: placeAt(tree, at),
      });
    }
    if (shapes.includes(axes(value.type))) return;
    diagnostics.push({
      message: `${at.join(".")} needs ${shapes.map((shape) => `[${shape}]`).join(" or ")}: "${name}" is ${
        showType(value.type)
      }`,
      place: placeAt(tree, at),
    });
  };
  expect(["classes", "from"], inference.classes.from, ["B, C"]);
  for (const [group, { group_on, score_on }] of Object.entries(inference.proposals)) {
    expect(["proposals", group, "group_on"], group_on, ["B, T, C", "B, T"]);
    if (score_on !== "thresholded") {
      expect(["proposals", group, "score_on"], score_on, ["B, T, C"]);
    }
  }
}

function usesLabels(nodes: readonly Node[], id: number): boolean {
  const seen = new Set<number>();
  const reach = (at: number): boolean => {
    if (seen.has(at)) return false;
    seen.add(at);
    const { op, options, inputs } = nodes[at]!;
    return (op === "input" && options["name"] === "labels") || inputs.some(reach);
  };
  return reach(id);
}

function axes(type: TensorType): string {
  return type.dims.map((dim) => dim.axis).join(", ");
}
