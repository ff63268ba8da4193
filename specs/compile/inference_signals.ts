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

/** The inputs that only training has, and what to do without them. */
const ABSENT = new Map([
  ["labels", "name a signal of features alone: the same formula without what labels choose or weigh"],
  ["step", "write progress instead of step: in inference it is 1, the end of training"],
]);

/** Reports every reference that does not fit, also where other options of the section are wrong. */
export function checkInference(tree: Tree, scope: InferenceScope, diagnostics: Diagnostic[]): void {
  const absent = [...ABSENT].map(([input, hint]) => ({
    input,
    hint,
    reaches: reachOf(scope.nodes, (node) => inputOf(node) === input),
  }));
  const typeOf = (name: string) => scope.inputs.find((input) => input.name === name)!.type;
  const [scores, row] = [typeOf("labels"), typeOf("positions")];
  const map: TensorType = { dims: [...row.dims, scores.dims[1]!] };
  const expect = (name: unknown, at: string, place: Place | undefined, wanted: readonly TensorType[]) => {
    const problem = typeof name === "string" && problemOf(name, at, wanted, scope, absent);
    if (problem) diagnostics.push({ ...problem, place });
  };
  const expectAt = (path: readonly string[], wanted: readonly TensorType[]) => {
    const at = ["inference", ...path];
    const stated = subtree(tree, at);
    if (stated?.shape === "scalar") expect(stated.value, at.join("."), placeAt(tree, at), wanted);
  };
  const namesAt = (path: readonly string[]) => {
    const found = subtree(tree, ["inference", ...path]);
    return found?.shape === "map" ? [...found.entries.keys()] : [];
  };
  for (const stream of [[], ...namesAt(["streams"]).map((name) => ["streams", name])]) {
    expectAt([...stream, "classes", "from"], [scores]);
    for (const group of namesAt([...stream, "proposals"])) {
      const path = [...stream, "proposals", group];
      expectAt([...path, "group_on"], [map, row]);
      const at = ["inference", ...path, "score_on"];
      const stated = subtree(tree, at);
      if (stated?.shape === "scalar" && stated.value !== THRESHOLDED) expectAt(at.slice(1), [map]);
      for (const [name, { key }] of stated?.shape === "map" ? stated.entries : []) {
        if (name !== THRESHOLDED) expect(name, at.join("."), key, [map, row]);
      }
    }
  }
}

function problemOf(
  name: string,
  at: string,
  wanted: readonly TensorType[],
  { compiler, names }: InferenceScope,
  absent: readonly {
    readonly input: string;
    readonly hint: string;
    readonly reaches: (node: number) => boolean;
  }[],
): Diagnostic | undefined {
  if (!names.includes(name)) {
    return { message: `Unknown signal "${name}" at ${at}`, hint: suggest(name, names) };
  }
  const value = compiler.compile(name);
  if (!value) return undefined;
  const missing = absent.find(({ reaches }) => reaches(value.node));
  if (missing) {
    const { input, hint } = missing;
    return { message: `${at} cannot be "${name}", which depends on ${input}: inference has none`, hint };
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
