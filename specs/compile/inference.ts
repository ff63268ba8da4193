/** Checks that the signals which section `inference` names exist and have the shape that localization needs. */
import { type Diagnostic, suggest } from "../diagnostics.ts";
import { placeAt, type Tree } from "../load/tree.ts";
import type { InferenceSection } from "../recipe/mod.ts";
import { showType, type TensorType } from "../types.ts";
import type { SignalCompiler } from "./signals.ts";

/** Reports every reference that does not fit; `names` are the declared signals. */
export function checkInference(
  tree: Tree,
  inference: InferenceSection,
  compiler: SignalCompiler,
  names: readonly string[],
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
    if (!value || shapes.includes(axes(value.type))) return;
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

function axes(type: TensorType): string {
  return type.dims.map((dim) => dim.axis).join(", ");
}
