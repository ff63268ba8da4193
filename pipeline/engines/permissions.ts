/** What Deno must allow for the engines, found by running each under exactly these flags. */
import type { EngineName } from "./engine.ts";

/** Permissions for Deno's command line. The network is never needed. */
export interface Permissions {
  /** Names for --allow-env. */
  readonly env: readonly string[];
  /** --allow-ffi, without paths: reading the library's memory cannot be allowed by path. */
  readonly ffi: boolean;
  /** What --allow-read must cover. */
  readonly read: readonly ("the folder of libtensorflow" | "walt's cache" | "Deno's npm cache")[];
}

/** For `openEngine` of an engine by name. */
export const enginePermissions: Readonly<Record<EngineName, Permissions>> = {
  tensorflow: {
    env: [
      "WALT_TENSORFLOW",
      "XDG_CACHE_HOME",
      "HOME",
      "TF_ENABLE_ONEDNN_OPTS",
      "NVIDIA_TF32_OVERRIDE",
      "TF_FORCE_GPU_ALLOW_GROWTH",
      "TF_USE_DETERMINISTIC_SEGMENT_REDUCTIONS",
      "TF_CPP_MIN_LOG_LEVEL",
    ],
    ffi: true,
    read: ["the folder of libtensorflow", "walt's cache"],
  },
  webgpu: { env: ["DENO_WEBGPU_BACKEND", "NODEVICE_SELECT"], ffi: false, read: [] },
  wasm: { env: [], ffi: false, read: ["Deno's npm cache"] },
  cpu: { env: [], ffi: false, read: [] },
};

/** For `openEngine("auto")`: those of all engines, and the name of the variable that chooses. */
export const autoPermissions: Permissions = {
  env: ["WALT_ENGINE", ...enginePermissions.tensorflow.env, ...enginePermissions.webgpu.env],
  ffi: true,
  read: [...enginePermissions.tensorflow.read, ...enginePermissions.wasm.read],
};
