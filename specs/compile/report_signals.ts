/** Checks that the signals which section `report` names exist and select snippets. */
import type { Diagnostic, Place } from "../diagnostics/diagnostics.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { subtree, type Tree } from "../load/tree.ts";
import { inputOf } from "../program.ts";
import { sameType, showType, type TensorType } from "../types.ts";
import type { InferenceScope } from "./inference_signals.ts";
import { reachOf } from "./reach.ts";

/** Reports every reference that does not fit; `logged` are the names in that section. */
export function checkReport(
  tree: Tree,
  { compiler, names, nodes, inputs }: InferenceScope,
  logged: readonly string[],
  diagnostics: Diagnostic[],
): void {
  const dependsOnStep = reachOf(nodes, (node) => inputOf(node) === "step");
  const row = inputs.find(({ name }) => name === "positions")!.type;
  const isMask = (type: TensorType) => sameType(type, row);
  const selects = (type: TensorType) => type.indexes?.axis === "T" || isMask(type);
  const problemOf = (name: string, at: string, mask: boolean): Diagnostic | undefined => {
    if (!names.includes(name)) {
      // A recipe may have done away with a signal that its parent names.
      const hint = [suggest(name, names) ?? [], "null takes it out"].flat().join("; ");
      return { message: `Unknown signal "${name}" at ${at}`, hint };
    }
    const value = compiler.compile(name);
    if (!value) return undefined;
    if (dependsOnStep(value.node)) {
      return { message: onStep(name, at) };
    }
    if (mask ? isMask(value.type) : selects(value.type)) return undefined;
    const wanted = mask ? showType(row) : `indices of T or ${showType(row)}`;
    return { message: `${at} needs ${wanted}: "${name}" is ${showType(value.type)}` };
  };
  const scalars = subtree(tree, ["report", "logged"]);
  for (const item of scalars?.shape === "list" ? scalars.items : []) {
    if (item.shape !== "scalar" || typeof item.value !== "string") continue;
    const { value: name, place } = item;
    if (!logged.includes(name)) {
      const hint = suggest(name, logged) ?? "section logged declares none";
      diagnostics.push({ message: `Unknown scalar "${name}" at report.logged`, hint, place });
      continue;
    }
    const found = compiler.compile(`logged.${name}`);
    if (found && dependsOnStep(found.node)) {
      diagnostics.push({ message: onStep(name, "report.logged"), place });
    }
  }
  const expect = (name: unknown, at: string, place: Place, mask = false) => {
    const problem = typeof name === "string" && problemOf(name, at, mask);
    if (problem) diagnostics.push({ ...problem, place });
  };
  const at = "report.mined";
  const stated = subtree(tree, at.split("."));
  if (stated?.shape === "list") {
    for (const item of stated.items) if (item.shape === "scalar") expect(item.value, at, item.place);
  }
  if (stated?.shape !== "map") return;
  for (const [name, { key, value }] of stated.entries) {
    expect(name, at, key);
    for (const option of ["region", "against"]) {
      const other = subtree(value, [option]);
      if (other?.shape === "scalar") {
        expect(other.value, `${at}.${name}.${option}`, other.place, option === "region");
      }
    }
  }
}

function onStep(name: string, at: string): string {
  return `${at} cannot be "${name}", which depends on step: an evaluation has none`;
}
