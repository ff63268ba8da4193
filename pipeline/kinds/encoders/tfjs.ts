/** How encoder `tfjs` runs. */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import { tfjs as spec } from "../../../specs/kinds/encoders/tfjs.ts";
import { kindRun } from "../kind.ts";
import type { Encoder, OpenEncoder } from "./encoder.ts";
import { loadNetwork, type Network } from "./network.ts";
import {
  frameForm,
  inputShape,
  inputValues,
  meanRow,
  type PictureOptions,
  requireFit,
  rowOf,
} from "./pixels.ts";

/** A network on the engine that is current. */
export const tfjs = kindRun(spec, (options): OpenEncoder => async (folder, useEngine) => {
  await useEngine();
  const path = join(folder, options.file);
  const { inputs, outputs, hash, run, dispose } = await loadNetwork(path);
  let isSingle: boolean;
  try {
    isSingle = takesSingle(path, { inputs, outputs }, options);
  } catch (error) {
    dispose();
    throw error;
  }
  const rowFrom = (pixels: readonly Uint8Array[]) => {
    const output = tf.tidy(() => {
      const values = tf.tensor(inputValues(pixels, options), inputShape(options, pixels.length), "float32");
      return run(values, options.output);
    });
    const values = output.dataSync();
    output.dispose();
    try {
      return rowOf(values, output.shape, options);
    } catch (error) {
      throw userError(`Output of "${path}": ${(error as Error).message}`, "see encoder.axis");
    }
  };
  return {
    form: frameForm(options),
    frames: options.frames,
    hash,
    encode: ({ pixels }) => isSingle ? meanRow(pixels.map((picture) => rowFrom([picture]))) : rowFrom(pixels),
    close: dispose,
  } satisfies Encoder;
});

/** Whether a network takes pictures one by one; refuses what does not fit to it. */
function takesSingle(
  path: string,
  { inputs, outputs }: Pick<Network, "inputs" | "outputs">,
  options: PictureOptions & { readonly input?: string | undefined; readonly output?: string | undefined },
): boolean {
  const input = inputs.find(({ name }) => options.input === undefined || name === options.input);
  if (input === undefined || (options.input === undefined && inputs.length > 1)) {
    throw unknown(path, "input", options.input, inputs.map(({ name }) => name));
  }
  if (options.output !== undefined && !outputs.includes(options.output)) {
    throw unknown(path, "output", options.output, outputs);
  }
  const isSingle = !options.layout.includes("F") && input.shape[0] === 1;
  const shape = inputShape(options, isSingle ? 1 : options.frames);
  requireFit(`Input "${input.name}" of "${path}"`, input.shape, shape);
  return isSingle;
}

function unknown(path: string, what: string, wanted: string | undefined, names: readonly string[]): Error {
  return userError(
    `"${path}" has the ${what}s ${names.join(", ")}: encoder.${what} ${
      wanted === undefined ? "must name one of them" : `is "${wanted}"`
    }`,
    wanted === undefined ? undefined : suggest(wanted, names),
  );
}
