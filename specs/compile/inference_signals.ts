/** Checks that the signals which section `inference` names exist and have the shape that localization needs. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { THRESHOLDED } from "../recipe/inference.ts";
import { placeAt, subtree, type Tree } from "../load/tree.ts";
import { inputOf, type Node, type Signal } from "../program.ts";
import { sameType, showType, type TensorType } from "../types.ts";
import { reachOf } from "./reach.ts";
import type { SignalCompiler } from "./signals.ts";

/** The signals that section `inference` may name. */
export interface InferenceScope {
  readonly compiler: SignalCompiler;
  /** The declared signals. */
  readonly names: readonly string[];
  readonly nodes: readonly Node[];
  /** The signals that a batch provides, which have the axes of videos, snippets and the data set's classes. */
  readonly inputs: readonly Signal[];
}

/** Reports every reference that does not fit, also where other options of the section are wrong. */
export function checkInference(tree: Tree, scope: InferenceScope, diagnostics: Diagnostic[]): void {
  const usesLabels = reachOf(
    scope.nodes,
    (node) => inputOf(node) === "labels",
  );
  const typeOf = (name: string) => scope.inputs.find((input) => input.name === name)!.type;
  const [scores, row] = [typeOf("labels"), typeOf("positions")];
  const map: TensorType = { dims: [...row.dims, scores.dims[1]!] };
  const expect = (name: unknown, at: string, place: Place | undefined, wanted: readonly TensorType[]) => {
    const problem = typeof name === "string" && problemOf(name, at, wanted, scope, usesLabels);
    if (problem) diagnostics.push({ ...problem, place });
  };
  const expectAt = (path: readonly string[], wanted: readonly TensorType[]) => {
    const at = ["inference", ...path];
    const stated = subtree(tree, at);
    if (stated?.shape === "scalar") expect(stated.value, at.join("."), placeAt(tree, at), wanted);
  };
  expectAt(["classes", "from"], [scores]);
  const proposals = subtree(tree, ["inference", "proposals"]);
  for (const group of proposals?.shape === "map" ? proposals.entries.keys() : []) {
    expectAt(["proposals", group, "group_on"], [map, row]);
    const at = ["inference", "proposals", group, "score_on"];
    const stated = subtree(tree, at);
    if (stated?.shape === "scalar" && stated.value !== THRESHOLDED) expectAt(at.slice(1), [map]);
    for (const [name, { key }] of stated?.shape === "map" ? stated.entries : []) {
      if (name !== THRESHOLDED) expect(name, at.join("."), key, [map, row]);
    }
  }
}

function problemOf(
  name: string,
  at: string,
  wanted: readonly TensorType[],
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
  if (wanted.some((type) => sameType(type, value.type))) return undefined;
  return {
    message: `${at} needs ${wanted.map(showType).join(" or ")}: "${name}" is ${showType(value.type)}`,
    hint: hasMoreClasses(value.type, wanted[0]!)
      ? `declare a signal of the data set's classes alone and name that: slice(${name}, C, 0, classes)`
      : undefined,
  };
}

function hasMoreClasses(type: TensorType, wanted: TensorType): boolean {
  const classes = ({ dims }: TensorType) => dims.find(({ axis }) => axis === "C")?.count ?? 0;
  return classes(type) > classes(wanted);
}
