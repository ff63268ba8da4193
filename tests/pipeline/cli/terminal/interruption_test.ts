// deno-lint-ignore-file no-control-regex
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../../shared.ts";
import { finish } from "../process.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { inRun, recipe, runsOf, start, withRuns } from "../small_run.ts";
import { needs } from "../../../needs.ts";
import { hasTerminal, Terminal } from "./terminal.ts";

/** Steps that take long enough for a second signal to come during the first one's step. */
const SLOW = ["constants.hidden=1024", "training.batch=16", "data.videos.train=16", "training.steps=100000"]
  .concat(
    "training.evaluate_every=100000",
    "training.checkpoint_every=100000",
  ).map((set) => `--set ${set}`).join(" ");

const npx = `npx -y deno@${Deno.version.deno}`;

async function has(command: string): Promise<boolean> {
  const { success } = await new Deno.Command("sh", { args: ["-c", command], stdout: "null", stderr: "null" })
    .output();
  return success;
}

/** The step of a run's checkpoint, once there is one. */
async function keptStep(name: string): Promise<number> {
  for (const end = Date.now() + 120_000; Date.now() < end;) {
    const [run] = runsOf(name);
    const text = run && await Deno.readTextFile(inRun(run, "checkpoint.json")).catch(() => undefined);
    if (text) return JSON.parse(text).step;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`Run "${name}" has no checkpoint`);
}

