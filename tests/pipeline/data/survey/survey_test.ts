import assert from "node:assert/strict";
import { join } from "node:path";
import { EXCHANGE_TARGETS } from "../../../../pipeline/annotations/exchange/targets.ts";
import { tidySegments } from "../../../../pipeline/annotations/exchange/tidy.ts";
import { surveyFolder } from "../../../../pipeline/data/survey/survey.ts";
import { npyBytes } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

/** The classes that are found where two videos have a label each. */
async function classesOf(first: string, second: string): Promise<readonly string[]> {
  const root = temporaryFolder();
  const database = Object.fromEntries([first, second].map((label, i) => {
    return [`v${i}`, { subset: ["train", "test"][i], annotations: [{ label, segment: [1, 2] }] }];
  }));
  Deno.writeTextFileSync(join(root, "gt.json"), JSON.stringify({ database }));
  for (const i of [0, 1]) Deno.writeFileSync(join(root, `v${i}.npy`), npyBytes(5 + i, 8, Math.sin));
  return (await surveyFolder(root)).classes;
}

Deno.test("surveyFolder() takes the Unicode forms of a label for one class", async () => {
  const [composed, decomposed] = ["caf\u00e9", "cafe\u0301"];
  assert.deepEqual(await classesOf(composed, decomposed), [composed]);
  assert.deepEqual(await classesOf(decomposed, decomposed), [decomposed], "as the file has it");
  assert.deepEqual(await classesOf(decomposed, "A"), ["A", decomposed]);
});

Deno.test("surveyFolder() looks in every folder of an earlier split where newer lists mix their videos", async () => {
  const root = temporaryFolder();
  const videos = Array.from({ length: 6 }, (_, i) => `v${i}`);
  const database = Object.fromEntries(
    videos.map((id, i) => [id, { annotations: [{ label: "AB"[i % 2], segment: [1, 2] }] }]),
  );
  Deno.writeTextFileSync(join(root, "gt.json"), JSON.stringify(database));
  for (const [i, id] of videos.entries()) {
    const folder = join(root, "features", i < 4 ? "train" : "test", "rgb");
    Deno.mkdirSync(folder, { recursive: true });
    Deno.writeFileSync(join(folder, `${id}.npy`), npyBytes(5 + i, 8, Math.sin));
  }
  const found = async (train: readonly string[], test: readonly string[]) => {
    Deno.writeTextFileSync(join(root, "split_train.txt"), train.join("\n"));
    Deno.writeTextFileSync(join(root, "split_test.txt"), test.join("\n"));
    const { sources: [source], missing } = await surveyFolder(root);
    assert.deepEqual(missing, []);
    return [source!.path, ...source!.others ?? []];
  };
  assert.deepEqual(await found(videos.slice(0, 4), videos.slice(4)), ["features/{split}/rgb/{video}.npy"]);
  assert.deepEqual(await found(["v0", "v2", "v4"], ["v1", "v3", "v5"]), [
    "features/test/rgb/{video}.npy",
    "features/train/rgb/{video}.npy",
  ]);
  assert.deepEqual(await found(["v0", "v1"], ["v2", "v3"]), ["features/{split}/rgb/{video}.npy"]);
});

Deno.test("surveyFolder() finds what programs for coding behaviour write, one file of all videos or a folder of files", async () => {
  const ids = ["v0", "v1"];
  const coded = ids.map((video, i) => ({ video, label: "AB"[i]!, start: 0.1, end: 0.2, score: 1 }));
  const context = { title: "coded", perSecond: 1000, labels: ["A", "B"], date: new Date(2026, 0, 1) };
  const { videos } = tidySegments(coded, ids, { perSecond: 1000, mergeGap: 0, minDuration: 0 });
  for (const [target, name] of [["boris", "coded.boris"], ["elan", "coded"], ["datavyu", "coded"]] as const) {
    const root = temporaryFolder();
    const { ending, ofOneVideo, content } = EXCHANGE_TARGETS[target];
    const all = ids.map((id) => ({ id, media: id, segments: videos.get(id)! }));
    if (ofOneVideo) Deno.mkdirSync(join(root, name));
    for (const own of ofOneVideo ? all.map((each) => [each]) : [all]) {
      const path = join(root, ofOneVideo ? `${name}/${own[0]!.id}${ending}` : name);
      const written = content(own, context);
      Deno.writeFileSync(path, typeof written === "string" ? new TextEncoder().encode(written) : written);
    }
    for (const [i, id] of ids.entries()) {
      Deno.writeFileSync(join(root, `${id}.npy`), npyBytes(5 + i, 8, Math.sin));
    }
    const { annotations, classes, passedOver } = await surveyFolder(root);
    assert.deepEqual([annotations?.name, classes, passedOver], [name, ["A", "B"], []], target);
    if (!ofOneVideo) continue;
    for (const id of ids) Deno.renameSync(join(root, name, `${id}${ending}`), join(root, `${id}${ending}`));
    const beside = await surveyFolder(root);
    assert.equal(beside.annotations, undefined);
    assert.match(beside.passedOver.join(), /^2 files of annotations: a recipe names a folder/);
  }
});
