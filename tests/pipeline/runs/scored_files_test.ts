import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../../pipeline/evaluation/evaluation.ts";
import type { Annotation } from "../../../pipeline/annotations/annotated_video.ts";
import type { GroundTruth } from "../../../pipeline/annotations/ground_truth.ts";
import { writeScored } from "../../../pipeline/runs/scored_files.ts";
import { readTruth } from "../../../pipeline/runs/scored_truth.ts";
import { evaluateFile } from "../../../pipeline/cli/eval.ts";
import type { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { findProtocol } from "../../../specs/kinds/protocols/mod.ts";
import type { Program } from "../../../specs/program.ts";
import { temporaryFolder } from "../../temporary.ts";

const at = (index: number, label: string, start: number, end: number): Annotation => ({
  index,
  label,
  start,
  end,
});

const TRUTH: GroundTruth = {
  subset: "held out",
  videos: new Map([
    ["b", [at(0, "jump", 0.1, 0.30000000000000004), at(2, "dive", 1, 2), at(3, "Ambiguous", 4, 5)]],
    ["a 1", []],
  ]),
  classes: ["Ambiguous", "dive", "jump"],
  labels: ["Ambiguous", "dive", "jump"],
  ambiguous: new Map([["a 1", [{ start: 2.5, end: 3 }, { start: 7, end: 7 }]]]),
};

const VIDEO = { split: "test", labels: [], length: 1, fps: 1, stride: 1, segments: [] } as const;

/** Writes the ground truth of a run under a protocol, and reads it again. */
async function written(kind: string, groundTruth?: GroundTruth) {
  const folder = temporaryFolder();
  const program = { recipe: { evaluation: { protocol: findProtocol(kind) } } } as unknown as Program;
  const test = [{ ...VIDEO, id: "b", duration: 9.5 }, { ...VIDEO, id: "a 1" }];
  await writeScored(folder, { program, dataset: { groundTruth, test } }, []);
  return { folder, read: await readTruth(folder) };
}

const DETECTIONS = [
  { video: "b", label: "dive", score: 0.9, start: 1, end: 2 },
  { video: "b", label: "jump", score: 0.8, start: 4, end: 5 },
  { video: "a 1", label: "jump", score: 0.7, start: 2.6, end: 3 },
];

for (const kind of ["anet12", "thumos14_toolkit"]) {
  Deno.test(`what a run was scored against is read as it was, under ${kind}`, async () => {
    const { read } = await written(kind, TRUTH);
    const protocol = findProtocol(kind);
    const [before, after] = [TRUTH, read!].map((truth) => evaluate(truth, DETECTIONS, protocol));
    assert.deepEqual(after!.map, before!.map);
    assert.deepEqual(after!.counts.classes, before!.counts.classes);
    assert.equal(after!.counts.leftOut, before!.counts.leftOut);
    assert.equal(read!.subset, "held out");
  });
}

Deno.test("the ground truth of a run states lengths that are known, and has a list of intervals where they count", async () => {
  const { folder } = await written("thumos14_toolkit", TRUTH);
  const { database } = JSON.parse(Deno.readTextFileSync(join(folder, "ground_truth.json")));
  assert.deepEqual([database.b.duration, "duration" in database["a 1"]], [9.5, false]);
  assert.deepEqual(database.b.annotations.map(({ label }: { label: string }) => label), ["jump", "dive"]);
  assert.equal(Deno.readTextFileSync(join(folder, "ambiguous.txt")), "a 1 2.5 3\nb 4 5\n");
  assert.ok(existsSync(join(folder, "predictions.json")));
});

Deno.test("eval scores the files of a run as the run did, also where it predicts a class that no scored video has", async () => {
  const folder = temporaryFolder();
  const protocol = findProtocol("anet12");
  const program = { recipe: { evaluation: { protocol } } } as unknown as Program;
  const predicted = ["climb", "spin"].map((label) => ({ ...DETECTIONS[0]!, label }));
  const detections = [...DETECTIONS, ...predicted];
  const groundTruth = { ...TRUTH, labels: [...TRUTH.labels, "climb"] };
  const test = ["a 1", "b"].map((id) => ({ ...VIDEO, id }));
  await writeScored(folder, { program, dataset: { groundTruth, test } }, detections);
  const [file, subset] = [join(folder, "ground_truth.json"), "held out"];
  const options = { groundTruth: file, subset, protocol: "anet12" };
  const { evaluation } = await evaluateFile(join(folder, "predictions.json"), options);
  const inRun = evaluate(groundTruth, detections, protocol);
  assert.deepEqual(evaluation.map, inRun.map);
  assert.deepEqual(evaluation.warnings, inRun.warnings);
  assert.match(inRun.warnings[0]!, /^2 predictions of classes without an instance/);

  const { database } = JSON.parse(Deno.readTextFileSync(file));
  Deno.writeTextFileSync(file, JSON.stringify({ database }));
  const hint = /one of: .*dive.*; if it is a class without annotations, add --labels FILE/;
  await assert.rejects(
    evaluateFile(join(folder, "predictions.json"), options),
    (error: UserError) => hint.test(error.diagnostics[0]!.hint!),
  );
});

Deno.test("where nothing is scored, a run writes no ground truth", async () => {
  const { folder, read } = await written("anet12");
  assert.equal(read, undefined);
  assert.deepEqual([...Deno.readDirSync(folder)].map(({ name }) => name), ["predictions.json"]);
});
