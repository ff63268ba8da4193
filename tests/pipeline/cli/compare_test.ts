import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../../temporary.ts";
import { makeRun, truthOf } from "../comparison/run_folders.ts";
import { type Finished, lastLine, task } from "./process.ts";

/** Runs `compare` on a folder, with few draws. */
function compare(folder: string, ...words: string[]): Promise<Finished> {
  return task(["compare", folder, "--draws", "200", ...words], { INIT_CWD: folder });
}

/** Runs of the demo and of a variant: on each seed the variant finds more videos, or as many. */
async function runsOf(more: readonly number[], parent = temporaryFolder()): Promise<string> {
  for (const [seed, plus] of more.entries()) {
    await makeRun(parent, { seed, finds: (video) => video < 8 + seed, evaluations: [20, 50, 40] });
    const set = ["training.steps=7"];
    await makeRun(parent, { seed, set, finds: (video) => video < 8 + seed + plus, evaluations: [20, 40] });
  }
  return parent;
}

Deno.test("compare prints what differs, every value, intervals and a verdict", async () => {
  const { code, stdout, stderr } = await compare(await runsOf([4, 5, 4]));
  assert.equal(stderr, "");
  assert.equal(code, 0);
  const lines = stdout.split("\n");
  assert.deepEqual(lines.slice(0, 6), [
    "baseline  demo",
    "protocol  thumos14_seconds",
    'scored    20 videos, 20 instances of "test"',
    "",
    "demo (training.steps=7) is demo but for",
    "  training.steps  600  ->  7",
  ]);
  assert.match(stdout, /^ +n +mean +deviation +last +best on test +seeds 0 1 2$/m);
  assert.match(stdout, /^demo +3 +45\.00 +5\.00 +40\.00 +50\.00 +40\.00 45\.00 50\.00$/m);
  assert.match(
    stdout,
    /^demo \(training\.steps=7\) +3 +\+21\.67 +14\.50 to 28\.84 +\d+\.\d\d to \d+\.\d\d +0\.006 +different: 21\.67 higher$/m,
  );
});

Deno.test("compare of a method with itself: no difference anywhere", async () => {
  const { stdout } = await compare(await runsOf([0, 0]), "--json");
  const [{ rows }] = lastLine(stdout)["metrics"] as [
    { rows: [unknown, { difference: Record<string, unknown> }] },
  ];
  const { mean, interval, drawn_interval, verdict, p } = rows[1].difference;
  assert.deepEqual([mean, interval, drawn_interval, verdict, p], [0, [0, 0], [0, 0], "equal", 1]);
});

Deno.test("compare of one seed has an interval over videos alone, and says that there is no spread", async () => {
  const { code, stdout } = await compare(await runsOf([4]));
  assert.equal(code, 0);
  assert.match(stdout, /^demo +1 +40\.00 +- /m);
  assert.match(
    stdout,
    /^demo \(training\.steps=7\) +1 +\+20\.00 +- +\d+\.\d\d to \d+\.\d\d +- +undecided: one seed in common shows no spread$/m,
  );
});

Deno.test("compare of one method prints its values", async () => {
  const root = temporaryFolder();
  await makeRun(root, { seed: 0, finds: () => true });
  const { code, stdout } = await compare(root);
  assert.equal(code, 0);
  assert.match(stdout, /^demo +1 +100\.00 +- +100\.00$/m);
  assert.doesNotMatch(stdout, /verdict/);
});

