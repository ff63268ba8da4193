import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { locateTensorflow } from "../../../pipeline/engines/tensorflow/install/locate.ts";
import { ROOT } from "../../shared.ts";
import { denoDir } from "../engines/process.ts";
import { needs } from "../../needs.ts";
import { recipe, withRuns } from "./small_run.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Whether there is a strace that may trace. */
function canTrace(): boolean {
  try {
    const args = ["-f", "-o", "/dev/null", "true"];
    return new Deno.Command("strace", { args, stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
}

/** The system calls of a task, of all its processes, as strace writes them. */
async function trace(words: readonly string[], env: Record<string, string>): Promise<string[]> {
  const folder = temporaryFolder();
  const calls = join(folder, "calls");
  const follow = ["-f", "-s", "4096", "-e", "trace=network,process", "-o", calls];
  // A folder of Deno's in which no check for updates has been made yet.
  symlinkSync(join(denoDir(), "npm"), join(folder, "npm"));
  const { code, stderr } = await new Deno.Command("strace", {
    args: [...follow, Deno.execPath(), "task", ...words],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT, DENO_DIR: folder, ...env },
  }).output();
  assert.equal(code, 0, new TextDecoder().decode(stderr));
  const lines = Deno.readTextFileSync(calls).split("\n");
  Deno.removeSync(folder, { recursive: true });
  return lines;
}

const NETWORK = /\b(socket|connect)\(.*AF_INET/;
const PROCESS = /\bexecve\(|\bv?fork\(|\bclone3?\((?!.*CLONE_THREAD)/;

Deno.test({
  // Without strace nobody sees the calls.
  ...needs(
    "strace",
    canTrace(),
    "deno task run reaches no network, and starts no process after the engine step",
  ),
  fn: () =>
    withRuns("traced", async () => {
      const path = recipe("traced");
      const calls = await trace(["run", path], { WALT_ENGINE: locateTensorflow() ? "tensorflow" : "wasm" });
      Deno.removeSync(join(path, ".."), { recursive: true });
      const start = calls.findLastIndex((call) => call.includes("execve(") && !call.includes("resumed"));
      assert.match(calls[start]!, /"pipeline\/cli\/main\.ts", "run", /);
      assert.deepEqual(calls.filter((call) => NETWORK.test(call)), []);
      assert.deepEqual(calls.slice(start + 1).filter((call) => PROCESS.test(call)), []);
      assert.ok(calls.slice(start).some((call) => /\bclone3?\(/.test(call)), "threads are seen");
    }),
});
