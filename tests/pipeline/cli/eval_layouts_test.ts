import assert from "node:assert/strict";
import { run } from "./eval_run.ts";
import { task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

async function evalFiles(predictions: unknown, ...args: string[]) {
  const folder = temporaryFolder();
  const [gt, file, labels] = [`${folder}/gt.json`, `${folder}/p.json`, `${folder}/labels.txt`];
  const annotations = [{ label: "jump", segment: [2, 8] }, { label: "walk", segment: [10, 20] }];
  const database = { a: { subset: "test", duration: 40, fps: 20, annotations } };
  await Deno.writeTextFile(gt, JSON.stringify({ database }));
  await Deno.writeTextFile(labels, "jump\nwalk\n");
  await Deno.writeTextFile(file, JSON.stringify(predictions));
  const given = args.map((arg) => arg === "LABELS" ? labels : arg);
  return { file, ...await task(["eval", file, "--ground-truth", gt, ...given]) };
}

Deno.test("eval scores times in frames and fractions, and label numbers, once it is told what they are", async () => {
  const ofVideo = (scale: number) => ({
    a: [[2 * scale, 8 * scale, 0.9, 0], [10 * scale, 20 * scale, 0.8, 1]],
  });
  for (
    const [scale, ...args] of [
      [1],
      [20, "--time", "frames"],
      [25, "--time", "frames", "--fps", "25"],
      [1 / 40, "--time", "fraction"],
    ] as const
  ) {
    const { code, stdout, stderr } = await evalFiles(
      { results: ofVideo(scale) },
      "--labels",
      "LABELS",
      ...args,
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /average mAP 0.1:0.7 100.00/);
  }
  const unsaid = await evalFiles({ results: ofVideo(20) }, "--labels", "LABELS");
  assert.match(unsaid.stderr, /^warning: 2 of 2 predictions, in 1 of 1 video, end past their video: /);
  const odd = await evalFiles({ results: ofVideo(1) }, "--labels", "LABELS", "--fps", "25");
  assert.equal(odd.code, 2);
  assert.match(
    odd.stderr,
    /^error: --fps says what times in frames are\n {2}= add --time frames, or leave --fps out/,
  );
});

Deno.test("eval calls a file without labels proposals, and scores it as such when asked", async () => {
  const results = {
    a: Array.from({ length: 5000 }, (_, i) => ({ score: -i, segment: i === 0 ? [2, 8] : [30, 31] })),
  };
  const refused = await evalFiles({ results });
  assert.equal(refused.code, 2);
  assert.equal(
    refused.stderr,
    `error: "${refused.file}" holds proposals: none of 5,000 predictions has a label\n` +
      "  = add --proposals to score them by average recall (AR@AN); mAP needs a label for each\n",
  );
  const { code, stdout } = await evalFiles({ results }, "--proposals");
  assert.equal(code, 0);
  assert.match(stdout, /^AR@AN +50.00 +50.00 +50.00 +50.00 +50.00$/m);
  const json = await evalFiles({ results }, "--proposals", "--json", "--tiou", "0.5");
  assert.deepEqual(JSON.parse(json.stdout).tiou, [0.5]);
});

Deno.test("eval says that a file has no predictions, and that names differ", async () => {
  assert.match((await evalFiles({ results: {} })).stderr, /^warning: ".*p.json" has no predictions$/m);
  const results = { v_a: [[2, 8, 0.9, "jump"]] };
  assert.match(
    (await evalFiles({ results })).stderr,
    /^warning: 1 prediction in 1 video .*: "v_a" is "a" there$/m,
  );
});

Deno.test("evalCommand() leaves out labels that are no classes", async () => {
  const annotations = ["dive", "Ambiguous"].map((label) => ({ label, segment: [0, 2] }));
  const files = () => ({
    gt: { database: { a: { subset: "test", annotations } } },
    predictions: JSON.stringify({ results: { a: [{ label: "dive", score: 1, segment: [0, 2] }] } }),
  });
  const scored = await run(files, { json: true });
  assert.equal(JSON.parse(scored.out[0]!).average, 50);
  assert.match(
    scored.err[0]!,
    /^warning: "Ambiguous" is scored as a class.+ with --ignore-label "Ambiguous"$/,
  );
  const { out, err } = await run(files, { json: true, ignoreLabels: ["Ambiguous"] });
  assert.equal(JSON.parse(out[0]!).average, 100);
  assert.equal(err[0], "ignored 1 annotation labelled Ambiguous in 1 video");
  await assert.rejects(run(files, { ignoreLabels: ["ambigous"] }), /is labelled "ambigous"/);
});

Deno.test("eval tells of times that were read in a unit that they are not in, and refuses what proposals have no use for", async () => {
  const seconds = { results: { a: [[2, 8, 0.9, 0], [10, 20, 0.8, 1]] } };
  const wrong = await evalFiles(seconds, "--labels", "LABELS", "--time", "fraction");
  assert.equal(wrong.code, 0);
  assert.match(
    wrong.stderr,
    /They were read as fractions of the video: leave out --time fraction where they are in seconds/,
  );
  const proposals = await evalFiles({ a: [[2, 8, 0.9]] }, "--proposals", "--protocol", "anet12");
  assert.equal(proposals.code, 2);
  assert.equal(
    proposals.stderr,
    "error: --protocol says how mAP is computed, and proposals have none\n  = leave out --protocol\n",
  );
});