Deno.test("compare takes metrics, a baseline and a margin, and prints each form", async () => {
  const folder = await runsOf([1, 0, 1]);
  const words = [
    "--metric",
    "0.5",
    "--metric",
    "accuracy",
    "--baseline",
    "demo (training.steps=7)",
    "--margin",
    "30",
  ];
  const { stdout } = await compare(folder, ...words, "--json");
  const { baseline, margin, metrics, groups } = lastLine(stdout) as {
    baseline: string;
    margin: number;
    metrics: { metric: string; rows: { difference?: { verdict: string; drawn_interval: unknown } }[] }[];
    groups: { differences: { path: string }[] }[];
  };
  assert.deepEqual([baseline, margin], ["demo (training.steps=7)", 30]);
  assert.deepEqual(metrics.map(({ metric }) => metric), ["0.5", "accuracy"]);
  assert.equal(metrics[0]!.rows[0]!.difference!.verdict, "equivalent");
  assert.equal(metrics[1]!.rows[0]!.difference!.drawn_interval, null);
  assert.deepEqual(groups[0]!.differences.map(({ path }) => path), ["training.steps"]);
  assert.match((await compare(folder, "--format", "csv", "--per-tiou")).stdout, /\n0\.9,demo,3,/);
  assert.match((await compare(folder, "--format", "latex")).stdout, /^\\begin\{tabular\}\{lrr/);
  assert.match((await compare(folder, "--format", "markdown")).stdout, /\| baseline \|/);
  assert.match((await compare(folder, "--per-tiou")).stdout, /^mAP per tIoU, percent$/m);
});

Deno.test("compare says which runs it leaves out, and which seeds have no partner", async () => {
  const folder = await runsOf([1, 1]);
  await makeRun(folder, { seed: 5, finds: () => true });
  await makeRun(folder, { seed: 0, finds: () => true, folder: "demo-00000000-s0-2" });
  const unfinished = await makeRun(folder, { seed: 6, finds: () => true });
  Deno.removeSync(join(unfinished, "result.json"));
  const { code, stderr } = await compare(folder);
  assert.equal(code, 0);
  assert.deepEqual(stderr.trimEnd().split("\n"), [
    `note: 1 unfinished run left out: ${unfinished}`,
    `note: 1 run left out, of a recipe and seed that was run again: ${join(folder, "demo-00000000-s0")}`,
    'note: seed 5 of "demo" left out of the difference: "demo (training.steps=7)" has no such run',
  ]);
});

Deno.test("compare refuses runs that were scored otherwise, names what differs, and what can be compared", async () => {
  const folder = await runsOf([1]);
  const others = join(folder, "others");
  await makeRun(others, { seed: 7, finds: () => true, truth: truthOf(20, 9) });
  const { code, stdout, stderr } = await compare(folder);
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /1 run of "demo" was scored otherwise than "demo": ground truth of 20 videos/);
  const [, words] = /deno task .*compare (.*)$/m.exec(stderr)!;
  assert.equal((await task(["compare", ...words!.split(" ")])).code, 0);
});

Deno.test("compare reads runs of earlier versions with a note", async () => {
  const folder = await runsOf([1, 1]);
  for (const { name } of Deno.readDirSync(folder)) {
    const file = join(folder, name, "result.json");
    const { ground_truth: _, protocol_hash: __, ...result } = JSON.parse(Deno.readTextFileSync(file));
    Deno.writeTextFileSync(file, JSON.stringify(result));
    Deno.removeSync(join(folder, name, "ground_truth.json"));
  }
  const { code, stdout, stderr } = await compare(folder);
  assert.equal(code, 0);
  assert.match(stderr, /^note: 4 runs of an earlier version: what they were scored against is not known/);
  assert.match(
    stderr,
    /^note: 4 runs without ground_truth\.json or predictions\.json: no interval over videos/m,
  );
  assert.doesNotMatch(stdout, /by seeds and videos/);
});

Deno.test("compare refuses what is not there, and names what is meant", async () => {
  const folder = await runsOf([1]);
  const empty = temporaryFolder();
  const told = async (...words: string[]) => {
    const { code, stderr } = await task(["compare", ...words], { INIT_CWD: folder });
    assert.equal(code, 2, stderr);
    return stderr;
  };
  assert.match(await told("nowhere"), /"nowhere" is not there/);
  assert.match(
    await told(empty),
    /No run with results in .*\n {2}= make one: deno task .*run recipes\/demo\.yaml/,
  );
  assert.match(await told(folder, "--metric", "0.55"), /Unknown metric "0\.55"/);
  assert.match(await told(folder, "--baseline", "dem"), /No runs of "dem".*\n {2}= did you mean "demo"\?/);
  assert.match(await told(folder, "--margin", "0"), /Expected a number > 0/);
});
