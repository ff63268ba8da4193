import assert from "node:assert/strict";
import { cpSync, existsSync } from "node:fs";
import { join } from "node:path";
import { compileFile } from "../../../pipeline/cli/load.ts";
import { openDataset } from "../../../pipeline/data/open_dataset.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { readTextSync } from "../../../pipeline/files/reading.ts";
import { createModel } from "../../../pipeline/graph/model.ts";
import { loadCheckpoint } from "../../../pipeline/runs/checkpoint/checkpoint.ts";
import { readKept } from "../../../pipeline/runs/checkpoint/file.ts";
import { evaluateTestSplit, lineOf } from "../../../pipeline/runs/test_split.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish, lastLine } from "./process.ts";
import { recipe, start } from "./small_run.ts";
import { grid, sweep, type SweptRun } from "./small_sweep.ts";

/** Settings as `settings.json` and `--json` have them. */
interface Settings {
  readonly kind: string;
  readonly scored: { readonly split: string; readonly videos: number; readonly names: string[] };
  readonly warnings: string[];
  readonly runs: readonly (SweptRun & { readonly classification_map: number; readonly accuracy: number })[];
}

const engine = await openEngine();

/** Finished runs of the same recipe, by seed and overrides. */
const trained = new Map<string, string>();

/** A finished run. */
async function trainedRun(seed = 0, set: readonly string[] = []): Promise<string> {
  const key = `${seed} ${set}`;
  const known = trained.get(key);
  if (known !== undefined) return known;
  const folder = join(temporaryFolder(), `run${trained.size}-s${seed}`);
  const words = [
    recipe("test_settings"),
    ...["--save-maps", "--folder", folder, "--seed", String(seed)],
    ...set.flatMap((each) => ["--set", each]),
  ];
  const { code, stderr } = await finish(start(words));
  assert.equal(code, 0, stderr);
  assert.match(stderr, /^maps +\S+maps\.safetensors: .*cas.* of 6 test videos, [\d.]+ kB$/m);
  trained.set(key, folder);
  return folder;
}

/** The numbers of an evaluation of a run's model with some overrides, from its features on. */
async function evaluated(run: string, set: readonly string[]) {
  const checkpoint = await readKept(run);
  const { program } = await compileFile(join(run, "recipe.yaml"), { set, read: readTextSync });
  const model = createModel(program, engine);
  try {
    await loadCheckpoint(checkpoint, model);
    const result = await evaluateTestSplit(model, await openDataset(program.recipe));
    const { average, map, classification_map, accuracy } = lineOf(checkpoint.step, result);
    return { average, map, classification_map, accuracy };
  } finally {
    model.dispose();
  }
}

/** What `--json` prints, after a sweep that ended well. */
async function settingsOf(words: readonly string[]): Promise<Settings> {
  const { code, stdout, stderr } = await sweep([...words, "--only", "inference", "--json"]);
  assert.equal(code, 0, stderr);
  return lastLine(stdout) as unknown as Settings;
}

Deno.test("sweep --only inference scores every setting to the bit as an evaluation of its own does", async () => {
  const run = await trainedRun();
  const out = join(temporaryFolder(), "out");
  const lines = [
    ["inference.suppress.overlap=0.3", "inference.suppress.overlap=0.7"],
    ["inference.classes.threshold=0.05", "inference.classes.threshold=0.3"],
    [
      "inference.proposals.by_actionness.group_on=actionness",
      "inference.proposals.by_actionness.group_on=cas",
    ],
    ["evaluation.protocol=thumos14_seconds", "evaluation.protocol=anet12"],
  ];
  const sets = lines.map(([first, second]) => `${first},${second!.slice(second!.indexOf("=") + 1)}`);
  const { kind, scored, warnings, runs } = await settingsOf([
    run,
    ...sets.flatMap((each) => ["--set", each]),
    "--out",
    out,
  ]);
  assert.deepEqual([kind, scored.split, scored.videos, runs.length], ["walt.settings", "test", 6, 16]);
  assert.ok(warnings.some((each) => /test videos/.test(each)));
  assert.match(warnings.at(-1)!, /several protocols/);
  for (const { variant, average, map, classification_map, accuracy, state, seed } of runs) {
    const single = await evaluated(run, variant.split(", "));
    assert.deepEqual(
      { average, map, classification_map, accuracy, state, seed },
      { ...single, state: "done", seed: 0 },
      variant,
    );
  }
  const averages = runs.map(({ average }) => average!);
  assert.deepEqual(averages, averages.toSorted((a, b) => b - a));
  assert.ok(new Set(averages).size > 4);
  const written = JSON.parse(Deno.readTextFileSync(join(out, "settings.json"))) as Settings;
  assert.deepEqual(written.runs.map(({ average }) => average), averages);
});

