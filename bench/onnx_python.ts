/** Snippets through an ONNX model by the runtime's own Python, in a process of its own. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** What the program needs to know. */
export interface OnnxPythonSettings {
  /** The model; its input is "frames", [N, 3, frames, height, width]. */
  readonly file: string;
  readonly frames: number;
  readonly height: number;
  readonly width: number;
  readonly mean: readonly number[];
  readonly deviation: readonly number[];
  /** How many are measured. */
  readonly snippets: number;
}

/** Milliseconds of each snippet, or why there are none. */
export type OnnxPython = { readonly version: string; readonly ms: readonly number[] } | {
  readonly missing: string;
};

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), "onnx_python.py");

const schema = z.union([
  z.object({ version: z.string(), ms: z.array(z.number()) }),
  z.object({ missing: z.string() }),
]);

/** Runs the program once. */
export async function onnxPython(settings: OnnxPythonSettings): Promise<OnnxPython> {
  try {
    const args = [SCRIPT, JSON.stringify(settings)];
    const { stdout } = await new Deno.Command("python3", { args, stderr: "null" }).output();
    return schema.parse(JSON.parse(new TextDecoder().decode(stdout)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { missing: "python3 is not there" };
    return { missing: "python3 does not run it" };
  }
}
