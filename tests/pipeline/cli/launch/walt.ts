/** The command `walt`, as an installed one starts it. */
import { join } from "node:path";
import { ROOT } from "../../../shared.ts";
import { finish, type Finished } from "../process.ts";

/** Runs `walt` in a folder to its end, on the engine cpu. */
export async function walt(folder: string, ...words: string[]): Promise<Finished> {
  return await finish(startWalt(folder, ...words));
}

/** Starts what `walt` runs. */
export function startWalt(folder: string, ...words: string[]): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-q", "-A", "--no-config", join(ROOT, "walt.ts"), ...words],
    cwd: folder,
    // Somebody else's task: what it says of folders is not about walt.
    env: { NO_COLOR: "1", WALT_ENGINE: "cpu", INIT_CWD: "/" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}
