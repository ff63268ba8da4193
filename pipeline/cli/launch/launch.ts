/** Starts a verb of `walt` with the permissions of that verb alone. Runs in Deno and in Node, without any package. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import process from "node:process";
import { cachePlace } from "../../files/cache_place.ts";
import { waltRoot } from "./installed.ts";
import { LaunchMistake } from "./mistake.ts";
import { type LaunchStep, launchSteps } from "./steps.ts";

/** Exit code of a person's mistake, as of walt itself. */
const MISTAKE = 2;

/**
 * Does what a command line asks for.
 *
 * @param words The verb and what follows.
 * @param folder The folder of `walt.ts`, or of what it became in a package.
 * @returns The exit code.
 */
export async function launch(words: readonly string[], folder: string): Promise<number> {
  process.env["DENO_NO_UPDATE_CHECK"] = "1";
  // A folder of the person's may have one, which is not about walt.
  process.env["DENO_NO_PACKAGE_JSON"] = "1";
  const cache = cachePlace((name) => process.env[name], process.platform === "darwin");
  try {
    const root = await waltRoot(folder, cache, async (copy) => await perform(fetchPackages(copy)) === 0);
    if (root === undefined) return 1;
    let code = 0;
    for (const step of launchSteps(words, { root, cwd: process.cwd(), cache, isThere: existsSync })) {
      code = await perform(step);
      if (code !== 0 && !step.mayFail) break;
    }
    return code;
  } catch (error) {
    if (!(error instanceof LaunchMistake)) throw error;
    process.stderr.write(error.text);
    return MISTAKE;
  }
}

function fetchPackages(copy: string): LaunchStep {
  return { args: ["install", "-q"], cwd: copy, notice: "Fetching the packages of walt, once" };
}

/** Passed on: a terminal sends the first and the last to every process itself, which takes several within a second for one. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does one step; what ends this process ends that first. */
function perform({ args, cwd, notice }: LaunchStep): Promise<number> {
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const deno = "deno" in process.versions ? process.execPath : "deno";
  const child = spawn(deno, args, { stdio: "inherit", ...cwd === undefined ? {} : { cwd } });
  const handlers = SIGNALS.map((signal) => [signal, () => pass(child.pid, signal)] as const);
  for (const [signal, handler] of handlers) process.on(signal, handler);
  return new Promise<number>((resolve, reject) => {
    child.on("error", (error: Error & { code?: string }) => {
      const remedy = "install it: npm install -g deno, or https://deno.com";
      const isAbsent = error.code === "ENOENT";
      reject(
        isAbsent ? new LaunchMistake("walt runs on Deno 2.9 or later, which is not there", remedy) : error,
      );
    });
    child.on("exit", (code, signal) => resolve(code ?? 128 + constants.signals[signal!]));
  }).finally(() => {
    for (const [signal, handler] of handlers) process.off(signal, handler);
  });
}

/** Sends a signal. `kill` of the child would have Deno take that for how it ends. */
function pass(child: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (child !== undefined) process.kill(child, signal);
  } catch {
    // It has ended meanwhile.
  }
}
