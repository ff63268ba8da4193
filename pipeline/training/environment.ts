/** What a run was made with, for `environment.json`. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Dataset } from "../data/dataset.ts";
import type { Engine } from "../engines/engine.ts";
import { VERSION } from "../version.ts";

/** A record of program, machine, engine and data. */
export interface RunEnvironment {
  readonly walt: string;
  /** Commit of the checkout, where it is one. */
  readonly commit: string | null;
  readonly deno: string;
  readonly platform: string;
  readonly cores: number;
  readonly engine: { readonly name: string; readonly description: string; readonly reason: string };
  readonly data: { readonly hash: string; readonly description: readonly string[] };
}

/** Describes the environment of a run. */
export function describeEnvironment(engine: Engine, dataset: Dataset, root: string): RunEnvironment {
  const { name, description, reason } = engine;
  return {
    walt: VERSION,
    commit: commitOf(root),
    deno: Deno.version.deno,
    platform: `${Deno.build.os} ${Deno.build.arch}`,
    cores: navigator.hardwareConcurrency,
    engine: { name, description, reason },
    data: { hash: dataset.hash, description: dataset.describe() },
  };
}

/** Reads the commit from git's own files: starting git would need a permission. */
function commitOf(root: string): string | null {
  try {
    const git = join(root, ".git");
    const head = Deno.readTextFileSync(join(git, "HEAD")).trim();
    if (!head.startsWith("ref: ")) return head;
    const ref = head.slice(5);
    if (existsSync(join(git, ref))) return Deno.readTextFileSync(join(git, ref)).trim();
    const packed = Deno.readTextFileSync(join(git, "packed-refs"));
    return packed.split("\n").find((line) => line.endsWith(` ${ref}`))?.split(" ")[0] ?? null;
  } catch {
    return null;
  }
}
