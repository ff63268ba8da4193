/** The engine of the playground. */
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { Engine } from "../../engines/engine.ts";
import { openWasm } from "../../engines/portable/wasm.ts";

/** Opens the engine `wasm` with the binary that the page brings along: nothing is fetched. */
export async function openPageEngine(wasm: Uint8Array<ArrayBuffer>): Promise<Engine> {
  const url = URL.createObjectURL(new Blob([wasm], { type: "application/wasm" }));
  setWasmPaths({
    "tfjs-backend-wasm.wasm": url,
    "tfjs-backend-wasm-simd.wasm": url,
    "tfjs-backend-wasm-threaded-simd.wasm": url,
  });
  const engine = await openWasm();
  URL.revokeObjectURL(url);
  return {
    ...engine,
    reason: `engine ${engine.name} (${engine.description}): a page without a server has one thread`,
  };
}
