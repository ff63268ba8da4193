/** The binding while a recording is made: operations become nodes of a graph, and nothing is computed. */
import { dtypes } from "../binding/attributes.ts";
import type { Binding, Handle, Native } from "../binding/binding.ts";
import { readBackError } from "../../recording_rules.ts";
import type { Graph, Output } from "./graph.ts";
import { isHeavy } from "./heavy.ts";
import { contentsOf, fromSource, newKeys, type Operation, type Traced, unchanged } from "./known_results.ts";
import { newResourceOrder } from "./resource_order.ts";

/** An argument of the recorded function. */
export interface TracedArgument {
  readonly output: Output;
  /** The place among the declared inputs, or the tensor that always stands here. */
  readonly source: { readonly input: number } | { readonly captured: number };
}

/** A value that a node gives. */
interface Value extends Traced<Value> {
  readonly output: Output;
}

/** A tensor that is made while recording. */
type Made = Pick<Value, "shape" | "dtype" | "key" | "numbers">;

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
  const values = new Map<number, Value>();
  const made = new Map<number, Made>();
  const constants = new Map<string, Output>();
  const results = new Map<string, Value>();
  const keyOf = newKeys<Value>();
  const declared = new Set(inputs.map(({ id }) => id));
  const captured = new Set<number>();
  const args: TracedArgument[] = [];
  const order = newResourceOrder<Deno.PointerValue>();
  let next = FIRST_SYMBOLIC;
  let last = "the beginning";
  let lastHeavy: Deno.PointerValue | undefined;

  const valueOf = (output: Output, about: Partial<Value> = {}): Value => {
    return { output, shape: graph.shapeOf(output), dtype: graph.dtypeOf(output), ...about };
  };

  inputs.forEach(({ id, dtype, shape }, input) => {
    const output = graph.addArgument(dtype, shape);
    args.push({ output, source: { input } });
    values.set(id, valueOf(output));
  });

  function find(id: number): Value {
    let known = values.get(id);
    if (!known) {
      const own = made.get(id);
      values.set(id, known = own ? constant(id, own) : valueOf(capture(id)));
    }
    return known;
  }

  /** A constant, which becomes a node where it is needed. */
  function constant(id: number, { shape, dtype, key, numbers }: Made): Value {
    let own: Output | undefined;
    return {
      shape,
      dtype,
      key,
      numbers,
      get output() {
        own ??= (key === undefined ? undefined : constants.get(key)) ?? graph.addConstant(id);
        if (key !== undefined) constants.set(key, own);
        return own;
      },
    };
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

  function handleOf(value: Value): Handle {
    values.set(next, value);
    return { id: next--, shape: [...value.shape], dtype: value.dtype };
  }

  /** A node, and what it gives. */
  function added({ name, attributes, inputs }: Operation<Value>, count: number): Value[] {
    const variables = inputs.filter(({ dtype }) => dtype === dtypes.resource).map(({ output }) =>
      nameOf(output)
    );
    const heavy = isHeavy(name, attributes, inputs.map(({ shape }) => shape));
    const after = [...order.before(name, variables), ...(heavy && lastHeavy ? [lastHeavy] : [])];
    const node = graph.add(name, attributes, inputs.map(({ output }) => output), after);
    order.added(name, variables, node);
    if (heavy) lastHeavy = node;
    const reshaped = name === "Reshape" ? inputs[0] : undefined;
    return Array.from(
      { length: Math.min(count, graph.outputs(node)) },
      (_, index) => valueOf({ node, index }, { reshaped }),
    );
  }

  function resultOf(operation: Operation<Value>): Value {
    const same = unchanged(operation);
    // A constant is read now: its tensor may be gone when the next operation needs it.
    if (same?.output) return same;
    const direct = fromSource(operation);
    const key = graph.isStateful(direct.name) ? undefined : keyOf(direct);
    const known = key === undefined ? undefined : results.get(key);
    if (known) return known;
    const [value] = added(direct, 1) as [Value];
    if (key !== undefined) results.set(key, value);
    return value;
  }

  const isSymbolic = (id: number) => id <= FIRST_SYMBOLIC;
  const tracing: Binding = {
    ...binding,
    createTensor(shape, dtype, values) {
      const id = binding.createTensor(shape, dtype, values);
      made.set(id, { shape: [...shape], dtype, ...contentsOf(shape, dtype, values) });
      return id;
    },
    deleteTensor(id) {
      if (!isSymbolic(id)) binding.deleteTensor(id);
    },
    tensorDataSync(id) {
      if (isSymbolic(id) || declared.has(id)) throw readBackError(last);
      return binding.tensorDataSync(id);
    },
    executeOp(name, attributes, ids, count) {
      const operation = { name, attributes, inputs: ids.map(find) };
      last = name;
      return (count === 1 ? [resultOf(operation)] : added(operation, count)).map(handleOf);
    },
  };
  return {
    binding: tracing,
    args,
    outputOf: (id) => find(id).output,
    writers: order.writers,
    isCaptured: (id) => captured.has(id),
  };
}

/** Numbers of traced results go down from here: tfjs-node reads -1 as "not uploaded yet" and frees none below 0. */
const FIRST_SYMBOLIC = -2;

function nameOf({ node, index }: Output): string {
  return `${Deno.UnsafePointer.value(node)}:${index}`;
}