// npx says itself how its command ended.
for (const [name, command, code] of [["test_task", "deno", 1], ["test_npx", npx, 130]] as const) {
  Deno.test({
    ...needs(
      `python3, bash and ${command}`,
      hasTerminal && await has(`${command} --version`),
      `Ctrl-C under "${command} task" in a terminal writes a checkpoint`,
    ),
    fn: () =>
      withRuns(name, async () => {
        await using terminal = await Terminal.open();
        await terminal.start(`${command} task run ${recipe(name)} ${SLOW}`, /[3-9]\/100000 steps/);
        const from = terminal.output.length;
        await terminal.interrupt();
        // What is typed earlier stands among the run's own lines.
        await terminal.until(/\nInterrupted at step .*\r\n/, from);
        assert.equal(await terminal.ended(), code, terminal.output);
        assert.ok(await keptStep(name) >= 3);
        // Each stands on a line of its own, in place of the bar.
        assert.match(
          terminal.output,
          /\x1b\[Kstopping after the step or video at hand, with a checkpoint\r\n/,
        );
        const goOn = /\nInterrupted at step \d+\. Go on with: deno task run --resume (runs\/\w+-\w+-s0)\r\n/;
        assert.equal(goOn.exec(terminal.output.slice(from))?.[1], runsOf(name)[0]);
        assert.doesNotMatch(terminal.output.slice(from), /\x1b(\[\?|7|8)|as soon as/);
      }),
  });
}

Deno.test({
  ...needs(
    "python3 and bash",
    hasTerminal,
    "A terminal that is closed ends a run with a checkpoint",
  ),
  fn: () =>
    withRuns("test_closed", async () => {
      await using terminal = await Terminal.open();
      await terminal.start(`deno task run ${recipe("test_closed")} ${SLOW}`, /[3-9]\/100000 steps/);
      await terminal.close();
      assert.ok(await keptStep("test_closed") >= 3);
    }),
});

/** Sends signals after so many milliseconds each to a process that listens for them; what it printed. */
async function told(phase: string, ...signals: readonly (readonly [number, Deno.Signal])[]) {
  const example = join(import.meta.dirname!, "interruption_example.ts");
  const args = ["run", "-A", example, ...phase.split(" ")];
  const child = new Deno.Command(Deno.execPath(), { args, stdout: "piped", stderr: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let stdout = "";
  const until = async (text: string) => {
    while (!stdout.includes(text)) {
      const { value, done } = await reader.read();
      if (done) return;
      stdout += value;
    }
  };
  await until("ready");
  for (const [delay, signal] of signals) {
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill(signal);
    if (signal === signals[0]![1]) await until("signal");
  }
  await until("haste");
  const [stderr, { code }] = await Promise.all([new Response(child.stderr).text(), child.status]);
  return { code, stdout, stderr };
}

Deno.test({
  ...needs(
    "a POSIX system",
    Deno.build.os !== "windows",
    "Signals that come together are one request, a later one is haste",
  ),
  async fn() {
    const { code, stdout, stderr } = await told("training", [0, "SIGINT"], [0, "SIGTERM"], [0, "SIGHUP"], [
      1300,
      "SIGHUP",
    ]);
    assert.deepEqual([code, stdout], [3, "ready\nsignal\nhaste\n"]);
    assert.equal(
      stderr,
      "stopping after the step or video at hand, with a checkpoint\nstopping as soon as the last whole step is in a checkpoint\n",
    );
  },
});

Deno.test({
  ...needs(
    "a POSIX system",
    Deno.build.os !== "windows",
    "Before the first step a request ends the process, and a resumed run says how to go on",
  ),
  async fn() {
    const folder = temporaryFolder();
    const fresh = await told(`made ${folder}`, [0, "SIGHUP"]);
    assert.deepEqual([fresh.code, fresh.stderr], [
      1,
      "interrupted before the first step, nothing was changed\n",
    ]);
    assert.ok(!existsSync(folder));
    const { code, stderr } = await told("resumed runs/mine", [0, "SIGTERM"]);
    assert.equal(code, 1);
    assert.match(
      stderr,
      /^interrupted .* nothing was changed\. Go on with: walt run --resume \S*runs\/mine\n$/,
    );
  },
});

Deno.test({
  ...needs(
    "a POSIX system",
    Deno.build.os !== "windows",
    "Ctrl-C while the results are written lets them be written",
  ),
  async fn() {
    const { stderr } = await told("finishing", [0, "SIGINT"], [1300, "SIGINT"]);
    assert.match(
      stderr,
      /^training is done and the results are being written; once more to leave that to a resumed run\n/,
    );
  },
});

Deno.test("Ctrl-C before the first step leaves no run folder", () =>
  withRuns("test_early", async () => {
    // The first step takes long on this engine, and it is only made after the folder is.
    const child = start([recipe("test_early"), "--set", "constants.hidden=2048"], { WALT_ENGINE: "cpu" });
    while (runsOf("test_early").length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill("SIGINT");
    const { code, stderr } = await finish(child);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /interrupted before the first step, nothing was changed\n$/);
    assert.deepEqual(runsOf("test_early"), []);
  }));

Deno.test("Ctrl-C while a step computes on other threads ends the command without a crash", () =>
  withRuns("test_native", async () => {
    const large = ["constants.hidden=2048", "features.sources.rgb.width=1024", "training.steps=100000"];
    const words = [recipe("test_native"), ...large.flatMap((value) => ["--set", value])];
    const child = start(words, {});
    while (runsOf("test_native").length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // By now the first step is recorded or computed.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    child.kill("SIGINT");
    await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { code, stderr } = await finish(child);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /interrupted before the first step|Interrupted at step/);
  }));

/** The files that a process has open. */
function openFiles(pid: number): string[] {
  const folder = `/proc/${pid}/fd`;
  return [...Deno.readDirSync(folder)].flatMap(({ name }) => {
    try {
      return [Deno.readLinkSync(join(folder, name))];
    } catch {
      return [];
    }
  });
}

Deno.test({
  // Elsewhere nobody tells which files are open.
  ...needs(
    "Linux",
    Deno.build.os === "linux",
    "Ctrl-C while data are read ends the command at once and leaves no run folder",
  ),
  fn: () =>
    withRuns("test_reading", async () => {
      const root = temporaryFolder();
      const annotations = join(root, "gt.json");
      // Zeros that lie nowhere on the disk, and take a while to read.
      Deno.writeTextFileSync(annotations, "");
      Deno.truncateSync(annotations, 2 ** 28);
      const words = [join(ROOT, "recipes", "cola_shrec21.yaml"), "--set", "name=test_reading"];
      const child = start([...words, "--set", `data.root=${root}`]);
      while (!openFiles(child.pid).includes(annotations)) {
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
      child.kill("SIGINT");
      const { code, stderr } = await finish(child);
      assert.equal(code, 1, stderr);
      assert.match(stderr, /interrupted before the first step, nothing was changed\n$/);
      assert.deepEqual(runsOf("test_reading"), []);
    }),
});
