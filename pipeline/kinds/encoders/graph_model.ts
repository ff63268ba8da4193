/** Graph models of TensorFlow.js from files. */
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import type { GraphModel } from "@tensorflow/tfjs-converter";
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { readBytes, readText } from "../../files/reading.ts";

/** A model on the engine that is current. */
export interface LoadedGraph {
  readonly model: GraphModel;
  /** SHA-256 of topology and weights, hexadecimal. */
  readonly hash: string;
}

/** What a .json file of a graph model holds, as far as it is used. */
interface ModelFile {
  readonly modelTopology: Record<string, unknown>;
  readonly weightsManifest: readonly {
    readonly paths: readonly string[];
    readonly weights: readonly unknown[];
  }[];
  readonly signature?: unknown;
}

/**
 * Loads the graph model of a .json file with the files of weights beside it.
 *
 * @throws {UserError} When a file cannot be read or is no graph model.
 */
export async function loadGraph(path: string): Promise<LoadedGraph> {
  const text = await readText(path);
  const { modelTopology, weightsManifest, signature } = parse(path, text);
  const files = weightsManifest.flatMap(({ paths }) => paths);
  const parts = await Promise.all(files.map((file) => readBytes(join(dirname(path), file))));
  const hash = createHash("sha256").update(text);
  for (const part of parts) hash.update(part);
  const { loadGraphModel } = await import("@tensorflow/tfjs-converter");
  const weightSpecs = weightsManifest.flatMap(({ weights }) => weights);
  const weightData = await new Blob(parts).arrayBuffer();
  const artifacts = { modelTopology, weightSpecs, weightData, signature };
  const model = await loadGraphModel({ load: () => Promise.resolve(artifacts as never) });
  return { model, hash: hash.digest("hex") };
}

function parse(path: string, text: string): ModelFile {
  try {
    const file = JSON.parse(text) as ModelFile;
    if (file.modelTopology["node"] !== undefined && Array.isArray(file.weightsManifest)) return file;
  } catch {
    // Said below.
  }
  throw userError(
    `"${path}" is no graph model of TensorFlow.js`,
    "tensorflowjs_converter writes one: a model.json with files of weights beside it",
  );
}
