/** Starts a verb of `walt` with the permissions of that verb alone. Runs in Deno and in Node, without any package. */
import { spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { constants } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { cachePlace } from "../../files/cache_place.ts";
import { fetchFailure } from "./fetch_failure.ts";
import { keepInUse, waltRoot } from "./installed.ts";
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
  let release = () => {};
  try {
    const root = await waltRoot(folder, cache, async (copy) => await perform(fetchPackages(copy)) === 0);
    if (root === undefined) return 1;
    if (root !== folder) release = keepInUse(root);
    let code = 0;
    if (!hasPackages()) process.stderr.write("Fetching the packages of walt, once\n");
    for (const step of launchSteps(words, { root, cwd: process.cwd(), cache, isThere: existsSync })) {
      code = await perform(step);
      if (code !== 0 && !step.mayFail) break;
    }
    return code;
  } catch (error) {
    if (!(error instanceof LaunchMistake)) throw error;
    process.stderr.write(error.text);
    return MISTAKE;
  } finally {
    release();
  }
}

/** Whether Deno has any packages. */
function hasPackages(): boolean {
  const { DENO_DIR, XDG_CACHE_HOME, HOME = "" } = process.env;
  const caches = XDG_CACHE_HOME || join(HOME, process.platform === "darwin" ? "Library/Caches" : ".cache");
  const folder = join(DENO_DIR || join(caches, "deno"), "npm");
  return existsSync(folder) && readdirSync(folder).length > 0;
}

function fetchPackages(copy: string): LaunchStep {
  const what = "the packages of walt";
  return { args: ["install", "-q"], cwd: copy, notice: `Fetching ${what}, once`, fetches: what };
}

/** Passed on: a terminal sends the first and the last to every process itself, which takes several within a second for one. */
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Does one step; what ends this process ends that first. */
function perform({ args, cwd, notice, fetches }: LaunchStep): Promise<number> {
  if (notice !== undefined) process.stderr.write(`${notice}\n`);
  const deno = "deno" in process.versions ? process.execPath : "deno";
  const child = spawn(deno, args, {
    stdio: ["inherit", "inherit", fetches === undefined ? "inherit" : "pipe"],
    ...cwd === undefined ? {} : { cwd },
  });
  let told = "";
  child.stderr?.on("data", (chunk) => told += chunk);
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
    child.on("close", (code, signal) => {
      if (fetches !== undefined && code) process.stderr.write(fetchFailure(fetches, told).text);
      resolve(code ?? 128 + constants.signals[signal!]);
    });
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
