import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs-core";
import { tfjs } from "../../../../pipeline/kinds/encoders/tfjs.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { engineTest } from "../../contract/engines.ts";
import { frameOf } from "./case.ts";
import { linearOptions, linearRow, WEIGHTS, writeLinearGraph } from "./linear.ts";

const folder = temporaryFolder();
writeLinearGraph(folder, "clip");
writeLinearGraph(folder, "picture");
const pixels = [frameOf(5, 4, 0), frameOf(5, 4, 1)];

function near(row: ArrayLike<number>, wanted: ArrayLike<number>): void {
  assert.equal(row.length, wanted.length);
  Array.from(row).forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]!) < 1e-4, `value ${i} is ${value} instead of ${wanted[i]}`);
  });
}

for (const layout of ["NFCHW", "NCHW", "NHWC"] as const) {
  engineTest(`Encoder tfjs gives a graph model ${layout}`, async () => {
    const options = linearOptions(layout);
    const file = `${layout.includes("F") ? "clip" : "picture"}.json`;
    const encoder = await tfjs.create({ kind: "tfjs", file, ...options })(folder, () => Promise.resolve());
    near(await encoder.encode({ pixels, seconds: 0.32 }), linearRow(options, 0));
    await encoder.close();
  }, ["tensorflow", "cpu"]);
}

engineTest(
  "Encoder tfjs runs a layers model, of any number of pictures, of as many as there are, and of one",
  async () => {
    const topology = (batch: number | null) => ({
      class_name: "Sequential",
      config: {
        name: "linear",
        layers: [
          {
            class_name: "Flatten",
            config: { name: "flat", batch_input_shape: [batch, 4, 5, 3], dtype: "float32" },
          },
          {
            class_name: "Dense",
            config: { name: "features", units: 3, use_bias: false, activation: "linear" },
          },
        ],
      },
    });
    const weights = Float32Array.from(WEIGHTS.picture);
    Deno.writeFileSync(`${folder}/layers.bin`, new Uint8Array(weights.buffer));
    const manifest = [{
      paths: ["layers.bin"],
      weights: [{ name: "features/kernel", shape: [60, 3], dtype: "float32" }],
    }];
    const options = linearOptions("NHWC");
    for (const batch of [1, 2, null]) {
      const file = { format: "layers-model", modelTopology: topology(batch), weightsManifest: manifest };
      Deno.writeTextFileSync(`${folder}/layers.json`, JSON.stringify(file));
      const encoder = await tfjs.create({ kind: "tfjs", file: "layers.json", ...options })(
        folder,
        () => Promise.resolve(),
      );
      near(await encoder.encode({ pixels, seconds: 0.32 }), linearRow(options, 0));
      // Of a fixed number of pictures none can be left out because it was looked at before.
      assert.equal(encoder.looks === undefined, batch === 2);
      await encoder.close();
      tf.disposeVariables();
    }
    const wrong = linearOptions("NHWC", { height: 5 });
    await assert.rejects(
      async () =>
        await tfjs.create({ kind: "tfjs", file: "layers.json", ...wrong })(folder, () => Promise.resolve()),
      /takes \[any, 4, 5, 3\]: the description gives \[2, 5, 5, 3\]/,
    );
    tf.disposeVariables();
  },
  ["cpu"],
);

engineTest("Encoder tfjs refuses what is no model, and outputs that there are not", async () => {
  Deno.writeTextFileSync(`${folder}/no.json`, "{}");
  const open = async (file: string, more = {}) =>
    await tfjs.create({ kind: "tfjs", file, ...linearOptions("NCHW"), ...more })(
      folder,
      () => Promise.resolve(),
    );
  await assert.rejects(open("no.json"), /no\.json" is no model of TensorFlow\.js/);
  await assert.rejects(
    open("picture.json", { output: "x" }),
    /has the outputs features: encoder\.output is "x"/,
  );
  await assert.rejects(open("nothing.json"), /nothing\.json": there is no such file/);
}, ["cpu"]);
