import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import {
  createOperations,
  type NodeBackend,
} from "../../../../../pipeline/engines/tensorflow/binding/operations.ts";
import { text, type } from "../../../../../pipeline/engines/tensorflow/binding/attributes.ts";
import { RunError } from "../../../../../specs/diagnostics/diagnostics.ts";
import { wave } from "../../recorded.ts";
import { tensorflowAsyncTest } from "./subject.ts";

tensorflowAsyncTest(
  "replayAside() gives the bits of replay(), and JavaScript goes on meanwhile",
  async ({ recorder, engine }) => {
    const x = wave([1500, 1500], 1);
    const power = ([x]: readonly Tensor[]) =>
      Array.from({ length: 6 }).reduce<Tensor[]>(
        ([y]) => [tf.div(engine.primitives.matMul(y!, x!), 1500)],
        [x!],
      );
    const recording = recorder.record([x], [], power);
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const aside = await recording.replayAside([x]);
    const during = turns;
    clearInterval(timer);
    assert.ok(during > 0, "no turn of the event loop while it ran");
    const replayed = recording.replay([x]);
    assert.deepEqual(aside[0]!.dataSync(), replayed[0]!.dataSync());
    recording.dispose();
    tf.dispose([x, ...aside, ...replayed]);
  },
);

tensorflowAsyncTest(
  "replayAside() that fails throws what replay() does, and the next one is right",
  async ({ recorder }) => {
    const { run, tensor, scope } = createOperations(tf.backend() as unknown as NodeBackend, "cpu");
    const checked = ([x]: readonly Tensor[]) => {
      const attributes = { T: type("float32"), message: text("not finite here") };
      return [scope(() => tensor(run("CheckNumerics", [x!], attributes)))];
    };
    const [good, bad] = [tf.tensor1d([1, 2]), tf.tensor1d([1, NaN])];
    const recording = recorder.record([good], [], checked);
    const isRight = (error: unknown) => error instanceof RunError && /not finite here/.test(error.message);
    assert.throws(() => recording.replay([bad]), isRight);
    await assert.rejects(recording.replayAside([bad]), isRight);
    const results = await recording.replayAside([good]);
    assert.deepEqual([...results[0]!.dataSync()], [1, 2]);
    recording.dispose();
    tf.dispose([good, bad, ...results]);
  },
);
