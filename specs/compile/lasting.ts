/**
 * What tensors that last begin with, and are after a training step: compiled once all signals are there, which may depend on the
 * tensors themselves.
 */
import { inputOf, type MemoryUpdate, type Node, type Signal, type Start } from "../program.ts";
import type { ScalarTree } from "../load/tree.ts";
import { axisOf, showType, type TensorType } from "../types.ts";
import { alignTo } from "./builder.ts";
import { compileText } from "./expression.ts";
import type { PendingUpdate, PendingValue } from "./scope.ts";
import { textOf } from "./step_signals.ts";

/** Inputs that are not of the batch. */
const COUNTS: readonly string[] = ["step", "progress"];

type Compiled = ReadonlyMap<string, Signal>;

/** The updates, and each as a signal `<memory>.update` beside the memory, which is among the signals `compiled`. */
export function compileUpdates(
  pending: readonly PendingUpdate[],
  compiled: Compiled,
): { readonly updates: MemoryUpdate[]; readonly signals: Signal[] } {
  const found = pending.flatMap((each) => {
    const signal = compileValue(each, "update", compiled);
    const fill = each.fill === undefined ? {} : { fill: each.fill };
    return signal ? [{ update: { name: each.name, node: signal.node, ...fill }, signal }] : [];
  });
  return {
    updates: found.map(({ update }) => update),
    signals: found.map(({ signal }) => signal),
  };
}

/** What parameters begin with, and each as a signal `<parameter>.start`. */
export function compileStarts(
  pending: readonly PendingValue[],
  compiled: Compiled,
): { readonly starts: Start[]; readonly signals: Signal[] } {
  const own = new Set(pending.map(({ name }) => name));
  const found = pending.flatMap((each) => {
    const signal = compileValue(each, "start", compiled);
    if (!signal) return [];
    const { scope: { builder, diagnostics }, tree } = each;
    const wrong = unknownAtStart(builder.nodes, signal.node, own);
    if (wrong === undefined) return [{ start: { name: each.name, node: signal.node }, signal }];
    diagnostics.push({
      message: `The start of "${each.scope.signal}" depends on ${wrong}`,
      place: tree.place,
      hint: "it may depend on tensors that last and begin by init, and on constants",
    });
    return [];
  });
  return { starts: found.map(({ start }) => start), signals: found.map(({ signal }) => signal) };
}

/** A value of a tensor as a signal; undefined where it is wrong, which is then reported. */
function compileValue(
  { type, tree, scope }: PendingValue,
  option: "update" | "start",
  compiled: Compiled,
): Signal | undefined {
  const tensor = compiled.get(scope.signal);
  if (!tensor) return undefined;
  const signal = `${scope.signal}.${option}`;
  scope.builder.places.set(signal, tree.place);
  const value = compileText(tree as ScalarTree, { ...scope, signal, owner: undefined });
  if (!value) return undefined;
  if (value.type.indexes || !sameAxes(value.type, type)) {
    scope.diagnostics.push({
      message: `The ${option} of "${scope.signal}" must be ${showType(type)}, as it is: found ${
        showType(value.type)
      }`,
      place: tree.place,
      hint: value.type.indexes
        ? "indices are no numbers: gather(x, indices) gives what they point at"
        : remedy(value.type, type, option, scope.signal.split(".").at(-1)!),
    });
    return undefined;
  }
  const { node } = alignTo(scope.builder, value, type, signal);
  const { section } = tensor;
  return { name: signal, section, node, type, kind: "expression", text: textOf(tree), place: tree.place };
}

/** The first of what a value depends on that is not there before training, in words. */
function unknownAtStart(
  nodes: readonly Node[],
  id: number,
  started: ReadonlySet<string>,
): string | undefined {
  const needed = new Set([id]);
  for (let each = id; each >= 0; each--) {
    if (needed.has(each)) nodes[each]!.inputs.forEach((input) => needed.add(input));
  }
  for (const each of [...needed].sort((a, b) => a - b)) {
    const node = nodes[each]!;
    const input = inputOf(node);
    if (input !== undefined) {
      return `"${input}", which ${COUNTS.includes(input) ? "training counts" : "a batch provides"}`;
    }
    if (node.stream !== undefined) return `${node.op}(), which is random`;
    if (node.parameters.some(({ name }) => started.has(name))) {
      return `"${node.signal}", which has a start of its own`;
    }
  }
  return undefined;
}

/** What makes a value of type `found` one of type `wanted`, the type of the tensor `name`. */
function remedy(found: TensorType, wanted: TensorType, option: "update" | "start", name: string): string {
  const [extra] = found.dims.filter(({ axis }) => axisOf(wanted, axis) < 0);
  const [missing] = wanted.dims.filter(({ axis }) => axisOf(found, axis) < 0);
  if (extra && missing && found.dims.length === wanted.dims.length) {
    return `give the axis its name, rename(x, ${extra.axis}, ${missing.axis})`;
  }
  if (extra) return `reduce the axes that are too many, for instance mean(x, ${extra.axis})`;
  if (!missing) return "give each axis its size, for instance by slice(x, axis, from, to)";
  if (option === "update") return `multiply by ones(${name}), which has all axes`;
  if (found.dims.length === 0) return "init: { kind: constant, value: 1 } begins at one number";
  return `multiply by ones(x) of a tensor x that lasts, begins by init and has axis ${missing.axis}`;
}

/** Whether two types have the same axes of the same sizes, in any order. */
function sameAxes(a: TensorType, b: TensorType): boolean {
  const key = ({ dims }: TensorType) => dims.map(({ axis, size }) => `${axis}=${size}`).sort().join();
  return key(a) === key(b);
}
