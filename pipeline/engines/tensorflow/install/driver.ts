/** Whether this machine has a driver for NVIDIA's GPUs, without loading it. */
import { existsSync } from "node:fs";

/** Where Linux distributions, containers and Windows' Linux keep the library of the driver. */
const PLACES = [
  "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
  "/usr/lib64/libcuda.so.1",
  "/usr/lib/libcuda.so.1",
  "/usr/lib/wsl/lib/libcuda.so.1",
  "/usr/local/nvidia/lib64/libcuda.so.1",
];

/** Whether there is one where this process may look. A driver may still have no GPU. */
export function hasNvidiaDriver(places: readonly string[] = PLACES): boolean {
  return places.some((path) => {
    try {
      return existsSync(path);
    } catch (error) {
      if (error instanceof Deno.errors.NotCapable) return false;
      throw error;
    }
  });
}
