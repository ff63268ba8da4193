import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lastLine } from "../process.ts";
import { startWalt, walt } from "./walt.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** What makes a run of the demo short. */
const SHORT = [
  ...["constants.hidden=4", "features.sampling.length=20", "data.videos={train: 5, test: 2}"],
  ...["training.steps=4", "training.evaluate_every=null"],
].flatMap((each) => ["--set", each]);

Deno.test("walt run writes to runs where it is typed, or to --out, and names both as they can be typed there", async () => {
  const folder = temporaryFolder();
  const [here, other] = await Promise.all([
    walt(folder, "run", "demo", "--json", ...SHORT),
    walt(folder, "run", "demo", "--json", ...SHORT, "--out", "other", "--seed", "1"),
  ]);
  for (const [{ code, stdout, stderr }, parent] of [[here, "runs"], [other, "other"]] as const) {
    assert.equal(code, 0, stderr);
    const [run] = readdirSync(join(folder, parent));
    assert.equal(lastLine(stdout)["run"], `${parent}/${run}`);
    assert.ok(stderr.includes(`\nrun      ${parent}/${run}\n`), stderr);
    assert.ok(existsSync(join(folder, parent, run!, "report.html")));
  }
});

Deno.test("walt passes signals and exit codes on, and says how to go on by its own name", async () => {
  const folder = temporaryFolder();
  const child = startWalt(
    folder,
    "run",
    "demo",
    ...SHORT,
    "--set",
    "training.steps=1000000",
    "--set",
    "training.log_every=1",
  );
  const runs = join(folder, "runs");
  const metrics = () => readdirSync(runs).map((run) => join(runs, run, "metrics.jsonl")).filter(existsSync);
  // Before the first step there may be a line of the untrained model.
  const isRunning = () =>
    existsSync(runs) && metrics().some((file) => readFileSync(file, "utf8").includes('"total"'));
  while (!isRunning()) await new Promise((resolve) => setTimeout(resolve, 100));
  child.kill("SIGTERM");
  const { code, stderr } = await child.output();
  const told = new TextDecoder().decode(stderr);
  assert.equal(code, 1, told);
  assert.match(told, /Go on with: walt run --resume runs\/demo-\w+-s0$/m);
  const unfinished = await walt(folder, "run", join("runs", readdirSync(runs)[0]!));
  assert.equal(unfinished.code, 2);
  assert.match(unfinished.stderr, / = go on with it: walt run --resume runs\//);
});

Deno.test("walt suggests a verb, and helps with what is typed", async () => {
  const folder = temporaryFolder();
  const [wrong, help] = await Promise.all([walt(folder, "runn"), walt(folder, "run", "--help")]);
  assert.equal(wrong.code, 2);
  assert.match(wrong.stderr, /unknown command 'runn'\n\(Did you mean run\?\)/);
  assert.match(
    help.stdout,
    /^Usage: walt run \[options\] \[recipe\]\n[^]*\nFor instance: walt run recipes\/demo\.yaml /,
  );
});
