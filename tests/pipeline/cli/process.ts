/** Runs walt's tasks as a person does, as processes of their own. */
import { ROOT } from "../../shared.ts";

/** What a finished command printed. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `deno task <words>` in the repository's root to its end. */
export async function task(words: readonly string[], env: Record<string, string> = {}): Promise<Finished> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", ...words],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT, ...env },
    stdout: "piped",
    stderr: "piped",
  });
  return await finish(command.spawn());
}

/** Waits for a started command. */
export async function finish(child: Deno.ChildProcess): Promise<Finished> {
  const { code, stdout, stderr } = await child.output();
  return { code, stdout: new TextDecoder().decode(stdout), stderr: new TextDecoder().decode(stderr) };
}

/** The object in the last line of a command's output. */
export function lastLine(stdout: string): Record<string, unknown> {
  return JSON.parse(stdout.trimEnd().split("\n").at(-1)!);
}
