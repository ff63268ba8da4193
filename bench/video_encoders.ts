/** Encoders of each kind that need no weights of others: what they compute means nothing, and takes as long. */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { layers, sequential } from "@tensorflow/tfjs-layers";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import type { ChosenKind } from "../specs/options/fields.ts";

/** A network of clips, whose weights are made when it is loaded. */
export const CLIP_MODEL: string = join(ROOT, "bench/models/clip.onnx");

/** What both networks of pixels take. */
const PICTURE = {
  fit: "crop",
  channels: "rgb",
  divisor: 255,
  mean: [0.45, 0.45, 0.45],
  deviation: [0.225, 0.225, 0.225],
  pool: "mean",
} as const;

/** Encoder `onnx` on it: all 16 frames of a snippet. */
export const CLIP = {
  ...{ kind: "onnx", file: CLIP_MODEL, ...PICTURE, layout: "NCFHW", axis: 1 },
  ...{ height: 224, width: 224, short_side: 256, frames: 16 },
} as const satisfies ChosenKind;

/** Encoder `pose` as it comes: 2 frames of a snippet. */
export const POSE: ChosenKind = { kind: "pose", people: 1, frames: 2, confidence: 0.2 };

/** Writes a network of pictures into a folder, for the engine that is current; encoder `tfjs` on 2 frames of a snippet. */
export async function writePictureEncoder(folder: string): Promise<ChosenKind> {
  const model = sequential();
  [32, 64, 128, 256].forEach((filters, i) =>
    model.add(layers.conv2d({
      ...{ filters, kernelSize: 3, strides: 2, activation: "relu" },
      ...i === 0 ? { batchInputShape: [null, 224, 224, 3] } : {},
    }))
  );
  model.add(layers.globalAveragePooling2d({}));
  await model.save(tf.io.withSaveHandler(async ({ modelTopology, weightSpecs, weightData }) => {
    const weightsManifest = [{ paths: ["picture.bin"], weights: weightSpecs }];
    const parts = [weightData!].flat();
    await Deno.writeFile(join(folder, "picture.bin"), await new Blob(parts).bytes());
    await Deno.writeTextFile(
      join(folder, "picture.json"),
      JSON.stringify({ format: "layers-model", modelTopology, weightsManifest }),
    );
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
  }));
  model.dispose();
  return {
    ...{ kind: "tfjs", file: "picture.json", ...PICTURE, layout: "NHWC", axis: -1 },
    ...{ height: 224, width: 224, short_side: 256, frames: 2 },
  };
}
