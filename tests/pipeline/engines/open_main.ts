/** Opens the engine that the first argument names and prints what it says and computes, for open_test.ts. */
import * as tf from "@tensorflow/tfjs-core";
import type { WantedEngine } from "../../../pipeline/engines/engine.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";

try {
  const { reason, primitives } = await openEngine(Deno.args[0] as WantedEngine);
  const product = primitives.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]]));
  Deno.stdout.writeSync(new TextEncoder().encode(`${product.dataSync()} ${tf.getBackend()}\n${reason}\n`));
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  Deno.stdout.writeSync(new TextEncoder().encode(renderDiagnostics(error) + "\n"));
}
