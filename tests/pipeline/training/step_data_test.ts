import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { Dataset } from "../../../pipeline/data/dataset.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { portablePlanner } from "../../../pipeline/engines/portable/sampled/plan.ts";
import { sampledPlanner } from "../../../pipeline/engines/tensorflow/sampled/plan.ts";
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { createTrainingStep } from "../../../pipeline/training/step.ts";
import { prepareSteps, type StepBatch, type StepData } from "../../../pipeline/training/step_data.ts";
import type { Program } from "../../../specs/program.ts";
import { assertClose } from "../contract/check.ts";
import { engineTest } from "../contract/engines.ts";
import { compileFile } from "../contract/recipe.ts";

/** A recipe whose batches have T snippets, and its data. */
interface Setting {
  readonly program: Program;
  readonly dataset: Dataset;
}

async function settingOf(length: number): Promise<Setting> {
  const program = compileFile("recipes/demo.yaml", [
    "constants.hidden=6",
    `features.sampling.length=${length}`,
    "data.videos={train: 8, test: 1}",
    "training.batch=4",
    "training.optimizer.rate=1e-2",
  ]);
  return { program, dataset: await openDataset(program.recipe) };
}

/** Stretched to more than twice their length, and thinned. */
const [STRETCHED, THINNED] = await Promise.all([settingOf(400), settingOf(10)]);

/** Of an engine and its arithmetic, `prepareSteps` reads plans and memory alone. */
function prepare(
  { program, dataset }: Setting,
  planner = portablePlanner,
  engine: Pick<Engine, "memory"> = {},
): StepData {
  const model = {
    program,
    seed: 5,
    engine,
    arithmetic: { planner },
    kinds: KINDS,
  } as unknown as Parameters<
    typeof prepareSteps
  >[0];
  return prepareSteps(model, dataset);
}

const STEPS = [1, 2, 3];

engineTest(
  "prepareSteps() says which step it is and which part of the training is done, of every pass of a step",
  async () => {
    for (const length of [10, 400]) {
      const { dataset, program: { recipe, ...program } } = await settingOf(length);
      const training = { ...recipe.training, steps: 8, accumulate: { passes: 2, reduce: "sum" as const } };
      const data = prepare({ dataset, program: { ...program, recipe: { ...recipe, training } } });
      for (const [pass, progress] of [[1, 0], [2, 0], [3, 0.125], [16, 0.875]] as const) {
        const batch = await data.make(pass);
        for (const tensors of [batch.tensors(), batch.denseTensors()]) {
          assert.deepEqual([...tensors.get("progress")!.dataSync()], [progress], `${length}, ${pass}`);
          assert.deepEqual([...tensors.get("step")!.dataSync()], [Math.ceil(pass / 2)], `${length}, ${pass}`);
          tf.dispose([...tensors.values()]);
        }
        batch.release();
      }
    }
  },
);

Deno.test("make() takes the memory of an engine before it waits where the size is known, and gives it back", async () => {
  await tf.setBackend("cpu");
  for (const [setting, isKnown] of [[THINNED, true], [STRETCHED, false]] as const) {
    const taken: Float32Array<ArrayBuffer>[] = [];
    const given: Float32Array<ArrayBuffer>[] = [];
    const batches = {
      take(length: number) {
        taken.push(new Float32Array(length));
        return taken.at(-1)!;
      },
      give: (array: Float32Array<ArrayBuffer>) => void given.push(array),
    };
    const memory = { returnFreed() {}, returnKept() {}, batches };
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const making = prepare(setting, portablePlanner, { memory }).make(1, begun);
    assert.equal(taken.length, isKnown ? 1 : 0);
    begin();
    const batch = await making;
    assert.equal(taken.length, 1);
    const tensors = batch.tensors();
    const features = tensors.get(isKnown ? "features" : `features.rows.0.${setting.dataset.width}`)!;
    assert.deepEqual([...features.dataSync()], [...taken[0]!]);
    assert.ok(taken[0]!.some((value) => value !== 0));
    tf.dispose([...tensors.values()]);
    batch.release();
    assert.deepEqual(given, taken);
  }
});

