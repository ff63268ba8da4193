/** How encoder `tfjs` runs. */
import { join } from "node:path";
import * as tf from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import { tfjs as spec } from "../../../specs/kinds/encoders/tfjs.ts";
import { kindRun } from "../kind.ts";
import { byFrames, type Encoder, type OpenEncoder } from "./encoder.ts";
import { loadNetwork, type Network } from "./network.ts";
import {
  frameForm,
  inputShape,
  inputValues,
  meanRow,
  pictureBatch,
  type PictureOptions,
  pooledRows,
  requireFit,
} from "./pixels.ts";

/** A network on the engine that is current. */
export const tfjs = kindRun(spec, (options): OpenEncoder => async (folder, useEngine) => {
  await useEngine();
  const path = join(folder, options.file);
  const { inputs, outputs, hash, run, dispose } = await loadNetwork(path);
  let batch: number | undefined;
  try {
    batch = takenBatch(path, { inputs, outputs }, options);
  } catch (error) {
    dispose();
    throw error;
  }
  const rowsFrom = (pixels: readonly Uint8Array[]) => {
    const output = tf.tidy(() => {
      const values = tf.tensor(inputValues(pixels, options), inputShape(options, pixels.length), "float32");
      return run(values, options.output);
    });
    const values = output.dataSync();
    output.dispose();
    try {
      return pooledRows(values, output.shape, options);
    } catch (error) {
      throw userError(`Output of "${path}": ${(error as Error).message}`, "see encoder.axis");
    }
  };
  return {
    form: frameForm(options),
    frames: options.frames,
    hash,
    ...options.layout.includes("F") || (batch ?? 1) > 1
      ? { encode: ({ pixels }) => meanRow(rowsFrom(pixels)) }
      // One by one: WebGPU rounds otherwise in a batch of another size.
      : byFrames({ look: (pixels) => pixels.flatMap((picture) => rowsFrom([picture])), join: meanRow }),
    close: dispose,
  } satisfies Encoder;
});

/** How many pictures a network takes at a time, where that is fixed; refuses what does not fit to it. */
function takenBatch(
  path: string,
  { inputs, outputs }: Pick<Network, "inputs" | "outputs">,
  options: PictureOptions & { readonly input?: string | undefined; readonly output?: string | undefined },
): number | undefined {
  const input = inputs.find(({ name }) => options.input === undefined || name === options.input);
  if (input === undefined || (options.input === undefined && inputs.length > 1)) {
    throw unknown(path, "input", options.input, inputs.map(({ name }) => name));
  }
  if (options.output !== undefined && !outputs.includes(options.output)) {
    throw unknown(path, "output", options.output, outputs);
  }
  const batch = pictureBatch(options, input.shape);
  const shape = inputShape(options, batch === 1 ? 1 : options.frames);
  requireFit(`Input "${input.name}" of "${path}"`, input.shape, shape);
  return batch;
}

function unknown(path: string, what: string, wanted: string | undefined, names: readonly string[]): Error {
  return userError(
    `"${path}" has the ${what}s ${names.join(", ")}: encoder.${what} ${
      wanted === undefined ? "must name one of them" : `is "${wanted}"`
    }`,
    wanted === undefined ? undefined : suggest(wanted, names),
  );
}
