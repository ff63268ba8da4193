/** Runs that are disturbed by a signal at some instant, and then resumed to the bits of the run that nothing disturbed. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { printOut } from "../../pipeline/cli/terminal/print.ts";
import { inRun, recipe, runsOf, withRuns } from "../pipeline/cli/small_run.ts";
import { ROOT } from "../shared.ts";
import type { Fuzzer } from "./fuzzer.ts";

const SIGNALS = ["KILL", "TERM", "INT", "HUP", "STOP"] as const;

/** A signal on its way. */
export interface Shot {
  /** STOP is followed by CONT. */
  readonly signal: typeof SIGNALS[number];
  /** To the task runner and all below it, or to the process at the bottom alone. */
  readonly to: "group" | "inner";
  /** When, in thousandths of the time that an undisturbed run takes. */
  readonly at: number;
}

/** What must be the same to the bit. */
const RESULTS = ["checkpoint-40.safetensors", "predictions.json", "metrics.jsonl"];

/** No process takes longer, in milliseconds. */
const LONGEST = 60_000;

const SETS = ["engine=cpu", "training.steps=40", "training.evaluate_every=10", "training.checkpoint_every=5"]
  .concat(
    "data.videos={train: 8, test: 3}",
    "features.sampling.length=20",
  );

export const fuzzer: Fuzzer<Shot> = {
  name: "signals",
  inputs: fc.record({
    signal: fc.constantFrom(...SIGNALS),
    to: fc.constantFrom("group" as const, "inner" as const),
    at: fc.integer({ min: 0, max: 1100 }),
  }),
  longest: 2 * LONGEST,
  async check(shot) {
    const { results, milliseconds } = await undisturbed();
    return await withRecipe(async (name, path) => {
      const started = start([path]);
      const ending = end(started);
      await delay(shot.at / 1000 * milliseconds);
      await shoot(shot, started.pid);
      const { code, stderr } = await ending;
      const outcome = await resume(shot, name, code, stderr);
      if (outcome !== "nothing kept") assert.deepEqual(resultsOf(name), results, stderr);
      return `${shot.signal} ${outcome}`;
    });
  },
};

/** Goes on with what the signal left. */
async function resume({ signal }: Shot, name: string, code: number, stderr: string): Promise<string> {
  const [run] = runsOf(name);
  if (run !== undefined && existsSync(inRun(run, "result.json"))) return "finished";
  assert.notEqual(code, 0, stderr);
  const has = (file: string) => run !== undefined && existsSync(inRun(run, file));
  if (signal === "KILL" ? !has("recipe.yaml") : run === undefined) return "nothing kept";
  if (signal !== "KILL") {
    assert.ok(has("checkpoint.json"), `no checkpoint: ${stderr}`);
    assert.match(stderr, /Go on with: deno task run --resume runs\//);
    const names = [...Deno.readDirSync(join(ROOT, run!))].map((entry) => entry.name);
    assert.deepEqual(names.filter((each) => each.endsWith(".tmp")), []);
  }
  const resumed = await end(start(["--resume", run!]));
  assert.equal(resumed.code, 0, `${stderr}\n${resumed.stderr}`);
  return has("checkpoint.json") ? "resumed" : "begun again";
}

let known: Promise<{ results: string[]; milliseconds: number }> | undefined;

/** Results of a run that nothing disturbs, and how long it takes. */
function undisturbed() {
  return known ??= withRecipe(async (name, path) => {
    const began = performance.now();
    const { code, stderr } = await end(start([path]));
    assert.equal(code, 0, stderr);
    return { results: resultsOf(name), milliseconds: performance.now() - began };
  });
}

let serial = 0;

/** Calls a function with the name and path of a recipe; nothing of it is left. */
async function withRecipe<T>(work: (name: string, path: string) => Promise<T>): Promise<T> {
  const name = `fuzz_signals_${Deno.pid}_${serial++}`;
  const path = recipe(name);
  let result: T;
  try {
    await withRuns(name, async () => {
      result = await work(name, path);
    });
  } finally {
    await Deno.remove(dirname(path), { recursive: true });
  }
  return result!;
}

function resultsOf(name: string): string[] {
  return RESULTS.map((file) => Deno.readFileSync(inRun(runsOf(name)[0], file)).toHex());
}

/** `deno task run` as the first of a group of processes. */
function start(words: readonly string[]): Deno.ChildProcess {
  const sets = words[0] === "--resume" ? [] : SETS.flatMap((set) => ["--set", set]);
  return new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "run", ...words, ...sets],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT },
    detached: true,
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** Waits until the group has ended: the output ends with its last process. */
async function end(process: Deno.ChildProcess): Promise<{ code: number; stderr: string }> {
  const hang = setTimeout(() => kill(-process.pid, "SIGKILL"), LONGEST);
  const [{ code }, stderr] = await Promise.all([process.status, new Response(process.stderr).text()]);
  clearTimeout(hang);
  return { code, stderr };
}

async function shoot({ signal, to }: Shot, first: number): Promise<void> {
  const target = to === "group" ? -first : await innermost(first);
  kill(target, `SIG${signal}`);
  if (signal !== "STOP") return;
  await delay(100);
  kill(target, "SIGCONT");
}

/** The process at the bottom. */
async function innermost(first: number): Promise<number> {
  const { stdout } = await new Deno.Command("ps", { args: ["-A", "-o", "pid=,ppid="] }).output();
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  const child = new Map(
    lines.map((line) => line.trim().split(/\s+/).map(Number).reverse() as [number, number]),
  );
  let at = first;
  while (child.has(at)) at = child.get(at)!;
  return at;
}

/** A process that has ended needs no signal. */
function kill(target: number, signal: Deno.Signal): void {
  try {
    Deno.kill(target, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound || error instanceof TypeError)) throw error;
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** As many shots of each signal as asked for, at instants spread evenly, and a table of how they ended. */
if (import.meta.main) {
  const each = Number(Deno.args[0] ?? 20);
  const counts = new Map<string, number>();
  for (const signal of SIGNALS) {
    for (let i = 0; i < each; i++) {
      const shot: Shot = {
        signal,
        to: i % 2 === 0 ? "group" : "inner",
        at: Math.round((i + 0.5) / each * 1100),
      };
      const outcome = await fuzzer.check(shot).catch((error) => {
        printOut([JSON.stringify(shot), ...Deno.inspect(error).split("\n")]);
        return `${signal} FAILED`;
      });
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    }
  }
  printOut([...counts].map(([outcome, count]) => `${outcome.padEnd(20)} ${count}`));
}