Deno.test("prepareSteps() goes by distinct snippets where videos are stretched, and only there", async () => {
  const isSampled = ({ program }: StepData) => program.nodes.some(({ sampled }) => sampled);
  const stretched = prepare(STRETCHED);
  assert.ok(isSampled(stretched));
  assert.deepEqual([...stretched.varying], [`features.rows.0.${STRETCHED.dataset.width}`]);
  const ofLength = (length: number) => {
    const [video] = THINNED.dataset.train;
    return isSampled(
      prepare({ ...THINNED, dataset: { ...THINNED.dataset, train: [{ ...video!, length }] } }),
    );
  };
  assert.deepEqual([9, 10].map(ofLength), [true, false]);
  const thinned = prepare(THINNED);
  assert.ok(!isSampled(thinned));
  assert.equal(thinned.varying.size, 0);
  const batch = await thinned.make(1);
  await tf.setBackend("cpu");
  const tensors = batch.tensors();
  assert.deepEqual([...tensors.keys()], [
    "features",
    "labels",
    "positions",
    "mask",
    "lengths",
    "progress",
    "step",
  ]);
  tf.dispose([...tensors.values()]);
});

/** Losses of the steps, the numbers of distinct rows, and how often something was recorded. */
async function trained(
  engine: Engine,
  data: StepData,
  tensorsOf: (batch: StepBatch) => Map<string, Tensor>,
  { program }: Setting = STRETCHED,
) {
  let recorded = 0;
  const { recorder } = engine;
  const noting: Engine = !recorder ? engine : {
    ...engine,
    recorder: {
      record(...args) {
        recorded++;
        return recorder.record(...args);
      },
    },
  };
  const model = createModel(program, noting, { seed: 5, warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  const { varying, shapes } = data;
  const step = createTrainingStep(model, data.program, slots, { steps: 1000, varying, shapes });
  const rows: number[] = [];
  const losses: number[] = [];
  for (const at of STEPS) {
    const inputs = tensorsOf(await data.make(at));
    const found = [...inputs].find(([name]) => name.startsWith("features.rows"));
    if (found) rows.push(found[1].shape[0]!);
    losses.push(...(await step.run(inputs, at)).losses.values());
    tf.dispose([...inputs.values()]);
  }
  step.dispose();
  disposeSlots(slots);
  model.dispose();
  return { losses, rows, recorded };
}

engineTest(
  "training by distinct snippets is training without, recorded once or for few counts",
  async (engine) => {
    const data = prepare(STRETCHED, engine.planner);
    const dense = { ...data, program: trainingProgram(STRETCHED.program), varying: new Set<string>() };
    const expected = await trained(engine, dense, (batch) => batch.denseTensors());
    const actual = await trained(engine, data, (batch) => {
      const tensors = batch.tensors();
      assert.ok(!tensors.has("features"));
      return tensors;
    });
    assertClose(actual.losses, expected.losses, 1e-4, "losses");
    const counts = new Set(actual.rows).size;
    if (engine.planner.rowCounts) assert.ok(actual.rows.every((count) => count % 100 === 0));
    else assert.equal(counts, STEPS.length);
    assert.ok(Math.max(...actual.rows) <= 4 * 400 / 2);
    assert.equal(actual.recorded, !engine.recorder ? 0 : engine.planner.rowCounts ? counts : 1);
  },
);

/** Stretched a little: most videos of its batches repeat few snippets. */
const MIXED = await settingOf(125);

engineTest("training in tiles of outputs is training without", async (engine) => {
  const planner = sampledPlanner({
    canTile: ({ kernel, dilation }) => kernel === 3 && dilation === 1,
    leastSaved: 1,
  });
  const data = prepare(MIXED, planner);
  const dense = { ...data, program: trainingProgram(MIXED.program), varying: new Set<string>() };
  const expected = await trained(engine, dense, (batch) => batch.denseTensors(), MIXED);
  const tiles: number[] = [];
  const actual = await trained(engine, data, (batch) => {
    const tensors = batch.tensors();
    tiles.push([...tensors].find(([name]) => name.startsWith("features.plan.sizes"))![1].size);
    return tensors;
  }, MIXED);
  assert.deepEqual(tiles, [2, 2, 2]);
  assertClose(actual.losses, expected.losses, 1e-4, "losses");
  assert.equal(actual.recorded, 1);
}, ["tensorflow"]);
