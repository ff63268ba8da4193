/** What benchmarks ran on, in words. */
import { cpus, totalmem } from "node:os";
import { VERSION } from "../pipeline/version.ts";

/** Processor, cores, memory and system. */
export function describeMachine(): string {
  const model = cpus()[0]?.model.trim() || Deno.build.arch;
  const cores = navigator.hardwareConcurrency;
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${cores} core${cores > 1 ? "s" : ""}, ${memory} GB, ${Deno.build.os}`;
}

/** Versions of what takes part in `results`, as far as they say. */
export function describeVersions(results: readonly Readonly<Record<string, unknown>>[]): string {
  const stated = (
    key: string,
  ) => [...new Set(results.flatMap((result) => typeof result[key] === "string" ? [result[key]] : []))];
  const engines = stated("engine_description");
  const pytorch = stated("pytorch_version").map((version) => `PyTorch ${version}`);
  return [`walt ${VERSION}`, `Deno ${Deno.version.deno}`, ...engines, ...pytorch].join(", ");
}
