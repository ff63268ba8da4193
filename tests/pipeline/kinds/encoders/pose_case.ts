/** The case of encoder `pose`: its network run by TensorFlow.js's own backend cpu. */
import * as tf from "@tensorflow/tfjs-core";
import { bodyRow, peopleOf } from "../../../../pipeline/kinds/encoders/body.ts";
import { hasFilmPackages } from "../../../../pipeline/kinds/encoders/film_packages.ts";
import { loadNetwork } from "../../../../pipeline/kinds/encoders/network.ts";
import { builtInModel } from "../../../../pipeline/kinds/encoders/pose.ts";
import { openCpu } from "../../../../pipeline/engines/portable/cpu.ts";
import { type EncoderCase, frameOf } from "./case.ts";

let once: Promise<readonly Float32Array[]> | undefined;

/** MoveNet lightning, two frames a snippet. */
export const poseCase: EncoderCase = {
  chosen: { people: 1, frames: 2, confidence: 0 },
  folder: ".",
  // Without the network on none; tests of films say when they lack it.
  engines: hasFilmPackages() ? ["tensorflow", "wasm"] : [],
  expected: () => once ??= rows(),
};

async function rows(): Promise<readonly Float32Array[]> {
  const current = tf.getBackend();
  await openCpu();
  await tf.setBackend("cpu");
  const network = await loadNetwork(builtInModel());
  const look = (number: number) => {
    const values = tf.tidy(() => {
      const frame = tf.tensor4d(Int32Array.from(frameOf(192, 192, number)), [1, 192, 192, 3], "int32");
      return network.run(frame).dataSync() as Float32Array;
    });
    return peopleOf(values, 51);
  };
  const found = [bodyRow([0, 1].map(look), 0.32, { count: 1, least: 0 })];
  network.dispose();
  await tf.setBackend(current);
  return found;
}
