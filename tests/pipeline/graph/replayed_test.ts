import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Recorder } from "../../../pipeline/engines/recorder.ts";
import { type NamedTensors, replayed } from "../../../pipeline/graph/replayed.ts";
import { cpuTest } from "../contract/engines.ts";

/** A recorder that notes what is asked of it, and whose replays run the function. */
function notingRecorder(refused: (shape: string) => boolean = () => false) {
  const recorded: string[] = [];
  const replays: string[] = [];
  const disposed: string[] = [];
  const recorder: Recorder = {
    record(inputs, shapes, run) {
      const name = shapes.map((shape) => `[${shape}]`).join(" ");
      if (refused(name)) throw new Error(`cannot record ${name}`);
      assert.equal(inputs.length, shapes.length);
      recorded.push(name);
      const replay = (inputs: readonly Tensor[]) => {
        replays.push(name);
        return tf.tidy(() => run(inputs));
      };
      return {
        nodes: 1,
        replay,
        replayAside: (inputs) => Promise.resolve(replay(inputs)),
        dispose: () => disposed.push(name),
      };
    },
  };
  return { recorder, recorded, replays, disposed };
}

const double = (inputs: NamedTensors) => [tf.mul(inputs.get("x")!, 2)];
const fail = (error: Error) => assert.fail(error);

/** Runs on x of zeros, and y where its rows are given. */
function runOn(replayed: { run(inputs: NamedTensors): Tensor[] }, x: number[], y?: number): void {
  tf.tidy(() => {
    const others = y === undefined ? [] : [["y", tf.zeros([y, 2])] as const];
    const [result] = replayed.run(new Map<string, Tensor>([["x", tf.ones(x)], ...others]));
    assert.deepEqual(result!.shape, x);
    assert.ok(result!.dataSync().every((value) => value === 2));
  });
}

cpuTest("replayed() records once for every set of shapes, and replays from the first time on", () => {
  const { recorder, recorded, replays, disposed } = notingRecorder();
  const twice = replayed(recorder, double, { limit: 4, onEager: fail });
  for (const x of [[3], [2, 3], [3], [3], [2, 3]]) runOn(twice, x);
  assert.deepEqual(recorded, ["[3]", "[2,3]"]);
  assert.deepEqual(replays, ["[3]", "[2,3]", "[3]", "[3]", "[2,3]"]);
  assert.deepEqual(disposed, []);
  twice.dispose();
  assert.deepEqual(disposed, recorded);
});

cpuTest("replayed() takes any number of rows where they vary, and only there", () => {
  const { recorder, recorded } = notingRecorder();
  const twice = replayed(recorder, double, { limit: 4, varying: new Set(["y"]), onEager: fail });
  for (const [x, y] of [[3, 5], [3, 7], [4, 7], [3, 1]] as const) runOn(twice, [x], y);
  assert.deepEqual(recorded, ["[3] [-1,2]", "[4] [-1,2]"]);
  twice.dispose();
});

cpuTest("replayed() keeps the first recordings, and disposes of those it forgets", () => {
  const { recorder, recorded, disposed } = notingRecorder();
  const twice = replayed(recorder, double, { limit: 2, onEager: fail });
  for (const size of [1, 2, 3, 1, 3, 2]) runOn(twice, [size]);
  assert.deepEqual(recorded, ["[1]", "[2]", "[3]", "[2]"]);
  assert.deepEqual(disposed, ["[2]", "[3]"]);
  twice.dispose();
  assert.deepEqual(disposed, ["[2]", "[3]", "[1]", "[2]"]);
});

cpuTest("replayed() runs what cannot be recorded, and says why once", () => {
  const { recorder, recorded, replays } = notingRecorder((shape) => shape !== "[4]");
  const why: string[] = [];
  const twice = replayed(recorder, double, { limit: 4, onEager: ({ message }) => why.push(message) });
  for (const size of [3, 4, 3, 4, 5]) runOn(twice, [size]);
  assert.deepEqual(recorded, ["[4]"]);
  assert.deepEqual(replays, ["[4]", "[4]"]);
  assert.deepEqual(why, ["cannot record [3]"]);
  twice.dispose();
});

cpuTest("replayed() passes on what the function itself throws, and blames no recording for it", () => {
  const { recorder } = notingRecorder(() => true);
  const broken = replayed(recorder, () => {
    throw new RangeError("of the function");
  }, { limit: 4, onEager: fail });
  assert.throws(() => runOn(broken, [3]), new RangeError("of the function"));
});
