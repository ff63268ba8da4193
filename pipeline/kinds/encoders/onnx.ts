/** How encoder `onnx` runs. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../../specs/diagnostics/suggest.ts";
import { onnx as spec } from "../../../specs/kinds/encoders/onnx.ts";
import { isThere, openRegular } from "../../files/reading.ts";
import { kindRun } from "../kind.ts";
import { byFrames, type Encoder, type OpenEncoder } from "./encoder.ts";
import { loadOnnxRuntime } from "./onnx_runtime.ts";
import {
  frameForm,
  inputShape,
  inputValues,
  meanRow,
  pictureBatch,
  pooledRows,
  requireFit,
} from "./pixels.ts";
import { guidePage } from "../../../specs/diagnostics/guide.ts";

/** A network by the runtime of ONNX, on the CPU. */
export const onnx = kindRun(spec, (options): OpenEncoder => async (folder) => {
  const path = join(folder, options.file);
  const hash = await hashOf(path);
  const { InferenceSession, Tensor } = loadOnnxRuntime();
  const session = await InferenceSession.create(path).catch((error) => {
    throw userError(`"${path}" is no ONNX model that can be run: ${(error as Error).message}`);
  });
  const input = named(path, "input", session.inputNames, options.input);
  const output = named(path, "output", session.outputNames, options.output);
  const wanted = session.inputMetadata.find(({ name }) => name === input)?.shape ?? [];
  const batch = pictureBatch(options, wanted);
  requireFit(`Input "${input}" of "${path}"`, wanted, inputShape(options, batch === 1 ? 1 : options.frames));
  const run = async (pixels: readonly Uint8Array[]) => {
    const tensor = new Tensor("float32", inputValues(pixels, options), inputShape(options, pixels.length));
    const { data, dims } = (await session.run({ [input]: tensor }))[output]!;
    try {
      return pooledRows(data, dims, options);
    } catch (error) {
      throw userError(`Output "${output}" of "${path}": ${(error as Error).message}`, "see encoder.axis");
    }
  };
  return {
    form: frameForm(options),
    frames: options.frames,
    hash,
    ...options.layout.includes("F") || (batch ?? 1) > 1
      ? { encode: async ({ pixels }) => meanRow(await run(pixels)) }
      : byFrames({
        async look(pixels) {
          if (batch === undefined) return await run(pixels);
          const rows = [];
          for (const picture of pixels) rows.push(...await run([picture]));
          return rows;
        },
        join: meanRow,
      }),
    close: () => session.release(),
  } satisfies Encoder;
});

async function hashOf(path: string): Promise<string> {
  if (!isThere(path)) {
    throw userError(
      `Cannot read "${path}": there is no such file`,
      `${guidePage("films.md")} says where networks are published, and how one becomes an ONNX file`,
    );
  }
  const hash = createHash("sha256");
  using file = await openRegular(path);
  for await (const bytes of file.readable) hash.update(bytes);
  return hash.digest("hex");
}

/** The input or output that is named, or the only input and the first output. */
function named(
  path: string,
  what: "input" | "output",
  names: readonly string[],
  wanted: string | undefined,
): string {
  const [first] = names;
  if (wanted === undefined && first !== undefined && (what === "output" || names.length === 1)) return first;
  if (wanted !== undefined && names.includes(wanted)) return wanted;
  const hint = wanted === undefined ? undefined : suggest(wanted, names);
  throw userError(
    `"${path}" has the ${what}s ${names.join(", ")}: encoder.${what} ${
      wanted === undefined ? "must name one of them" : `is "${wanted}"`
    }`,
    hint,
  );
}
