/** Runs walt's engine code in a process of its own, with chosen permissions and environment. */
import { join } from "node:path";
import { ROOT } from "../../shared.ts";

/** What a process left. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `deno run` of a file of the repository. The environment is only `env`, and where Deno keeps its packages. */
export function runDeno(flags: string[], file: string, args: string[], env: Record<string, string>): Ended {
  const config = ["--config", join(ROOT, "deno.json")];
  const quiet = ["--quiet", "--no-prompt", "--cached-only"];
  return run(["run", ...quiet, ...config, ...flags, join(ROOT, file), ...args], {
    DENO_DIR: denoDir(),
    NO_COLOR: "1",
    ...env,
  });
}

/** The folder where Deno keeps its packages. */
export function denoDir(): string {
  return JSON.parse(run(["info", "--json"], Deno.env.toObject()).stdout).denoDir;
}

function run(args: string[], env: Record<string, string>): Ended {
  const { code, stdout, stderr } = new Deno.Command(Deno.execPath(), { args, clearEnv: true, env })
    .outputSync();
  const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: decode(stdout), stderr: decode(stderr) };
}
