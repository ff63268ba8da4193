/** A graph of the library under construction: nodes, their shapes, and the function that a whole graph becomes. */
import {
  type Attribute,
  attributeKinds,
  cString,
  setAttribute,
  shape as shapeValue,
} from "../binding/attributes.ts";
import { graphSetters } from "../binding/attribute_setters.ts";
import type { Native } from "../binding/binding.ts";
import { type OperationDefinition, readDefinition } from "./op_def.ts";

/** One output of a node. */
export interface Output {
  readonly node: Deno.PointerValue;
  readonly index: number;
}

/** A graph. */
export interface Graph {
  /** Adds a node. Throws a RunError with the library's message. */
  add(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Output[],
    after: readonly Deno.PointerValue[],
  ): Deno.PointerValue;
  /** Adds an argument of the function, -1 standing for a size that varies. */
  addArgument(dtype: number, shape: readonly number[]): Output;
  /** Adds a constant with the value of a tensor that is there. */
  addConstant(id: number): Output;
  /** Whether equal inputs may give other results, or the operation changes something. */
  isStateful(name: string): boolean;
  /** The number of outputs of a node. */
  outputs(node: Deno.PointerValue): number;
  dtypeOf(output: Output): number;
  /** What the library knows of the shape: -1 for a size that it does not, [-1] for a shape of which it knows nothing. */
  shapeOf(output: Output): number[];
  /** Makes the graph a function that can be run by `name`, in which the nodes `always` run whatever is asked for. */
  define(
    name: string,
    inputs: readonly Output[],
    outputs: readonly Output[],
    always: readonly Deno.PointerValue[],
  ): void;
  /** How many nodes there are. */
  size(): number;
  dispose(): void;
}

/** An empty graph. */
export function newGraph({ library, context, status, check, find, shapeOf }: Native): Graph {
  const graph = library.TF_NewGraph();
  const setters = graphSetters(library);
  const definitions = new Map<string, OperationDefinition>();
  let count = 0;

  function definitionOf(name: string): OperationDefinition {
    let found = definitions.get(name);
    if (!found) {
      const buffer = library.TF_NewBuffer();
      try {
        library.TF_GraphGetOpDef(graph, cString(name), buffer, status);
        check(name);
        definitions.set(name, found = readDefinition(bytesOf(buffer)));
      } finally {
        library.TF_DeleteBuffer(buffer);
      }
    }
    return found;
  }

  function start(name: string): Deno.PointerValue {
    return library.TF_NewOperation(graph, cString(name), cString(`n${count++}`));
  }

  function finish(description: Deno.PointerValue, name: string): Deno.PointerValue {
    const node = library.TF_FinishOperation(description, status);
    check(name);
    return node;
  }

  const add: Graph["add"] = (name, attributes, inputs, after) => {
    const { inputs: taken } = definitionOf(name);
    const description = start(name);
    let at = 0;
    for (const { list } of taken) {
      if (list === undefined) {
        library.TF_AddInput(description, packed([inputs[at++]!]));
        continue;
      }
      const value = attributes.find((attribute) => attribute.name === list)?.value;
      const length = Array.isArray(value) ? value.length : Number(value);
      library.TF_AddInputList(description, packed(inputs.slice(at, at += length)), length);
    }
    for (const attribute of attributes) setAttribute(setters, description, attribute);
    for (const node of after) library.TF_AddControlInput(description, node);
    return finish(description, name);
  };

  return {
    add,
    addArgument(dtype, shape) {
      const attributes = [typed(dtype), { name: "shape", ...shapeValue(shape) }];
      return { node: add("Placeholder", attributes, [], []), index: 0 };
    },
    addConstant(id) {
      const handle = find(id);
      const tensor = library.TFE_TensorHandleResolve(handle, status);
      check("reading a constant");
      try {
        const description = start("Const");
        setAttribute(setters, description, typed(library.TFE_TensorHandleDataType(handle)));
        library.TF_SetAttrTensor(description, cString("value"), tensor, status);
        return { node: finish(description, `a constant of shape [${shapeOf(handle)}]`), index: 0 };
      } finally {
        library.TF_DeleteTensor(tensor);
      }
    },
    isStateful: (name) => definitionOf(name).isStateful,
    outputs: (node) => library.TF_OperationNumOutputs(node),
    dtypeOf: (output) => library.TF_OperationOutputType(packed([output])),
    shapeOf(output) {
      const rank = library.TF_GraphGetTensorNumDims(graph, packed([output]), status);
      check("a shape");
      if (rank < 0) return [-1];
      const sizes = new BigInt64Array(rank);
      if (rank > 0) library.TF_GraphGetTensorShape(graph, packed([output]), sizes, rank, status);
      check("a shape");
      return Array.from(sizes, Number);
    },
    define(name, inputs, outputs, always) {
      const definition = library.TF_GraphToFunctionWithControlOutputs(
        graph,
        cString(name),
        0,
        -1,
        null,
        inputs.length,
        packed(inputs),
        outputs.length,
        packed(outputs),
        null,
        always.length,
        BigUint64Array.from(always, address),
        null,
        null,
        null,
        status,
      );
      check(name);
      library.TFE_ContextAddFunction(context, definition, status);
      library.TF_DeleteFunction(definition);
      check(name);
    },
    size: () => count,
    dispose: () => library.TF_DeleteGraph(graph),
  };
}

function typed(dtype: number): Attribute {
  return { name: "dtype", type: attributeKinds.type, value: dtype };
}

/** TF_Output structures end to end: a pointer, and an index that is padded to eight bytes. */
function packed(outputs: readonly Output[]): Uint8Array<ArrayBuffer> {
  const words = new BigUint64Array(2 * outputs.length);
  outputs.forEach(({ node, index }, i) => {
    words[2 * i] = address(node);
    words[2 * i + 1] = BigInt(index);
  });
  return new Uint8Array(words.buffer);
}

function address(pointer: Deno.PointerValue): bigint {
  return Deno.UnsafePointer.value(pointer);
}

/** The contents of a TF_Buffer: a pointer and a length. */
function bytesOf(buffer: Deno.PointerValue): Uint8Array {
  const view = new Deno.UnsafePointerView(buffer!);
  const length = Number(view.getBigUint64(8));
  return new Uint8Array(Deno.UnsafePointerView.getArrayBuffer(view.getPointer(0)!, length).slice(0));
}
