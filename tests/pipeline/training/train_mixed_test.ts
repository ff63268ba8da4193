/** Training in mixed precision. */
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { openTensorflow } from "../../../pipeline/engines/tensorflow/open.ts";
import { createModel, forward, type Model } from "../../../pipeline/graph/model.ts";
import { createSlots, disposeSlots } from "../../../pipeline/training/optimizer.ts";
import { train } from "../../../pipeline/training/train.ts";
import type { Program } from "../../../specs/program.ts";
import { compileFile } from "../contract/recipe.ts";
import { needs } from "../../needs.ts";

const found = locateTensorflow();
const opened = found && await openTensorflow(found.paths);
const engine: Engine | undefined = opened && { ...opened, reason: "under test" };
const has = engine?.mixed && "primitives" in engine.mixed;

const STEPS = 6;

/** Layers that are wide enough for products in bfloat16, sampled and not. */
const programOf = (precision: string, length = 60) =>
  compileFile("recipes/demo.yaml", [
    "constants.hidden=64",
    "features.sources.rgb.width=32",
    "features.sources.flow.width=32",
    `features.sampling.length=${length}`,
    "data.videos={train: 8, test: 1}",
    "training.batch=4",
    `training.steps=${STEPS}`,
    `training.precision=${precision}`,
  ]);

/** The losses, and all that is trained; stopped after some steps and begun anew with what there is then. */
async function trained(program: Program, stop?: number): Promise<{ losses: number[]; state: number[][] }> {
  const model = createModel(program, engine!, { warn: (message) => assert.fail(message) });
  const slots = createSlots(model);
  const dataset = await openDataset(program.recipe);
  const losses: number[] = [];
  for (const from of stop === undefined ? [0] : [0, stop]) {
    await train(model, dataset, {
      from,
      slots,
      onStep({ step, total }) {
        losses.push(total);
        return from > 0 || step !== stop;
      },
    });
  }
  const variables = [model.parameters, ...slots.values()].flatMap((each) => [...each.values()]);
  const state = variables.map((variable) => [...variable.dataSync()]);
  disposeSlots(slots);
  model.dispose();
  return { losses, state };
}

Deno.test({
  ...needs("bfloat16", has, "train() in mixed precision is near float32, and goes on to the same bits"),
  async fn() {
    await tf.setBackend("tensorflow");
    const before = opened!.live();
    const float32 = await trained(programOf("float32"));
    const mixed = await trained(programOf("mixed"));
    assert.equal(mixed.losses.length, STEPS);
    mixed.losses.forEach((loss, i) => {
      const off = Math.abs(loss - float32.losses[i]!) / float32.losses[i]!;
      assert.ok(off < 0.01, `the loss of step ${i + 1} is ${loss}, in float32 it is ${float32.losses[i]}`);
    });
    assert.notDeepEqual(mixed.losses, float32.losses);
    assert.deepEqual(await trained(programOf("mixed"), 3), mixed);
    assert.equal(opened!.live(), before, "handles alive afterwards");
  },
});

Deno.test({
  ...needs("bfloat16", has, "inference of a recipe in mixed precision is in float32"),
  async fn() {
    await tf.setBackend("tensorflow");
    const maps = (program: Program) => {
      const model: Model = createModel(program, engine!);
      const inputs = new Map([["features", tf.randomUniform([1, 70, 64], -1, 1, "float32", 5)]]);
      const [map] = [...forward(model, inputs, ["cas"]).values()];
      const values = [...map!.dataSync()];
      tf.dispose([map!, ...inputs.values()]);
      model.dispose();
      return values;
    };
    assert.deepEqual(maps(programOf("mixed")), maps(programOf("float32")));
  },
});
