import assert from "node:assert/strict";
import { hasOnnxRuntime, loadOnnxRuntime } from "../../../../pipeline/kinds/encoders/onnx_runtime.ts";
import { onnx } from "../../../../pipeline/kinds/encoders/onnx.ts";
import type { PictureOptions } from "../../../../pipeline/kinds/encoders/pixels.ts";
import { needs } from "../../../needs.ts";
import { inFolder } from "../../../temporary.ts";
import { readText } from "../../../specs/recipes.ts";
import { frameOf } from "./case.ts";
import { linearOptions, linearRow, MODELS } from "./linear.ts";

/** A test that needs the runtime, which is fetched by `deno task onnx`. */
function onnxTest(name: string, fn: () => Promise<void>): void {
  Deno.test({ ...needs("the runtime of ONNX", hasOnnxRuntime(), name), fn });
}

const open = (file: string, options: PictureOptions, more = {}) =>
  onnx.create({ kind: "onnx", file, ...options, ...more })(MODELS, () => Promise.resolve());

/** Whether two rows are equal up to rounding. */
function near(row: ArrayLike<number>, wanted: ArrayLike<number>): void {
  assert.equal(row.length, wanted.length);
  Array.from(row).forEach((value, i) => {
    assert.ok(Math.abs(value - wanted[i]!) < 1e-4, `value ${i} is ${value} instead of ${wanted[i]}`);
  });
}

onnxTest("The runtime gives what ONNX's own Python runtime gives", async () => {
  const given = JSON.parse(readText(`${MODELS}/conv_clip.json`));
  const { InferenceSession, Tensor } = loadOnnxRuntime();
  const session = await InferenceSession.create(`${MODELS}/conv_clip.onnx`);
  const tensor = new Tensor("float32", Float32Array.from(given.input), [1, 3, 4, 6, 6]);
  const { scores, features } = await session.run({ frames: tensor });
  near(scores!.data, given.scores);
  near(features!.data, given.features);
  await session.release();
});

for (const layout of ["NCFHW", "NFCHW", "NFHWC", "NCHW", "NHWC"] as const) {
  for (const channels of ["rgb", "bgr"] as const) {
    onnxTest(`Encoder onnx gives a network ${channels} as ${layout}`, async () => {
      const options = linearOptions(layout, { channels });
      const file = layout.includes("F") ? "linear_clip.onnx" : "linear_picture.onnx";
      const encoder = await open(file, options);
      const pixels = [frameOf(5, 4, 0), frameOf(5, 4, 1)];
      near(await encoder.encode({ pixels, seconds: 0.32 }), linearRow(options, 0));
      await encoder.close();
    });
  }
}

onnxTest("The runtime reports nothing and leaves no file among temporary ones", async () => {
  await inFolder(async (folder) => {
    const file = JSON.stringify(
      new URL("../../../../pipeline/kinds/encoders/onnx_runtime.ts", import.meta.url).href,
    );
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        "eval",
        `const { InferenceSession } = (await import(${file})).loadOnnxRuntime();
        await (await InferenceSession.create(${JSON.stringify(`${MODELS}/conv_clip.onnx`)})).release();`,
      ],
      env: { TMPDIR: folder },
    }).output();
    assert.ok(success, new TextDecoder().decode(stderr));
    assert.deepEqual([...Deno.readDirSync(folder)], []);
  });
});

onnxTest("Encoder onnx takes the output that is named, and pools all but the features", async () => {
  const options = linearOptions("NCFHW", { height: 6, width: 6, frames: 4, axis: 1 });
  const pixels = [0, 1, 2, 3].map((i) => frameOf(6, 6, i));
  const named = await open("conv_clip.onnx", options, { output: "features" });
  const first = await open("conv_clip.onnx", options);
  const [row, scores] = [named, first].map((encoder) => encoder.encode({ pixels, seconds: 0.32 }));
  // Scores are the means of the features.
  near(await row!, await scores!);
  const largest = await open("conv_clip.onnx", { ...options, pool: "max" }, { output: "features" });
  const most = await largest.encode({ pixels, seconds: 0.32 });
  assert.ok((await row!).every((value, i) => value < most[i]!));
  for (const encoder of [named, first, largest]) await encoder.close();
});

onnxTest("Encoder onnx gives pictures one by one to a network that takes one", async () => {
  const options = linearOptions("NCHW", { height: 4, width: 4, frames: 3 });
  const encoder = await open("single_picture.onnx", options);
  const row = (pixels: Uint8Array[]) => encoder.encode({ pixels, seconds: 0.32 });
  const pixels = [0, 5, 9].map((i) => frameOf(4, 4, i));
  const single = await Promise.all(pixels.map((picture) => row([picture])));
  near(await row(pixels), [0, 1].map((d) => single.reduce((sum, each) => sum + each[d]! / 3, 0)));
  await encoder.close();
});

for (
  const [what, file, options, more, told] of [
    [
      "a model of other axes",
      "conv_clip",
      linearOptions("NCHW"),
      {},
      /takes \[1, 3, 4, 6, 6\]: the description gives \[1, 3, 4, 5\]/,
    ],
    [
      "a model of other sizes",
      "conv_clip",
      linearOptions("NCFHW"),
      {},
      /takes \[1, 3, 4, 6, 6\]: the description gives \[1, 3, 2, 4, 5\]/,
    ],
    [
      "an output that there is not",
      "linear_clip",
      linearOptions("NCFHW"),
      { output: "feature" },
      /has the outputs features: encoder\.output is "feature"/,
    ],
    [
      "an input that there is not",
      "linear_clip",
      linearOptions("NCFHW"),
      { input: "x" },
      /has the inputs clip: encoder\.input is "x"/,
    ],
    [
      "a file that is not there",
      "nothing",
      linearOptions("NCFHW"),
      {},
      /nothing\.onnx": there is no such file/,
    ],
  ] as const
) {
  onnxTest(`Encoder onnx refuses ${what}`, async () => {
    await assert.rejects(open(`${file}.onnx`, options, more), told);
  });
}

onnxTest("Encoder onnx refuses what is no ONNX model, and an axis that the output has not", async () => {
  await assert.rejects(open("make.py", linearOptions("NCFHW")), /make\.py" is no ONNX model that can be run/);
  const options = linearOptions("NCFHW", { axis: 2 });
  const encoder = await open("linear_clip.onnx", options);
  const pixels = [frameOf(5, 4, 0), frameOf(5, 4, 1)];
  await assert.rejects(
    async () => await encoder.encode({ pixels, seconds: 0.32 }),
    /Output "features" of ".*linear_clip\.onnx": \[1, 3\] has no axis 2 of features/,
  );
  await encoder.close();
});
