import assert from "node:assert/strict";
import { basename, dirname, join } from "node:path";
import { surveyFolder } from "../../../../pipeline/data/survey/survey.ts";
import { surveyText } from "../../../../pipeline/data/survey/survey_text.ts";
import { npyBytes } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

const VIDEOS = ["a", "b", "c", "d"];

/** What is found where some files [5, 8] lie, in a few words. */
async function found(...paths: string[]) {
  const root = temporaryFolder();
  const names = new Set([...VIDEOS, ...paths.map((path) => basename(path, ".npy"))]);
  const database = Object.fromEntries([...names].map((id, i) => {
    return [id, {
      subset: i < 3 ? "train" : "test",
      duration: 5,
      annotations: [{ label: "A", segment: [1, 2] }],
    }];
  }));
  Deno.writeTextFileSync(join(root, "gt.json"), JSON.stringify({ database }));
  for (const [i, path] of paths.entries()) {
    Deno.mkdirSync(join(root, dirname(path)), { recursive: true });
    Deno.writeFileSync(join(root, path), npyBytes(5 + i, 8, (cell) => Math.sin(cell)));
  }
  const survey = await surveyFolder(root);
  return {
    survey,
    sources: survey.sources.map(({ name, path, others = [] }) => [name, path, ...others]),
  };
}

Deno.test("surveyFolder() joins parts of a source, and its recipe has their places as a list", async () => {
  const { survey, sources } = await found("part1/a.npy", "part1/b.npy", "part2/c.npy", "part2/d.npy");
  assert.deepEqual(sources, [["features", "part1/{video}.npy", "part2/{video}.npy"]]);
  assert.deepEqual([...survey.sources[0]!.videos.keys()].sort(), VIDEOS);
  const frame = { name: "own", parent: "p.yaml", parentSources: [], root: ".", schema: "s.json" };
  assert.match(
    surveyText(survey, frame),
    /\n {6}path: \["part1\/\{video\}\.npy", "part2\/\{video\}\.npy"\]\n/,
  );
});

Deno.test("surveyFolder() joins parts that share a few videos, and reads those in the first", async () => {
  const parts = Array.from({ length: 10 }, (_, i) => `part${1 + i % 2}/v${i}.npy`);
  const { survey, sources } = await found(...parts, "part2/v0.npy");
  assert.deepEqual(sources, [["features", "part1/{video}.npy", "part2/{video}.npy"]]);
  assert.equal(survey.sources[0]!.lengths.get("v0"), 5);
  const { sources: apart } = await found(...parts, ...[0, 2, 4, 6].map((i) => `part2/v${i}.npy`));
  assert.ok(apart.every(([, , ...others]) => others.length === 0));
});

Deno.test("surveyFolder() joins the parts of each source, and no two sources", async () => {
  const { sources } = await found(
    ...["rgb", "flow"].flatMap((source) => VIDEOS.map((id, i) => `${source}/part${1 + (i >> 1)}/${id}.npy`)),
  );
  assert.deepEqual(sources.toSorted(), [
    ["flow", "flow/part1/{video}.npy", "flow/part2/{video}.npy"],
    ["rgb", "rgb/part1/{video}.npy", "rgb/part2/{video}.npy"],
  ]);
  const two = await found(...VIDEOS.flatMap((id) => [`rgb/${id}.npy`, `flow/${id}.npy`]));
  assert.deepEqual(two.sources.toSorted(), [["flow", "flow/{video}.npy"], ["rgb", "rgb/{video}.npy"]]);
});
