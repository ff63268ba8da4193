/** Runs that take a second, as processes. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { finish, type Finished } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

/** A recipe that runs in a second: the demo, smaller. */
export function recipe(name: string, more = ""): string {
  const path = join(temporaryFolder(), `${name}.yaml`);
  Deno.writeTextFileSync(
    path,
    `version: 1
name: ${name}
extends: ${join(ROOT, "recipes", "demo.yaml")}
constants: { hidden: 8 }
data: { videos: { train: 12, test: 6 } }
training: { steps: 12, batch: 5, evaluate_every: 6, log_every: 1, checkpoint_every: 4 }
${more}`,
  );
  return path;
}

/** A recipe for the data set of `smallDataset` in `root`; `source` is what both feature sources have more. */
export function recipeInFolder(root: string, name: string, training: string, source = ""): string {
  const path = join(root, `${name}.yaml`);
  Deno.writeTextFileSync(
    path,
    `version: 1
name: ${name}
extends: ${join(ROOT, "recipes", "cola_thumos.yaml")}
constants: { hidden: 4 }
data:
  root: .
  classes: [A, B]
  splits: { train: { list: train.txt }, test: { list: test.txt } }
features: { sources: { rgb: { width: 2, ${source} }, flow: { width: 1, ${source} } }, sampling: { length: 8 } }
training: { batch: 2, ${training} }
`,
  );
  return path;
}

/** Runs a test, and removes the run folders of recipes of that name after it. */
export async function withRuns(name: string, test: () => Promise<void>): Promise<void> {
  try {
    await test();
  } finally {
    for (const folder of runsOf(name)) Deno.removeSync(join(ROOT, folder), { recursive: true });
  }
}

/** The run folders of recipes of a name, from the root. */
export function runsOf(name: string): string[] {
  const runs = join(ROOT, "runs");
  const folders = existsSync(runs) ? [...Deno.readDirSync(runs)].map((entry) => entry.name) : [];
  return folders.filter((folder) => folder.startsWith(`${name}-`)).sort().map((folder) => `runs/${folder}`);
}

/** A file of a run folder. */
export const inRun = (run: unknown, file: string): string => join(ROOT, String(run), file);

/** Starts `run` with some words. */
export function start(words: readonly string[], env: Record<string, string> = {}): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--allow-all", "pipeline/cli/main.ts", "run", ...words],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT, ...env },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Runs a recipe of that name, interrupts it once it has logged step 20, and gives its folder. */
export async function interruptedRun(
  name: string,
  words: readonly string[],
  env: Record<string, string> = {},
): Promise<Finished & { run: string }> {
  const before = runsOf(name);
  const child = start(words, env);
  for (;;) {
    const run = runsOf(name).find((folder) => !before.includes(folder));
    const metrics = run && await Deno.readTextFile(inRun(run, "metrics.jsonl")).catch(() => "");
    if (run && metrics?.includes('"step":20,')) {
      child.kill("SIGINT");
      return { run, ...await finish(child) };
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
