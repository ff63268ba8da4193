/** The engines that fuzzers try: those that every machine has, and TensorFlow where it is ready. */
import type { EngineName } from "../../pipeline/engines/engine.ts";
import { openEngine } from "../../pipeline/engines/open.ts";

/** By name. */
export const ENGINES: readonly EngineName[] = [
  "cpu",
  "wasm",
  ...(await openEngine("tensorflow").then(() => ["tensorflow" as const], () => [])),
];
