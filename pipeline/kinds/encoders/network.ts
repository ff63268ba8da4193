/** Graph and layers models of TensorFlow.js as functions of one input. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readBytes, readText } from "../../files/reading.ts";

/** A model on the engine that is current. */
export interface Network {
  /** Sizes of the axes of each; null where any will do. */
  readonly inputs: readonly { readonly name: string; readonly shape: readonly (number | null)[] }[];
  readonly outputs: readonly string[];
  /** SHA-256 of the model and its weights, hexadecimal. */
  readonly hash: string;
  /** Computes the output that is named, or the first. */
  run(input: Tensor, output?: string): Tensor;
  dispose(): void;
}

/** What a model.json holds, as far as it is used. */
interface ModelFile {
  readonly modelTopology: Record<string, unknown>;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly unknown[];
  }[];
  readonly signature?: unknown;
}

/**
 * Loads the model of a .json file with the files of weights beside it.
 *
 * @throws {UserError} When a file cannot be read or is no such model.
 */
export async function loadNetwork(path: string): Promise<Network> {
  const text = await readText(path);
  const { modelTopology, weightsManifest, signature } = parse(path, text);
  const files = weightsManifest.flatMap(({ paths }) => paths);
  const parts = await Promise.all(files.map((file) => readBytes(join(dirname(path), file))));
  const hash = createHash("sha256").update(text);
  for (const part of parts) hash.update(part);
  const artifacts = {
    modelTopology,
    weightSpecs: weightsManifest.flatMap(({ weights }) => weights),
    weightData: await new Blob(parts).arrayBuffer(),
    signature,
  };
  const load = { load: () => Promise.resolve(artifacts as never) };
  const network = modelTopology["node"] === undefined ? await layers(load) : await graph(load);
  return { ...network, hash: hash.digest("hex") };
}

/** Where TensorFlow.js takes a model from. */
interface Load {
  load(): Promise<never>;
}

async function graph(load: Load): Promise<Omit<Network, "hash">> {
  const { loadGraphModel } = await import("@tensorflow/tfjs-converter");
  const model = await loadGraphModel(load);
  return {
    inputs: model.inputs.map(({ name, shape }) => ({ name, shape: shape ?? [] })),
    outputs: model.outputs.map(({ name }) => name),
    run: (input, output) => model.execute(input, output ?? model.outputs[0]!.name) as Tensor,
    dispose: () => model.dispose(),
  };
}

async function layers(load: Load): Promise<Omit<Network, "hash">> {
  const { loadLayersModel } = await import("@tensorflow/tfjs-layers");
  const model = await loadLayersModel(load);
  return {
    inputs: model.inputs.map(({ name, shape }) => ({ name, shape })),
    outputs: model.outputNames,
    run(input, output) {
      const found = [model.predict(input)].flat();
      return found[output === undefined ? 0 : model.outputNames.indexOf(output)]!;
    },
    dispose: () => void model.dispose(),
  };
}

function parse(path: string, text: string): ModelFile {
  try {
    const file = JSON.parse(text) as ModelFile;
    if (typeof file.modelTopology === "object" && Array.isArray(file.weightsManifest)) return file;
  } catch {
    // Said below.
  }
  throw userError(
    `"${path}" is no model of TensorFlow.js`,
    "tensorflowjs_converter writes one: a model.json with files of weights beside it",
  );
}
