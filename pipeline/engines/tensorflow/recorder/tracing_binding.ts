/** The binding while a recording is made: operations become nodes of a graph, and nothing is computed. */
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import { dtypes } from "../binding/attributes.ts";
import type { Binding, Handle, Native } from "../binding/binding.ts";
import type { Graph, Output } from "./graph.ts";
import { isHeavy } from "./heavy.ts";
import { newResourceOrder } from "./resource_order.ts";

/** An argument of the recorded function. */
export interface TracedArgument {
  readonly output: Output;
  /** The place among the declared inputs, or the tensor that always stands here. */
  readonly source: { readonly input: number } | { readonly captured: number };
}

/** What is traced. */
export interface Trace {
  readonly binding: Binding;
  /** In the order of the function's arguments. */
  readonly args: readonly TracedArgument[];
  /** The node that computes a tensor; a new argument or constant where the tensor was there before. */
  outputOf(id: number): Output;
  /** Nodes that change variables. */
  writers(): readonly Deno.PointerValue[];
  /** True for a tensor that was there before, is no declared input, and has been used. */
  isCaptured(id: number): boolean;
}

/** An input: the tensor that stands for it while recording, and its shape with -1 for sizes that vary. */
export interface TracedInput {
  readonly id: number;
  readonly dtype: number;
  readonly shape: readonly number[];
}

/**
 * A tensor is one of four things: the result of a traced operation, whose number is negative; a declared input, an
 * argument; something that is made while recording, a constant; or something that was there before and is captured: an
 * argument too, held by a handle of the recording's own, so that it may be disposed of.
 */
export function traceInto(
  graph: Graph,
  binding: Binding,
  native: Native,
  inputs: readonly TracedInput[],
): Trace {
  const outputs = new Map<number, Output>();
  const made = new Set<number>();
  const declared = new Set(inputs.map(({ id }) => id));
  const captured = new Set<number>();
  const args: TracedArgument[] = [];
  const order = newResourceOrder<Deno.PointerValue>();
  let next = FIRST_SYMBOLIC;
  let last = "the beginning";
  let lastHeavy: Deno.PointerValue | undefined;

  inputs.forEach(({ id, dtype, shape }, input) => {
    const output = graph.addArgument(dtype, shape);
    args.push({ output, source: { input } });
    outputs.set(id, output);
  });

  function outputOf(id: number): Output {
    const known = outputs.get(id);
    if (known) return known;
    const output = made.has(id) ? graph.addConstant(id) : capture(id);
    outputs.set(id, output);
    return output;
  }

  function capture(id: number): Output {
    const { library, status, check, find, keep, shapeOf } = native;
    const handle = find(id);
    const output = graph.addArgument(library.TFE_TensorHandleDataType(handle), shapeOf(handle));
    const own = library.TFE_TensorHandleCopySharingTensor(handle, status);
    check("capturing a tensor");
    args.push({ output, source: { captured: keep(own) } });
    captured.add(id);
    return output;
  }

  const isSymbolic = (id: number) => id <= FIRST_SYMBOLIC;
  const tracing: Binding = {
    ...binding,
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values);
      made.add(id);
      return id;
    },
    deleteTensor(id) {
      if (!isSymbolic(id)) binding.deleteTensor(id);
    },
    tensorDataSync(id) {
      if (isSymbolic(id) || declared.has(id)) throw readBack(last);
      return binding.tensorDataSync(id);
    },
    executeOp(name, attributes, ids, count) {
      const ins = ids.map(outputOf);
      const variables = ins.filter((each) => graph.dtypeOf(each) === dtypes.resource).map(nameOf);
      const heavy = isHeavy(name, attributes, ins.map(graph.shapeOf));
      const after = [...order.before(name, variables), ...(heavy && lastHeavy ? [lastHeavy] : [])];
      const node = graph.add(name, attributes, ins, after);
      order.added(name, variables, node);
      if (heavy) lastHeavy = node;
      last = name;
      return Array.from({ length: Math.min(count, graph.outputs(node)) }, (_, index): Handle => {
        const output = { node, index };
        outputs.set(next, output);
        return { id: next--, shape: graph.shapeOf(output), dtype: graph.dtypeOf(output) };
      });
    },
  };
  return { binding: tracing, args, outputOf, writers: order.writers, isCaptured: (id) => captured.has(id) };
}

/** Numbers of traced results go down from here: tfjs-node reads -1 as "not uploaded yet" and frees none below 0. */
const FIRST_SYMBOLIC = -2;

function nameOf({ node, index }: Output): string {
  return `${Deno.UnsafePointer.value(node)}:${index}`;
}

function readBack(last: string): RunError {
  return new RunError(
    `values are read back after ${last}, which a recording cannot do`,
    "compute on tensors alone, or give the values as inputs",
  );
}
