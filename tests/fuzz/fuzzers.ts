/** The list of fuzzers. */
import type { Fuzzer } from "./fuzzer.ts";

/** Each loaded only when it is asked for. */
export const FUZZERS: Readonly<Record<string, () => Promise<Fuzzer<unknown>>>> = {
  features: async () => (await import("./features.ts")).fuzzer as Fuzzer<unknown>,
  json_files: async () => (await import("./json_files.ts")).fuzzer as Fuzzer<unknown>,
  run_folders: async () => (await import("./run_folders.ts")).fuzzer as Fuzzer<unknown>,
  recipes: async () => (await import("./recipes.ts")).fuzzer as Fuzzer<unknown>,
  settings: async () => (await import("./settings.ts")).fuzzer as Fuzzer<unknown>,
  signals: async () => (await import("./signals.ts")).fuzzer as Fuzzer<unknown>,
};
