/** Benchmark of a run's start: from the command to the end of the first step, whose line is in the run folder then. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { RunError } from "../specs/diagnostics/diagnostics.ts";
import { median, rounded } from "./statistics.ts";

/** What is measured. */
export interface StartOptions {
  /** A recipe file, relative to the repository's root. */
  readonly recipe: string;
  readonly set?: readonly string[];
  readonly rounds?: number;
}

/** Medians of whole processes. */
export interface StartResult {
  readonly recipe: string;
  readonly start_ms: number;
}

const NAME = "bench_start";

/**
 * Measures `deno task run` of a recipe for one step.
 *
 * @throws {RunError} When it ends without one.
 */
export async function benchStart({ recipe, set = [], rounds = 5 }: StartOptions): Promise<StartResult> {
  const times: number[] = [];
  // The first one fills caches.
  for (let i = 0; i <= rounds; i++) times.push(await timeStart(recipe, set));
  return { recipe, start_ms: rounded(median(times.slice(1))) };
}

async function timeStart(recipe: string, set: readonly string[]): Promise<number> {
  const fixed = [`name=${NAME}`, "training.steps=1", "training.log_every=1", "training.evaluate_every=null"];
  const before = new Set(ownRuns());
  const fresh = () => ownRuns().filter((run) => !before.has(run));
  const began = performance.now();
  const child = new Deno.Command("deno", {
    args: ["task", "--quiet", "run", recipe, ...[...set, ...fixed].flatMap((each) => ["--set", each])],
    cwd: ROOT,
    env: { INIT_CWD: ROOT },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const output = child.output();
  let ended = false;
  output.then(() => ended = true);
  let took: number | undefined;
  while (took === undefined && !ended) {
    if (fresh().some(hasStep)) took = performance.now() - began;
    else await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const { stderr } = await output;
  for (const run of fresh()) Deno.removeSync(run, { recursive: true });
  if (took !== undefined) return took;
  throw new RunError(`Cannot run "${recipe}"`, new TextDecoder().decode(stderr).trim());
}

function ownRuns(): string[] {
  const runs = join(ROOT, "runs");
  if (!existsSync(runs)) return [];
  return readdirSync(runs).filter((run) => run.startsWith(`${NAME}-`)).map((run) => join(runs, run));
}

/** Before the first step there may be a line of the untrained model. */
function hasStep(run: string): boolean {
  const metrics = join(run, "metrics.jsonl");
  return existsSync(metrics) && readFileSync(metrics, "utf8").includes('"step":1,');
}
