import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { npyBytes } from "../../../npy.ts";
import { ROOT } from "../../../shared.ts";
import { type Finished, task } from "../process.ts";
import { inRun, recipe, runsOf, withRuns } from "../small_run.ts";
import { temporaryFolder } from "../../../temporary.ts";

const HOSTILE = "\x1b[31mRED\x1b]0;title\x07\x9b2J\u202e\u2066\u200b\x7f";
const SHOWN = String.raw`\x1b[31mRED\x1b]0;title\x07\x9b2J\u202e\u2066\u200b\x7f`;
const UNSEEN = /[^\P{C}\t\n]|[\u2028\u2029]/u;

function assertShown({ stdout, stderr }: Finished, where: "stdout" | "stderr") {
  assert.doesNotMatch(stdout + stderr, UNSEEN);
  assert.ok({ stdout, stderr }[where].includes(SHOWN), stdout + stderr);
}

/** Writes what `eval` reads, with one video of that name. */
function evalFiles(video: string, label = "dive"): string[] {
  const folder = temporaryFolder();
  const [truth, predictions] = [join(folder, "gt.json"), join(folder, "predictions.json")];
  const segment = { label, segment: [1, 5] };
  const database = { [video]: { subset: "test", duration: 9, annotations: [segment] } };
  Deno.writeTextFileSync(truth, JSON.stringify({ database }));
  Deno.writeTextFileSync(predictions, JSON.stringify({ results: { v1: [{ ...segment, score: 1 }] } }));
  return ["eval", predictions, "--ground-truth", truth];
}

Deno.test("eval shows control characters of labels as escapes, and writes JSON of the same label without them", async () => {
  const words = evalFiles("v2", HOSTILE);
  const json = await task([...words, "--json"]);
  assert.doesNotMatch(json.stdout, UNSEEN);
  assert.deepEqual(Object.keys(JSON.parse(json.stdout).classes), [HOSTILE]);
  Deno.writeTextFileSync(words[1]!, '{"results": {}}');
  assertShown(await task(words), "stdout");
});

Deno.test("check shows control characters of keys, values and file names as escapes", async () => {
  const path = recipe("test_hostile", `"key ${"\u202e\u200b"}": "\u2066"`);
  const { code, stderr } = await task([
    "check",
    path,
    `${path}${HOSTILE}`,
    "--set",
    `a${HOSTILE}=1`,
    "--sett",
  ]);
  assert.equal(code, 2);
  assert.doesNotMatch(stderr, UNSEEN);
  const mistakes = await task(["check", path, `${path}${HOSTILE}`, "--set", `a${HOSTILE}=1`]);
  assertShown(mistakes, "stderr");
  assert.match(mistakes.stderr, /^\d+ \| "key \\u202e\\u200b": "\\u2066"\n +\| \^{18,}/m);
});

Deno.test("run, explain and predict show control characters of descriptions and file names as escapes", () =>
  withRuns("test_hostile", async () => {
    const path = recipe("test_hostile", `description: ${JSON.stringify(`one\n${HOSTILE}`)}`);
    assertShown(await task(["explain", path]), "stdout");
    assertShown(await task(["run", path]), "stderr");
    const [run] = runsOf("test_hostile");
    assert.doesNotMatch(Deno.readTextFileSync(inRun(run, "report.html")), UNSEEN);
    const folder = temporaryFolder();
    for (const source of ["rgb", "flow"]) {
      Deno.mkdirSync(join(folder, source));
      Deno.writeFileSync(join(folder, source, `${HOSTILE}.npy`), npyBytes(30, 24, Math.sin));
    }
    assertShown(await task(["predict", run!, folder]), "stdout");
    const json = await task(["predict", run!, folder, "--json"]);
    assert.doesNotMatch(json.stdout, UNSEEN);
    assert.deepEqual(Object.keys(JSON.parse(json.stdout).results), [HOSTILE]);

    // A second video that cannot be localized tells whether predict went on.
    for (const source of ["rgb", "flow"]) {
      Deno.writeFileSync(join(folder, source, "~.npy"), npyBytes(30, 24, () => NaN));
    }
    const words = ["predict", run!, folder];
    assert.equal((await task(words)).code, 2);
    const { code, text } = await withBroken("stdout", "closed", words);
    assert.equal(code, 0, text);
  }));

/** Runs a verb with a stream that its reader has closed, or that is a full disk. */
async function withBroken(stream: "stdout" | "stderr", how: "closed" | "full", words: readonly string[]) {
  const main = [Deno.execPath(), "run", "-A", join(ROOT, "pipeline/cli/main.ts"), ...words];
  const full = how === "full" ? (stream === "stdout" ? ">/dev/full" : "2>/dev/full") : "";
  const child = new Deno.Command("sh", {
    args: ["-c", `"$@" ${full}`, "sh", ...main],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const other = stream === "stdout" ? "stderr" : "stdout";
  if (how === "closed") await child[stream].cancel();
  const text = await new Response(child[other]).text();
  if (how === "full") await child[stream].cancel();
  return { code: (await child.status).code, text };
}

const FULL =
  'error: Cannot write "standard output": the disk is full\n  = free some space; what was written before is intact\n';
const ways = existsSync("/dev/full") ? ["closed", "full"] as const : ["closed"] as const;
const BROKEN = (["stdout", "stderr"] as const).flatMap((stream) => ways.map((how) => [stream, how] as const));

for (const [stream, how] of BROKEN) {
  const lost = stream === "stdout" && how === "full";

  Deno.test(`run writes its results with a ${how} ${stream}`, () =>
    withRuns(`test_${stream}_${how}`, async () => {
      const { code, text } = await withBroken(stream, how, ["run", recipe(`test_${stream}_${how}`)]);
      const [run] = runsOf(`test_${stream}_${how}`);
      assert.ok(run && existsSync(inRun(run, "report.html")) && existsSync(inRun(run, "result.json")), text);
      assert.equal(code, lost ? 1 : 0, text);
      assert.doesNotMatch(text, /mistake in walt|\n {4}at /);
      if (stream === "stdout") assert.ok(text.endsWith(lost ? FULL : "\n"), text);
      else assert.match(text, /^report {3}/m);
      if (!lost) assert.doesNotMatch(text, /^error/m);
    }));

  Deno.test(`eval, explain and check take a ${how} ${stream}`, async () => {
    for (const words of [evalFiles("v1"), ["explain", "recipes/demo.yaml"], ["check", "recipes/demo.yaml"]]) {
      const { code, text } = await withBroken(stream, how, words);
      assert.equal(code, lost ? 1 : 0, text);
      if (stream === "stdout") assert.equal(text, lost ? FULL : "");
      else assert.notEqual(text, "");
    }
    const { code } = await withBroken(stream, how, ["check", "nowhere.yaml"]);
    assert.equal(code, 2);
  });
}
