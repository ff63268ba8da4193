import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import type { FileSystem } from "../../../pipeline/files/write.ts";
import { readCheckpoint } from "../../../pipeline/runs/checkpoint/file.ts";
import { Interrupted, Unfinished } from "../../../pipeline/runs/early_end.ts";
import { performRun, type RunOptions } from "../../../pipeline/runs/run.ts";
import { compileFile } from "../contract/recipe.ts";
import { temporaryFolder } from "../../temporary.ts";

const SETTINGS = [
  "constants.hidden=4",
  "features.sampling.length=12",
  "data.videos={train: 5, test: 3}",
  "training.batch=2",
  "training.steps=7",
  "training.log_every=3",
  "training.checkpoint_every=3",
  "training.evaluate_every=4",
  "training.optimizer.rate=5e-2",
  "inference.classes.threshold=0.3",
];
const program = compileFile("recipes/demo.yaml", SETTINGS);
const unmined = compileFile("recipes/demo.yaml", [...SETTINGS, "report.mined=null"]);
const engine = await openEngine("cpu");
const dataset = await openDataset(program.recipe);

/** What a run was heard to do, one word each. */
interface Heard {
  readonly events: string[];
  readonly folder: string;
}

/** Performs a run in a new folder; it is interrupted when `interruptAt` is heard. */
async function perform(
  options: Partial<RunOptions> = {},
  interruptAt?: string,
): Promise<Heard & { run: Awaited<ReturnType<typeof performRun>> | undefined; error?: unknown }> {
  const folder = options.folder ?? temporaryFolder();
  const events: string[] = [];
  const controller = new AbortController();
  const hear = (event: string) => {
    events.push(event);
    if (event === interruptAt) controller.abort();
  };
  const watch = {
    trained: ({ step }: { step: number }) => hear(`trained ${step}`),
    tested: (step: number, videos: number) => hear(`tested ${videos} at ${step}`),
    evaluated: ({ step }: { step: number }) => hear(`evaluated ${step}`),
  };
  const given = { program, engine, dataset, interruption: controller.signal, watch, ...options, folder };
  try {
    return { run: await performRun(given), events, folder };
  } catch (error) {
    return { run: undefined, error, events, folder };
  }
}

/** The lines of a run's metrics, as `step` or `step evaluated`. */
const linesIn = (folder: string) =>
  Deno.readTextFileSync(join(folder, "metrics.jsonl")).trimEnd().split("\n")
    .map((line) => JSON.parse(line)).map(({ step, map }) => map ? `${step} evaluated` : `${step}`);

const stepIn = async (folder: string) => (await readCheckpoint(folder)).step;

Deno.test("performRun() logs, evaluates and keeps checkpoints as often as the recipe says, and after the last step", async () => {
  const before = tf.memory().numTensors;
  const read: string[] = [];
  const noted: Dataset = {
    ...dataset,
    read(video) {
      read.push(video.id);
      return dataset.read(video);
    },
  };
  const { run, events, folder } = await perform({ dataset: noted });
  assert.ok(run);
  assert.deepEqual(linesIn(folder), ["0", "3", "4 evaluated", "6", "7", "7 evaluated"]);
  assert.deepEqual(events, [
    ...["tested 1 at 0", "tested 2 at 0", "tested 3 at 0"],
    ...["trained 1", "trained 2", "trained 3", "trained 4"],
    ...["tested 1 at 4", "tested 2 at 4", "tested 3 at 4", "evaluated 4"],
    ...["trained 5", "trained 6", "trained 7"],
    ...["tested 1 at 7", "tested 2 at 7", "tested 3 at 7", "evaluated 7"],
  ]);
  assert.equal(await stepIn(folder), 7);
  const { results } = JSON.parse(Deno.readTextFileSync(join(folder, "predictions.json")));
  assert.deepEqual(Object.keys(results), ["test_0001", "test_0002", "test_0003"]);
  const evaluations = run.metrics.evaluations;
  assert.deepEqual(evaluations.map(({ step }) => step), [4, 7]);
  const [first, second] = evaluations;
  const best = second!.average > first!.average ? second! : first!;
  assert.deepEqual(run.best, { step: best.step, average: best.average });
  const { evaluation } = run.kept;
  assert.equal(evaluation!.averages[evaluation!.protocol.headline]! * 100, second!.average);
  assert.equal(second!.classification_map, run.kept.classification * 100);
  assert.ok(second!.accuracy > 0);
  assert.equal(second!.accuracy, run.kept.accuracy * 100);
  assert.equal(read.filter((id) => id.startsWith("test_")).length, 3 * 3, "test videos once an evaluation");
  run.model.dispose();
  assert.equal(tf.memory().numTensors, before, "tensors alive afterwards");
});

Deno.test("performRun() writes a checkpoint when it is interrupted, and goes on from it to the same bits", async () => {
  const whole = await perform();
  const expected = Deno.readFileSync(join(whole.folder, "checkpoint-7.safetensors"));
  for (
    const [at, step, lines] of [
      ["trained 1", 1, ["0"]],
      ["trained 3", 3, ["0", "3"]],
      ["tested 2 at 4", 4, ["0", "3"]],
      ["evaluated 4", 4, ["0", "3", "4 evaluated"]],
    ] as const
  ) {
    const before = tf.memory().numTensors;
    const { error, folder, events } = await perform({}, at);
    assert.equal(tf.memory().numTensors, before, "tensors alive afterwards");
    assert.ok(error instanceof Interrupted, `${at}: ${error}`);
    assert.equal(error.step, step);
    assert.ok(!events.includes(`trained ${step + 1}`), "nothing is trained after that");
    assert.equal(await stepIn(folder), step);
    assert.deepEqual(
      Deno.readTextFileSync(join(folder, "metrics.jsonl")).split("\n").length - 1,
      lines.length,
    );
    const resumed = await perform({ folder, checkpoint: await readCheckpoint(folder) });
    assert.equal(resumed.events[0], at.startsWith("tested") ? "tested 1 at 4" : `trained ${step + 1}`);
    assert.deepEqual(Deno.readFileSync(join(folder, "checkpoint-7.safetensors")), expected);
    assert.deepEqual(linesIn(folder), linesIn(whole.folder));
    resumed.run!.model.dispose();
  }
  whole.run!.model.dispose();
});

