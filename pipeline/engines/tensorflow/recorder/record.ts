/** Records what a function does as one function of the library, and replays it with a single call. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { RunError } from "../../../../specs/diagnostics/diagnostics.ts";
import type { Recorder, Recording } from "../../recorder.ts";
import {
  checkInputShape,
  checkReplay,
  nestedError,
  refuseVariables,
  variablesNow,
} from "../../recording_rules.ts";
import { cString } from "../binding/attributes.ts";
import type { Binding, Handle, Native } from "../binding/binding.ts";
import type { NodeBackend } from "../binding/operations.ts";
import { type Graph, newGraph } from "./graph.ts";
import { type Trace, type TracedInput, traceInto } from "./tracing_binding.ts";

let recordings = 0;

/** The recorder of a backend. */
export function createRecorder(backend: NodeBackend, native: Native): Recorder {
  const eager = backend.binding;

  const record: Recorder["record"] = (inputs, shapes, run) => {
    if (backend.binding !== eager) throw nestedError();
    // TensorFlow.js uploads late: what is not uploaded before would become a constant.
    const ids = backend.getInputTensorIds(inputs);
    if (new Set(ids).size < ids.length) throw new RangeError("an input of a recording is given twice");
    const expected = inputs.map((input, i) => checkInputShape(input, shapes[i] ?? input.shape, i));
    const traced = ids.map((id, i): TracedInput => {
      const dtype = native.library.TFE_TensorHandleDataType(native.find(id));
      return { id, dtype, shape: expected[i]! };
    });
    const name = `recording_${recordings++}`;
    const graph = newGraph(native);
    const trace = traceInto(graph, eager, native, traced);
    try {
      const count = define(name, graph, trace, () => run(inputs));
      const nodes = graph.size();
      return recording(name, nodes, trace, expected, count);
    } catch (error) {
      freeCaptured(trace, eager);
      throw error;
    } finally {
      graph.dispose();
    }
  };

  /** Traces `run` and defines the function. The number of its results. */
  function define(name: string, graph: Graph, trace: Trace, run: () => Tensor[]): number {
    const idOf = (variable: Tensor) => backend.getInputTensorIds([variable])[0]!;
    const variables = variablesNow(idOf);
    const own = backend.createOutputTensor;
    backend.binding = trace.binding;
    backend.createOutputTensor = (handle) => own.call(backend, withStaticShape(handle));
    try {
      // The results end with the tidy: only their nodes are wanted.
      return tf.tidy(() => {
        const results = run();
        const outputs = backend.getInputTensorIds(results).map((id) => {
          const output = trace.outputOf(id);
          const attributes = [{ name: "T", type: 4, value: graph.dtypeOf(output) }];
          return { node: graph.add("Identity", attributes, [output], []), index: 0 };
        });
        refuseVariables(variables, variablesNow(idOf), trace.isCaptured);
        graph.define(name, trace.args.map(({ output }) => output), outputs, trace.writers());
        return outputs.length;
      });
    } finally {
      backend.binding = eager;
      backend.createOutputTensor = own;
    }
  }

  function recording(
    name: string,
    nodes: number,
    trace: Trace,
    expected: readonly (readonly number[])[],
    count: number,
  ): Recording {
    let disposed = false;

    /** The library's tensors for the arguments. */
    function argumentIds(inputs: readonly Tensor[]): number[] {
      checkReplay(inputs, expected, disposed);
      const given = backend.getInputTensorIds(inputs);
      return trace.args.map(({ source }) => "input" in source ? given[source.input]! : source.captured);
    }

    const asTensors = (handles: readonly Handle[]) => handles.map((each) => backend.createOutputTensor(each));
    return {
      nodes,
      replay: (inputs) => asTensors(eager.executeOp(name, [], argumentIds(inputs), count)),
      replayAside: async (inputs) => asTensors(await native.executeAside(name, argumentIds(inputs), count)),
      dispose() {
        if (disposed) return;
        disposed = true;
        freeCaptured(trace, eager);
        native.library.TFE_ContextRemoveFunction(native.context, cString(name), native.status);
        native.check(name);
      },
    };
  }

  return { record };
}

function freeCaptured({ args }: Trace, binding: Binding): void {
  for (const { source } of args) if ("captured" in source) binding.deleteTensor(source.captured);
}

function withStaticShape(handle: Handle): Handle {
  if (handle.shape.every((size) => size >= 0)) return handle;
  throw new RunError(
    `the shape [${handle.shape}] of a result depends on values, which a recording cannot do`,
    "state its shape where the operation is run",
  );
}
