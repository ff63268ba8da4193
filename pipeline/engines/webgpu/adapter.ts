/** Finds a GPU. */

/** A GPU that can be opened. */
export interface Adapter {
  readonly adapter: GPUAdapter;
  /** What the driver calls it. */
  readonly device: string;
  /** Whether the driver computes on the CPU: for tests, slower than wasm. */
  readonly software: boolean;
}

/**
 * The fastest GPU with a Vulkan, Metal or Direct3D 12 driver, undefined where there is none. Changes the environment
 * where it does not say which drivers to ask.
 */
export async function findAdapter(): Promise<Adapter | undefined> {
  setUnlessSet("DENO_WEBGPU_BACKEND", "vulkan,metal,dx12");
  // Mesa's layer that sorts the devices complains on stderr where there is no desktop. WebGPU sorts them itself.
  setUnlessSet("NODEVICE_SELECT", "1");
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return undefined;
  const { description, vendor, isFallbackAdapter } = adapter.info;
  return { adapter, device: description || `GPU of vendor ${vendor}`, software: isFallbackAdapter };
}

function setUnlessSet(name: string, value: string): void {
  if (Deno.env.get(name) === undefined) Deno.env.set(name, value);
}
