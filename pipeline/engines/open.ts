/** Chooses, loads and makes current the engine that computes. */
import { UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { suggest } from "../../specs/diagnostics/suggest.ts";
import { type Engine, engineNames, type OpenedEngine, type WantedEngine } from "./engine.ts";
import type { Adapter } from "./webgpu/adapter.ts";
import { command } from "../../specs/diagnostics/command.ts";

/** How much longer the other engines take for a training step than tensorflow on two CPU threads, for people. */
export const slowdown = {
  webgpu: "as fast as the GPU is",
  wasm: "about 10 times slower",
  cpu: "over 100 times slower",
} as const;

/**
 * Opens the engine `wanted`. `auto` takes the first that works of tensorflow, webgpu, wasm and cpu, unless the
 * environment variable WALT_ENGINE names one; webgpu only where a GPU computes, not a driver that imitates one.
 * Opening makes the engine current for all of TensorFlow.js; opening another later moves on to that one.
 *
 * @param asker Why `wanted` is an engine by name, for the engine's `reason`.
 * @throws {UserError} When WALT_ENGINE names an engine that there is not, when the named engine cannot be loaded, and
 * when WALT_TENSORFLOW names a folder without the library.
 *
 * @example Open the engine that needs nothing
 * ```ts
 * import { openEngine } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const engine = await openEngine("cpu"); // openEngine() takes the fastest
 * assert.equal(engine.name, "cpu");
 * assert.match(engine.reason, /^engine cpu/);
 * ```
 */
export async function openEngine(
  wanted: WantedEngine = "auto",
  asker: string = wanted === "auto" ? "WALT_ENGINE asks for it" : "the recipe or command line asks for it",
): Promise<Engine> {
  const named = wanted === "auto" ? engineFromEnvironment() : wanted;
  switch (named) {
    case "tensorflow":
      return await openNamedTensorflow(asker);
    case "webgpu":
      return await openNamedWebgpu(asker);
    case "wasm":
    case "cpu":
      return withReason(await (named === "wasm" ? openWasm() : openCpu()), asker);
    case "auto":
      return await openFirst();
  }
}

/** What the environment variable WALT_ENGINE asks for, `auto` where it is not set. */
export function engineFromEnvironment(): WantedEngine {
  const value = Deno.env.get("WALT_ENGINE") || "auto";
  const known: readonly WantedEngine[] = ["auto", ...engineNames];
  const found = known.find((name) => name === value);
  if (!found) throw userError(`WALT_ENGINE is "${value}", which must be an engine`, suggest(value, known));
  return found;
}

/** The first engine that works, with the reasons why those before it do not. */
async function openFirst(): Promise<Engine> {
  const tensorflow = await tryTensorflow();
  if ("engine" in tensorflow) {
    return withReason(tensorflow.engine, `the fastest here, from ${tensorflow.source}`);
  }
  const webgpu = await tryWebgpu(false);
  if ("engine" in webgpu) return withReason(webgpu.engine, `${tensorflow.why}; ${slowdown.webgpu}`);
  try {
    return withReason(await openWasm(), `${tensorflow.why}, and ${webgpu.why}; ${slowdown.wasm}`);
  } catch (error) {
    return withReason(
      await openCpu(),
      `${tensorflow.why}, ${webgpu.why}, and ${firstLine(error)}; ${slowdown.cpu}`,
    );
  }
}

async function openNamedTensorflow(asker: string): Promise<Engine> {
  const attempt = await tryTensorflow();
  if ("engine" in attempt) return withReason(attempt.engine, `${asker}, from ${attempt.source}`);
  throw userError(`cannot open the engine tensorflow: ${attempt.why}`, attempt.hint);
}

/** The engine, or why there is none. Only a wrong WALT_TENSORFLOW throws. */
async function tryTensorflow(): Promise<
  { engine: OpenedEngine; source: string } | { why: string; hint: string }
> {
  const { locateTensorflow, whereLooked } = await import("./tensorflow/install/locate.ts");
  const { DamagedLibrary } = await import("./tensorflow/install/cache.ts");
  try {
    const found = locateTensorflow();
    if (!found) return { why: whereLooked(), hint: notFound() };
    const { openTensorflow } = await import("./tensorflow/open.ts");
    return { engine: await openTensorflow(found.paths), source: found.source };
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof DamagedLibrary) return { why: error.message, hint: damaged() };
    return { why: `TensorFlow does not load: ${firstLine(error)}`, hint: NOT_LOADED };
  }
}

const notFound = () =>
  `run \`${
    command("engine")
  }\` to fetch it, name a folder that has it in WALT_TENSORFLOW, or use the engine wasm`;
const damaged = () => `run \`${command("engine", "--repair")}\` to fetch it again, or use the engine wasm`;
const NOT_LOADED = "name another folder that has it in WALT_TENSORFLOW, or use the engine wasm";

async function openNamedWebgpu(asker: string): Promise<Engine> {
  const attempt = await tryWebgpu(true);
  if ("engine" in attempt) return withReason(attempt.engine, asker);
  throw userError(`cannot open the engine webgpu: ${attempt.why}`, NO_GPU);
}

/** The engine, on a driver that computes on the CPU only where that is welcome, or why there is none. */
async function tryWebgpu(software: boolean): Promise<{ engine: OpenedEngine } | { why: string }> {
  const { findAdapter } = await import("./webgpu/adapter.ts");
  try {
    const found = await findAdapter();
    if (!found || (found.software && !software)) return { why: "there is no GPU that WebGPU can use" };
    const { openWebgpu } = await import("./webgpu/open.ts");
    return { engine: await openWebgpu(found) };
  } catch (error) {
    return { why: `WebGPU does not open: ${firstLine(error)}` };
  }
}

/** The engine that `auto` takes where there is no TensorFlow, as far as that can be told without opening it. */
export async function fallbackEngine(find?: () => Promise<Adapter | undefined>): Promise<"webgpu" | "wasm"> {
  const findGpu = find ?? (await import("./webgpu/adapter.ts")).findAdapter;
  const found = await findGpu().catch(() => undefined);
  return found && !found.software ? "webgpu" : "wasm";
}

const NO_GPU = "install the driver of the GPU (Linux: with Vulkan) or Mesa's software driver (Debian: " +
  "apt-get install mesa-vulkan-drivers libvulkan1), or use the engine wasm";

async function openWasm(): Promise<OpenedEngine> {
  return await (await import("./portable/wasm.ts")).openWasm();
}

async function openCpu(): Promise<OpenedEngine> {
  return await (await import("./portable/cpu.ts")).openCpu();
}

function withReason(engine: OpenedEngine, why: string): Engine {
  return { ...engine, reason: `engine ${engine.name} (${engine.description}): ${why}` };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0]!;
}
