import assert from "node:assert/strict";
import { join } from "node:path";
import { parseThresholds } from "../../../pipeline/cli/eval.ts";
import { CASE, run } from "./eval_run.ts";
import { task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

const same = <T>(files: T) => files;

Deno.test("evalCommand() prints a table, or one line of JSON in percent and the table beside it", async () => {
  const { code, out: shown } = await run(same, { tiou: "0.1:0.7:0.1" });
  const { out, err } = await run(same, { tiou: "0.1:0.7:0.1", json: true });
  assert.equal(code, 0);
  const { tiou, mAP, average } = CASE.expect;
  const table = shown.join("\n");
  assert.deepEqual(err.slice(1), shown);
  assert.match(table, /^protocol +thumos14_seconds/);
  assert.ok(table.includes("tIoU   0.10   0.20   0.30   0.40   0.50   0.60   0.70\n"));
  assert.ok(
    table.includes(`\nmAP ${mAP.map((value: number) => (value * 100).toFixed(2).padStart(7)).join("")}\n`),
  );
  assert.equal(out.length, 1);
  const last = JSON.parse(out[0]!);
  assert.deepEqual(Object.keys(last.map), tiou.map(String));
  tiou.forEach((t: number, i: number) => assert.ok(Math.abs(last.map[String(t)] - 100 * mAP[i]) < 1e-10));
  assert.ok(Math.abs(last.average - 100 * average) < 1e-10);
  assert.equal(last.protocol, "thumos14_seconds");
  assert.match(err[0]!, /^warning: 6 predictions without positive length, which can never match: /);
});

Deno.test("evalCommand() takes the thresholds and averages of the protocol", async () => {
  const last = JSON.parse((await run(same, { json: true })).out.at(-1)!);
  assert.deepEqual(Object.keys(last.averages), ["0.1:0.5", "0.3:0.7", "0.1:0.7", "0.1:0.9"]);
  assert.ok(Math.abs(last.average - 100 * CASE.expect.average) < 1e-10);
  const anet = JSON.parse((await run(same, { json: true, protocol: "anet12" })).out.at(-1)!);
  assert.deepEqual(Object.keys(anet.map).slice(-2), ["0.9", "0.95"]);
});

Deno.test("evalCommand() changes rules of the protocol by --set, as a recipe writes them", async () => {
  const options = { json: true, tiou: "0.5" };
  const plain = JSON.parse((await run(same, options)).out.at(-1)!);
  const raw = JSON.parse(
    (await run(same, { ...options, set: ["evaluation.protocol.ap=raw"] })).out.at(-1)!,
  );
  assert.deepEqual([plain.rules.ap, raw.rules.ap], ["interpolated", "raw"]);
  assert.ok(raw.average < plain.average);
  assert.notEqual(raw.protocol_hash, plain.protocol_hash);
});

Deno.test("evalCommand() refuses NaN, unknown labels, subsets and protocols", async () => {
  const nan = run((files) => ({
    ...files,
    predictions: files.predictions.replace(/"score":[^,}]+/, '"score": NaN'),
  }));
  await assert.rejects(nan, {
    name: "UserError",
    message: /^NaN at results\.\w+\[0\]\.score: expected a finite number$/,
  });
  const label = run((files) => ({
    ...files,
    predictions: files.predictions.replace('"label":"a"', '"label":"q"'),
  }));
  await assert.rejects(label, { name: "UserError", message: /^Unknown label "q" in video "v\d+"$/ });
  await assert.rejects(run(same, { subset: "tset" }), {
    name: "UserError",
    message: /^Unknown subset "tset" in /,
  });
  await assert.rejects(run(same, { protocol: "anet" }), {
    name: "UserError",
    message: 'Unknown protocol "anet"',
  });
});

Deno.test("evalCommand() leaves out predictions in the intervals of --ambiguous, where the protocol does", async () => {
  const list = join(temporaryFolder(), "ambiguous.txt");
  const [video] = Object.keys(CASE.results);
  await Deno.writeTextFile(list, `${video} 0 1000000\n`);
  const options = { json: true, protocol: "thumos14_toolkit" };
  const counted = JSON.parse((await run(same, { ...options, ambiguous: list })).out.at(-1)!);
  const { out, err } = await run(same, options);
  assert.ok(counted.average > JSON.parse(out.at(-1)!).average);
  assert.match(
    err.join("\n"),
    /^warning: Protocol thumos14_toolkit leaves out .* no ambiguous intervals are given/m,
  );
  await assert.rejects(run(same, { ambiguous: list }), {
    name: "UserError",
    message: "Protocol thumos14_seconds uses no ambiguous intervals: it says ambiguous: absent",
  });
});

Deno.test("eval says that its two files look swapped, and how to write them", async () => {
  const folder = temporaryFolder();
  const [gt, predictions] = [`${folder}/gt.json`, `${folder}/predictions.json`];
  await Deno.writeTextFile(gt, JSON.stringify(CASE.gt));
  await Deno.writeTextFile(predictions, JSON.stringify({ results: CASE.results }));
  const { code, stderr } = await task(["eval", gt, "--ground-truth", predictions]);
  assert.equal(code, 2);
  assert.equal(
    stderr,
    `error: The two files look swapped: "${gt}" holds annotations and "${predictions}" predictions\n` +
      `  = write ${predictions} --ground-truth ${gt}\n`,
  );
  const twice = await task(["eval", gt, "--ground-truth", gt]);
  assert.equal(twice.code, 2);
  assert.match(twice.stderr, /^error: ".*gt\.json" holds annotations, no predictions\n/);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("eval lists the protocols in its help and where there is no such one", async () => {
  const help = await task(["eval", "--help"]);
  assert.match(
    help.stdout.replace(/\s+/g, " "),
    /--protocol <name> .* by default .*"thumos14_seconds", .*"anet12"/,
  );
  const { code, stderr } = await task([
    "eval",
    "p.json",
    "--ground-truth",
    "gt.json",
    "--protocol",
    "thumos",
  ]);
  assert.equal(code, 2);
  assert.match(stderr, /^error: option '--protocol <name>' .* choices are thumos14_seconds, .*anet12/);
});

Deno.test("parseThresholds() includes both ends, in the doubles of linspace", () => {
  assert.deepEqual(parseThresholds("0.1:0.7:0.1"), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]);
  assert.deepEqual(parseThresholds("0.5:0.95:0.05")[8], 0.8999999999999999);
  assert.deepEqual(parseThresholds("0.5"), [0.5]);
  assert.deepEqual(parseThresholds("0.5:0.5:0.1"), [0.5]);
});

Deno.test("parseThresholds() refuses what is not a rising range in (0, 1]", () => {
  for (const text of ["", "a", "0.1:0.7", "0.1:0.7:x", "0.1:0.7:0.1:2", "0.1::0.1"]) {
    assert.throws(() => parseThresholds(text), {
      name: "UserError",
      message: `Cannot read --tiou "${text}"`,
    });
  }
  for (const text of ["0:0.5:0.1", "0.7:0.1:0.1", "0.1:0.7:0", "0.1:0.7:-0.1", "0.5:1.5:0.5", "0", "2"]) {
    assert.throws(() => parseThresholds(text), /must rise within \(0, 1\]/);
  }
  for (const text of ["0.1:0.75:0.1", "0.1:0.9:0.00001"]) {
    assert.throws(() => parseThresholds(text), /must reach its last threshold/);
  }
});

/** The verb on files of our own making, as the command line runs it. */