Deno.test("performRun() of epochs gives the bits of as many steps, and resumes to them", async () => {
  const tensors = (folder: string) => Deno.readFileSync(join(folder, "checkpoint-6.safetensors"));
  const epochs = compileFile("recipes/demo.yaml", [...SETTINGS, "training.epochs=2"]);
  const steps = await perform({
    program: compileFile("recipes/demo.yaml", [...SETTINGS, "training.steps=6"]),
  });
  const whole = await perform({ program: epochs });
  assert.equal(whole.run!.steps, 6, "5 videos, 2 a step");
  assert.deepEqual(whole.events, steps.events);
  assert.deepEqual(tensors(whole.folder), tensors(steps.folder));
  const { folder } = await perform({ program: epochs }, "trained 5");
  const resumed = await perform({ program: epochs, folder, checkpoint: await readCheckpoint(folder) });
  assert.deepEqual(tensors(folder), tensors(steps.folder));
  for (const { run } of [steps, whole, resumed]) run!.model.dispose();
});

Deno.test("performRun() is unfinished, with its step kept, where test data cannot be read", async () => {
  const broken: Dataset = {
    ...dataset,
    read: (video) =>
      video === dataset.test[1] ? Promise.reject(new RangeError("broken")) : dataset.read(video),
  };
  const before = tf.memory().numTensors;
  const { error, folder } = await perform({ dataset: broken, program: unmined });
  assert.equal(tf.memory().numTensors, before, "tensors alive afterwards");
  assert.ok(error instanceof Unfinished, String(error));
  assert.equal(error.step, 4);
  assert.match(String(error.cause), /broken/);
  assert.equal(await stepIn(folder), 4);
  const resumed = await perform({ folder, program: unmined, checkpoint: await readCheckpoint(folder) });
  assert.deepEqual(resumed.events.slice(0, 5), [
    ...["tested 1 at 4", "tested 2 at 4", "tested 3 at 4", "evaluated 4", "trained 5"],
  ]);
  resumed.run!.model.dispose();
  const early = await perform({ dataset: broken });
  assert.match(String(early.error), /RangeError: broken/);
  assert.deepEqual(early.events, ["tested 1 at 0"], "what is mined before training is told before it");
});

Deno.test("performRun() measures what is mined before training and at every evaluation, and localizes as without", async () => {
  const mined = await perform();
  const plain = await perform({ program: unmined });
  const { before, evaluations } = mined.run!.metrics;
  assert.deepEqual(before.map(({ step }) => step), [0]);
  const names = ["hard_action", "hard_background", "easy_action", "easy_background"];
  for (const { mining } of [...before, ...evaluations]) {
    assert.deepEqual(Object.keys(mining!), names);
    const { hard_action: hard, easy_action: easy } = mining!;
    assert.deepEqual([hard!.outside.length, hard!.distance.length, easy!.outside.length], [10, 10, 1]);
    assert.equal(hard!.in_region!.snippets + hard!.spilled!.snippets, hard!.snippets);
    // Easy snippets against the whole of each instance are their own error.
    assert.deepEqual(hard!.against!.outside.at(-1), easy!.outside[0]);
  }
  assert.deepEqual(plain.run!.metrics.before, []);
  assert.equal(plain.run!.kept.mining, undefined);
  for (const name of ["predictions.json", "checkpoint-7.safetensors"]) {
    assert.deepEqual(
      Deno.readFileSync(join(mined.folder, name)).toHex(),
      Deno.readFileSync(join(plain.folder, name)).toHex(),
    );
  }
  for (const { run } of [mined, plain]) run!.model.dispose();
});

Deno.test("performRun() of a finished run trains and evaluates nothing again", async () => {
  const first = await perform();
  const again = await perform({ folder: first.folder, checkpoint: await readCheckpoint(first.folder) });
  assert.deepEqual(again.events, []);
  assert.deepEqual(again.run!.best, first.run!.best);
  assert.deepEqual(again.run!.kept.detections, first.run!.kept.detections);
  first.run!.model.dispose();
  again.run!.model.dispose();
});

Deno.test("performRun() returns memory while it trains and afterwards, and keeps nothing of a checkpoint that is written", async () => {
  const returned: string[] = [];
  const memory = { returnFreed: () => returned.push("freed"), returnKept: () => returned.push("kept") };
  const written: Uint8Array[] = [];
  const system: FileSystem = {
    ...Deno,
    async open(path, options) {
      const file = await Deno.open(path, options);
      return {
        write(bytes) {
          if (path.includes("safetensors")) written.push(bytes);
          return file.write(bytes);
        },
        sync: () => file.sync(),
        [Symbol.dispose]: () => file.close(),
      };
    },
  };
  const { now } = performance;
  // A second is a tenth of a millisecond.
  performance.now = () => 10_000 * now.call(performance);
  try {
    const { run, error } = await perform({ engine: { ...engine, memory }, system });
    assert.equal(error, undefined);
    run!.model.dispose();
  } finally {
    performance.now = now;
  }
  assert.deepEqual(returned, [...Array(7).fill("freed"), "kept"]);
  assert.ok(written.length > 3);
  assert.deepEqual(written.filter(({ byteLength }) => byteLength > 0), []);
});