Deno.test("sweep --only inference takes the maps that a run has saved, and no others", async () => {
  const [run, other] = [await trainedRun(), await trainedRun(1)];
  const folder = join(temporaryFolder(), "run");
  cpSync(run, folder, { recursive: true });
  const words = [folder, "--set", "inference.suppress.overlap=0.3,0.6", "--only", "inference"];
  const scores = async () => {
    const { code, stdout, stderr } = await sweep(words);
    assert.equal(code, 0, stderr);
    return { stdout, maps: /^maps +.*$/m.exec(stderr)?.[0] };
  };
  const saved = await scores();
  assert.match(saved.maps!, /has saved those of 6 test videos/);
  const header = (of: string) => JSON.parse(Deno.readTextFileSync(join(of, "maps.json")));
  const write = (of: object) => Deno.writeTextFileSync(join(folder, "maps.json"), JSON.stringify(of));

  write({ ...header(run), checkpoint_sha256: header(other).checkpoint_sha256 });
  const ofOthers = await scores();
  assert.match(ofOthers.maps!, /are of other weights: they are computed$/);
  assert.equal(ofOthers.stdout, saved.stdout);
  Deno.removeSync(join(folder, "maps.json"));
  assert.deepEqual(await scores(), { stdout: saved.stdout, maps: undefined });

  Deno.copyFileSync(join(other, "maps.safetensors"), join(folder, "maps.safetensors"));
  write({ ...header(other), checkpoint_sha256: header(run).checkpoint_sha256 });
  assert.notEqual((await scores()).stdout, saved.stdout, "the maps are those of the file");
  write(header(run));
  const damaged = await sweep(words);
  assert.equal(damaged.code, 2);
  assert.match(damaged.stderr, /maps\.safetensors" was changed since it was written.*\n.*remove maps\.json/);
});

Deno.test("sweep --only inference has a row for each setting, the mean over the runs", async () => {
  const runs = [await trainedRun(), await trainedRun(1)];
  const path = grid(`version: 1
metric: 0.5
variants:
  few: { set: inference.classes.threshold=0.5 }
  many: { set: inference.classes.threshold=0.01 }
`);
  const { code, stdout, stderr } = await sweep([...runs, "--only", "inference", "--grid", path]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^variant +runs .* mAP@0\.5$/m);
  assert.match(stdout, /^few +2 .* \+- /m);
  assert.match(stdout, /^many +2 .* \+- /m);
  assert.match(stderr, /^settings 2 settings of 2 runs$/m);
  const other = await trainedRun(0, ["training.steps=6"]);
  const apart = await settingsOf([...runs, other, "--set", "inference.classes.threshold=0.5,0.01"]);
  assert.deepEqual(
    new Set(apart.runs.map(({ variant, seed }) => `${seed} ${variant}`)),
    new Set([
      ..."01".split("").flatMap((seed) =>
        [0.5, 0.01].map((value) => `${seed} run0, inference.classes.threshold=${value}`)
      ),
      ...[0.5, 0.01].map((value) => `0 run2, inference.classes.threshold=${value}`),
    ]),
  );
});

Deno.test("sweep --only inference --validate-on scores training videos that the seed draws", async () => {
  const run = await trainedRun();
  const words = [run, "--set", "inference.classes.threshold=0.05,0.3", "--validate-on", "0.5"];
  const [first, again, other] = [
    await settingsOf(words),
    await settingsOf([...words, "--seed", "0"]),
    await settingsOf([...words, "--seed", "1"]),
  ];
  assert.deepEqual(again, first);
  assert.deepEqual([first.scored.split, first.scored.videos], ["train", 6]);
  assert.ok(first.scored.names.every((name) => name.startsWith("train_")));
  assert.notDeepEqual(other.scored.names, first.scored.names);
  assert.match(first.warnings.at(-1)!, /^The model was trained on the labels of these videos/);
});

Deno.test("sweep --only inference refuses the mistakes of all settings together, where they were written", async () => {
  const run = await trainedRun();
  const out = join(temporaryFolder(), "out");
  const { code, stdout, stderr } = await sweep([
    run,
    "--only",
    "inference",
    "--set",
    "inference.suppress.overlap=0.3,2",
    "--set",
    "training.steps=12,24",
    "--set",
    "inference.classes.from=videos",
    "--out",
    out,
  ]);
  assert.deepEqual([code, stdout, existsSync(out)], [2, "", false], stderr);
  assert.match(stderr, /^error: inference\.suppress\.overlap must be/m);
  assert.match(stderr, /^error: Unknown signal "videos" at inference\.classes\.from/m);
  const steps =
    "training\\.steps was 12, now it is 24: without training only inference and evaluation can be others";
  assert.match(stderr, new RegExp(`^error: ${steps}`, "m"));
  assert.match(stderr, / --> --set:1:19$/m);
  assert.equal(stderr.match(/^error: /gm)?.length, 3);
});

Deno.test("sweep --only inference refuses what is no finished run, and options that it does not have", async () => {
  const path = recipe("test_none");
  const refused = async (words: readonly string[], message: RegExp) => {
    const { code, stderr } = await sweep(words);
    assert.deepEqual([code, message.test(stderr)], [2, true], stderr);
  };
  const only = ["--only", "inference"];
  const run = await trainedRun();
  await refused(only, /^error: No run given$/m);
  await refused([run, run, ...only], /is named twice$/m);
  await refused([path, ...only], /is no run folder/);
  await refused([path, ...only, "--seeds", "0:1"], /cannot be used with option '--seeds/);
  await refused([path, "--validate-on", "0.2"], /--validate-on is for settings of finished runs/);
  await refused([path, ...only, "--seed", "2"], /--seed draws the videos of --validate-on/);
});
