/** Checks that the signals which section `inference` names exist and have the shape that localization needs. */
import type { Diagnostic } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { placeAt, subtree, type Tree } from "../load/tree.ts";
import type { Node } from "../program.ts";
import { showType, type TensorType } from "../types.ts";
import { reachOf } from "./reach.ts";
import type { SignalCompiler } from "./signals.ts";

/** The signals that section `inference` may name. */
export interface InferenceScope {
  readonly compiler: SignalCompiler;
  /** The declared signals. */
  readonly names: readonly string[];
  readonly nodes: readonly Node[];
}

/** Reports every reference that does not fit, also where other options of the section are wrong. */
export function checkInference(tree: Tree, scope: InferenceScope, diagnostics: Diagnostic[]): void {
  const usesLabels = reachOf(
    scope.nodes,
    ({ op, options }) => op === "input" && options["name"] === "labels",
  );
  const expect = (path: readonly string[], shapes: readonly string[], ...words: readonly string[]) => {
    const at = ["inference", ...path];
    const stated = subtree(tree, at);
    if (stated?.shape !== "scalar" || typeof stated.value !== "string" || words.includes(stated.value)) {
      return;
    }
    const problem = problemOf(stated.value, at.join("."), shapes, scope, usesLabels);
    if (problem) diagnostics.push({ ...problem, place: placeAt(tree, at) });
  };
  expect(["classes", "from"], ["B, C"]);
  const proposals = subtree(tree, ["inference", "proposals"]);
  for (const group of proposals?.shape === "map" ? proposals.entries.keys() : []) {
    expect(["proposals", group, "group_on"], ["B, T, C", "B, T"]);
    expect(["proposals", group, "score_on"], ["B, T, C"], "thresholded");
  }
}

function problemOf(
  name: string,
  at: string,
  shapes: readonly string[],
  { compiler, names }: InferenceScope,
  usesLabels: (node: number) => boolean,
): Diagnostic | undefined {
  if (!names.includes(name)) {
    return { message: `Unknown signal "${name}" at ${at}`, hint: suggest(name, names) };
  }
  const value = compiler.compile(name);
  if (!value) return undefined;
  if (usesLabels(value.node)) {
    return { message: `${at} cannot be "${name}", which depends on labels: inference has none` };
  }
  if (shapes.includes(axes(value.type))) return undefined;
  const wanted = shapes.map((shape) => `[${shape}]`).join(" or ");
  return { message: `${at} needs ${wanted}: "${name}" is ${showType(value.type)}` };
}

function axes(type: TensorType): string {
  return type.dims.map((dim) => dim.axis).join(", ");
}
