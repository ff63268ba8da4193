/** Runs walt's tasks as processes of their own. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";

const { tasks } = JSON.parse(readFileSync(join(ROOT, "deno.json"), "utf8"));

/** What a finished command printed. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs what `deno task <words>` does in the repository's root, to its end. The test of the documentation types the tasks
 * themselves, which prepare an engine first; here it is there. It may write in `folder` too.
 */
export async function task(
  words: readonly string[],
  env: Record<string, string> = {},
  folder?: string,
): Promise<Finished> {
  return await finish(startTask(words, env, folder));
}

/** Starts what `task` runs. */
export function startTask(
  words: readonly string[],
  env: Record<string, string> = {},
  folder?: string,
): Deno.ChildProcess {
  const [first, ...others] = argumentsOf(words);
  const command = new Deno.Command(Deno.execPath(), {
    args: [first!, ...(folder === undefined ? [] : [`--allow-write=${folder}`]), ...others],
    cwd: ROOT,
    env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", INIT_CWD: ROOT, ...env },
    stdout: "piped",
    stderr: "piped",
  });
  return command.spawn();
}

/** The words of the last command of a task; what a shell has to read stays a task. */
function argumentsOf([name, ...words]: readonly string[]): string[] {
  const command: string = tasks[name!]?.command.split(" && ").at(-1) ?? "";
  const [, plain] = /^DENO_NO_UPDATE_CHECK=1 deno (run [^"$]+)$/.exec(command) ?? [];
  return plain ? [...plain.split(" "), ...words] : ["task", "--quiet", name!, ...words];
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
