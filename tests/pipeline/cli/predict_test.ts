import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { npyBytes } from "../../npy.ts";
import { ROOT } from "../../shared.ts";
import { lastLine, task } from "./process.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("predict localizes videos without ground truth, and refuses features that do not fit", async () => {
  const folder = temporaryFolder();
  const recipe = join(folder, "test_predict.yaml");
  Deno.writeTextFileSync(
    recipe,
    `version: 1
name: test_predict
extends: ${join(ROOT, "recipes", "demo.yaml")}
data: { videos: { train: 12, test: 6 } }
training: { steps: 3, evaluate_every: null }
`,
  );
  for (const source of ["rgb", "flow"]) {
    Deno.mkdirSync(join(folder, "features", source), { recursive: true });
    Deno.writeFileSync(join(folder, "features", source, "mine.npy"), npyBytes(30, 24, (i) => Math.sin(i)));
  }
  const run = String(
    lastLine(
      (await task(["run", recipe, "--json", "--format", "srt", "--top", "1", "--per-class"])).stdout,
    )["run"],
  );
  try {
    const subtitles = [...Deno.readDirSync(join(ROOT, run, "segments"))];
    assert.equal(subtitles.length, 6);
    assert.ok(subtitles.every(({ name }) => name.endsWith(".srt")));
    const json = await task(["predict", run, join(folder, "features"), "--json"]);
    assert.equal(json.code, 0, json.stderr);
    const { results } = lastLine(json.stdout) as {
      results: Record<string, { segment: number[]; label: string; score: number }[]>;
    };
    assert.deepEqual(Object.keys(results), ["mine"]);
    assert.ok(results["mine"]!.length > 0);
    for (const { segment: [start, end], label } of results["mine"]!) {
      assert.ok(0 <= start! && start! < end! && end! <= 30 * 16 / 25 + 1e-9, `${start} ${end}`);
      assert.ok(["climb", "dive", "jump", "spin", "throw"].includes(label));
    }
    const text = await task(["predict", join(run, "checkpoint.json"), join(folder, "features")]);
    assert.match(text.stdout, new RegExp(`^mine: ${results["mine"]!.length} segments$`, "m"));
    const tensors = await task(["predict", join(run, "checkpoint-3.safetensors"), join(folder, "features")]);
    assert.equal(tensors.stdout, text.stdout);
    const others = await task(["predict", join(run, "checkpoint-2.safetensors"), join(folder, "features")]);
    assert.equal(others.code, 2);
    assert.match(others.stderr, /checkpoint\.json" describes "checkpoint-3\.safetensors", not "checkpoint-2/);
    const several = await task(["predict", run, run, join(folder, "features")]);
    assert.equal(several.code, 2);
    assert.ok(
      several.stderr.includes(
        `error: "${run}" is a run folder, not features\n  = name one run, then features`,
      ),
      several.stderr,
    );
    const above = await task(["predict", run, folder]);
    assert.equal(above.code, 2);
    assert.ok(above.stderr.endsWith(`\n  = did you mean "${join(folder, "features")}"?\n`), above.stderr);
    const bare = await task(["predict", basename(run), join(folder, "features")]);
    assert.equal(bare.code, 2);
    assert.match(bare.stderr, new RegExp(`did you mean "${run}"\\?`));
    for (const source of ["rgb", "flow"]) {
      Deno.writeFileSync(join(folder, "features", source, "flat.npy"), npyBytes(30, 24, () => 0));
    }
    const flat = await task(["predict", run, join(folder, "features"), "--json"]);
    const found = lastLine(flat.stdout)["results"] as Record<string, unknown[]>;
    assert.deepEqual(found["flat"], []);
    assert.deepEqual(found["mine"], results["mine"]);
    const one = join(folder, "features", "flow", "mine.npy");
    const list = join(folder, "list.txt");
    Deno.writeTextFileSync(list, "features/rgb/mine.npy\n");
    for (const path of [one, list]) assert.equal((await task(["predict", run, path])).stdout, text.stdout);
    const vtt = await task(["predict", run, one, "--format", "vtt", "--top", "2"]);
    assert.match(vtt.stdout, /^WEBVTT\n(\n\d\d:00:\d\d\.\d{3} --> \d\d:00:\d\d\.\d{3}\n\w+ [\d.]+\n){2}$/);
    const best = [...results["mine"]!].map(({ score }) => score).sort((a, b) => b - a);
    const csv = await task(["predict", run, one, "--format", "csv", "--min-score", String(best[1])]);
    assert.match(csv.stdout, /^video,start,end,label,score\n(mine,[\d.]+,[\d.]+,\w+,[-\d.e]+\n){2}$/);
    const both = await task(["predict", run, join(folder, "features"), "--format", "srt"]);
    assert.equal(both.code, 2);
    assert.match(
      both.stderr,
      /error: --format srt is of one video: there are 2\n {2}= name one, such as .*flat\.npy\n/,
    );
    const film = await task(["predict", run, join(folder, "clip.mp4")]);
    assert.equal(film.code, 2);
    assert.match(film.stderr, /clip\.mp4" is a film: walt reads features\n {2}= run the extractor of the/);
    Deno.writeFileSync(join(folder, "features", "rgb", "half.npy"), npyBytes(30, 24, () => 0));
    const half = await task(["predict", run, join(folder, "features")]);
    assert.equal(half.code, 2);
    assert.match(
      half.stderr,
      /error: Video "half" has no flow features: there is no file ".*half\.npy"\n {2}= the model reads rgb and flow of/,
    );
    Deno.removeSync(join(folder, "features", "rgb", "half.npy"));
    Deno.writeFileSync(one, npyBytes(30, 23, () => 0));
    const refused = await task(["predict", run, join(folder, "features")]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /mine\.npy" has shape \[30, 23\]: wanted \[snippets, 24\]/);
  } finally {
    Deno.removeSync(join(ROOT, run), { recursive: true });
  }
});
