import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import {
  createOperations,
  type NodeBackend,
} from "../../../pipeline/engines/tensorflow/binding/operations.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { float32Products } from "../../../pipeline/engines/tensorflow/primitives/products.ts";
import { tensorflowPrimitives } from "../../../pipeline/engines/tensorflow/primitives/mod.ts";
import { untiledPlanner } from "../../../pipeline/engines/tensorflow/sampled/plan.ts";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { needs } from "../../needs.ts";
import { primitiveContract } from "./contract.ts";

const found = locateTensorflow();
const engine = found && await openTensorflow(found.paths);

primitiveContract({ name: "tensorflow", engine, ...(engine && { live: engine.live }) });

// The forms of a GPU, on whatever the library computes on.
if (engine?.processor === "cpu") {
  const primitives = tensorflowPrimitives(
    float32Products(createOperations(tf.backend() as unknown as NodeBackend, "gpu")),
  );
  const asOnGpu = { ...engine, primitives, planner: untiledPlanner };
  primitiveContract({ name: "tensorflow in the forms of a GPU", engine: asOnGpu, live: engine.live });
}

Deno.test({
  ...needs(
    "tensorflow",
    engine,
    "an operation that the library refuses throws its message and leaves no handle",
  ),
  fn() {
    const a = tf.zeros([2, 3]);
    const b = tf.zeros([4, 5]);
    tf.dispose([tf.add(a, 1), tf.add(b, 1)]);
    const before = engine!.live();
    assert.throws(
      () => engine!.primitives.matMul(a, b),
      (error) =>
        error instanceof RunError && /TensorFlow failed at MatMul: .*\[2,3\].*\[4,5\]/.test(error.message),
    );
    assert.equal(engine!.live(), before);
    tf.dispose([a, b]);
  },
});

Deno.test({
  ...needs("tensorflow", engine, "openTensorflow() a second time gives the same library"),
  fn: async () => assert.equal((await openTensorflow(found!.paths)).description, engine!.description),
});
