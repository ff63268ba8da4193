/** Finds, loads and makes current the engine that computes. */
import type { Engine, EngineName, WantedEngine } from "./engine.ts";

/**
 * Opens the engine `wanted`. `auto` takes the first that works of tensorflow, wasm and cpu, unless the environment
 * variable WALT_ENGINE names one. Opening makes the engine current for all of TensorFlow.js; opening another later
 * moves on to that one.
 *
 * Throws a UserError when `wanted` or WALT_ENGINE names an engine that there is not or that cannot be loaded, and
 * when WALT_TENSORFLOW names a folder without the library.
 */
export async function openEngine(wanted: WantedEngine = "auto"): Promise<Engine> {
  const { openCpu } = await import("./cpu.ts");
  return await openCpu(`${wanted}`);
}
export type { EngineName };
