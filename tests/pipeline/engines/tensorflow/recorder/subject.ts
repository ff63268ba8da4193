/** What the tests of recording share: the engine. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { locateTensorflow } from "../../../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow, type TensorflowEngine } from "../../../../../pipeline/engines/tensorflow/open.ts";
import { needs } from "../../../../needs.ts";
import type { Subject } from "../../recorder_contract.ts";

/** The engine, its recorder, and what is alive. */
export interface TensorflowSubject extends Subject {
  readonly engine: TensorflowEngine;
}

const found = locateTensorflow();
const engine = found && await openTensorflow(found.paths);

const live = () => [engine!.live(), tf.memory().numTensors];

/** A test that is ignored, and counted as such, where the library is not there; it must leave no handle behind. */
export function tensorflowTest(name: string, run: (subject: TensorflowSubject) => void): void {
  Deno.test({
    ...needs("tensorflow", engine, name),
    fn() {
      const before = engine!.live();
      tf.tidy(() => run({ engine: engine!, recorder: engine!.recorder!, live }));
      assert.equal(engine!.live(), before, "handles alive afterwards");
    },
  });
}

/** `tensorflowTest` of what takes turns of the event loop; it disposes of its tensors itself. */
export function tensorflowAsyncTest(name: string, run: (subject: TensorflowSubject) => Promise<void>): void {
  Deno.test({
    ...needs("tensorflow", engine, name),
    async fn() {
      const before = engine!.live();
      await run({ engine: engine!, recorder: engine!.recorder!, live });
      assert.equal(engine!.live(), before, "handles alive afterwards");
    },
  });
}
