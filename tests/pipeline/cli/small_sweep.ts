/** Sweeps that take seconds, as processes. */
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish, type Finished } from "./process.ts";

/** Starts `sweep` in a process group of its own. */
export function startSweep(
  words: readonly string[],
  env: Record<string, string> = {},
): Deno.ChildProcess {
  return new Deno.Command("deno", {
    args: ["run", "-q", "-P=sweep", "pipeline/cli/main.ts", "sweep", ...words],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT, ...env },
    detached: true,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs `sweep` to its end. */
export const sweep = (words: readonly string[], env: Record<string, string> = {}): Promise<Finished> =>
  finish(startSweep(words, env));

/** A grid of a recipe, as a file. */
export function grid(text: string): string {
  const path = join(temporaryFolder(), "grid.yaml");
  Deno.writeTextFileSync(path, text);
  return path;
}

/** A run as `sweep.json` and `--json` have it. */
export interface SweptRun {
  readonly recipe: string;
  readonly variant: string;
  readonly seed: number;
  readonly state: string;
  readonly run: string;
  readonly average: number | null;
  readonly map: Record<string, number> | null;
  readonly message?: string;
}

/** The runs of a sweep's folder. */
export function recorded(out: string): SweptRun[] {
  return JSON.parse(Deno.readTextFileSync(join(out, "sweep.json"))).runs;
}
