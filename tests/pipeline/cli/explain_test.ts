import assert from "node:assert/strict";
import type { SampledConvolution } from "../../../pipeline/graph/passes/sampled.ts";
import type { Explanation } from "../../../specs/explain/mod.ts";
import { readText } from "../../specs/recipes.ts";
import { lastLine, task } from "./process.ts";

const THUMOS = "recipes/cola_thumos.yaml";

/** The line of the first text of a file that starts so, counted from 1. */
function lineOf(file: string, start: string): number {
  return readText(file).split("\n").findIndex((line) => line.startsWith(start)) + 1;
}

/** What `--json` prints. */
interface Printed extends Explanation {
  readonly sampled: readonly SampledConvolution[];
}

async function explained(words: readonly string[]): Promise<Printed> {
  const { code, stdout, stderr } = await task(["explain", ...words, "--json"]);
  assert.equal(stderr, "");
  assert.equal(code, 0);
  return lastLine(stdout) as unknown as Printed;
}

Deno.test("explain shows parameters, their total and the tensors of the graph with their recipe lines", async () => {
  const { code, stdout } = await task(["explain", THUMOS]);
  assert.equal(code, 0);
  const row = (start: RegExp) => stdout.split("\n").find((line) => start.test(line)) ?? "";
  assert.match(
    row(/^ {2}embedding +x /),
    /conv1d +\[B, T, D=2048\] +12,584,960 +150,994,944,000 +recipes\/cola_thumos\.yaml:\d+$/,
  );
  assert.match(row(/^ {2}actionness +cas /), /conv1d +\[B, T, C=20\] +40,960 /);
  assert.match(row(/^ {2}total +50\.5 MB/), /50\.5 MB in float32 +12,625,920$/);
  assert.match(row(/losses\.refine_action\.info_nce\.near/), / recipes\/blocks\/info_nce\.yaml:13$/);
  assert.match(
    row(/^ {2}%\d+ +median/),
    new RegExp(` threshold +${THUMOS}:${lineOf(THUMOS, "  threshold:")}$`),
  );
  assert.match(row(/^ {2}by_actionness/), /33 values +0\.1 \.\.\. 0\.8999999999999998$/);
  assert.match(row(/^ {2}training\.log_every/), / default$/);
  assert.match(stdout, /^random streams\n {2}dropped_x\.dropout\n {2}kept\.bernoulli$/m);
});

Deno.test("explain --json holds the same, and every place of a signal", async () => {
  const set = ["--set", "embedding.x.kernel=5", "--set", "constants.hidden=64"];
  const { recipe, signals, parameters, losses, constants, settings } = await explained([
    "recipes/cola_anet12.yaml",
    ...set,
  ]);
  assert.deepEqual([recipe.name, recipe.file], ["cola_anet12", "recipes/cola_anet12.yaml"]);
  assert.ok(recipe.extends.includes(THUMOS));
  const signal = (name: string) => signals.find((each) => each.name === name)!;
  assert.deepEqual(signal("x").from, [`${THUMOS}:${lineOf(THUMOS, "  x:")}`, "--set"]);
  assert.equal(signal("x").parameters, 2048 * 5 * 64 + 64);
  assert.equal(signal("x").multiply_adds, 256 * 50 * 64 * 5 * 2048);
  assert.equal(signal("cas").kind, "depthwise_conv1d");
  assert.equal(parameters.total, parameters.tensors.reduce((sum, { count }) => sum + count, 0));
  assert.equal(parameters.bytes, 4 * parameters.total);
  assert.deepEqual(losses.map(({ name, weight }) => [name, weight]), [
    ["action", 1],
    ["refine_action", 0.005],
    ["refine_background", 0.005],
  ]);
  assert.deepEqual(constants.find(({ path }) => path === "hidden"), {
    path: "hidden",
    value: 64,
    from: "--set",
  });
  const setting = (path: string) => settings.find((each) => each.path === path);
  assert.equal(
    setting("training.steps")?.from,
    `recipes/cola_anet12.yaml:${lineOf("recipes/cola_anet12.yaml", "  steps:")}`,
  );
  assert.deepEqual(setting("training.checkpoint_every"), {
    path: "training.checkpoint_every",
    value: 500,
    from: "default",
  });
  assert.equal(setting("inference.proposals.by_cas.thresholds")?.text, "0:0.15:0.015");
});

Deno.test("explain shows epochs where the last that is stated says epochs, and from where", async () => {
  const lengths = async (...set: string[]) => {
    const { settings } = await explained([THUMOS, ...set.flatMap((each) => ["--set", each])]);
    return settings.filter(({ path }) => /^training.(steps|epochs)$/.test(path));
  };
  assert.deepEqual(await lengths("training.epochs=5"), [{
    path: "training.epochs",
    value: 5,
    from: "--set",
  }]);
  assert.deepEqual(await lengths("training.epochs=5", "training.steps=20"), [
    { path: "training.steps", value: 20, from: "--set" },
  ]);
});

Deno.test("explain shows what is sampled, and what that saves", async () => {
  const { stdout } = await task(["explain", THUMOS]);
  assert.match(
    stdout,
    /^sampled in training, where a repeated snippet is computed once\n.*\n {2}x +features +150,994,944,000 +12,582,912$/m,
  );
  const { sampled } = await explained([THUMOS]);
  assert.deepEqual(sampled, [{
    signal: "x",
    reads: "features",
    multiply_adds: 16 * 750 * 2048 * 3 * 2048,
    saved_per_repeat: 2048 * 3 * 2048,
  }]);
});

Deno.test("explain lists signals in the order of the sections", async () => {
  const { signals } = await explained([THUMOS]);
  const sections = [...new Set(signals.map(({ section }) => section))];
  assert.deepEqual(sections.slice(0, 5), ["input", "embedding", "actionness", "mining", "losses"]);
  const mining = signals.filter(({ section }) => section === "mining").map(({ name }) => name);
  assert.deepEqual(mining.slice(0, 3), ["threshold", "binary", "inner"]);
});

Deno.test("explain shows a mask and pairs where the recipe makes them", async () => {
  const inputs = async (...set: string[]) =>
    (await explained([THUMOS, ...set.flatMap((each) => ["--set", each])])).signals
      .filter(({ section, name }) => section === "input" && !name.startsWith("features"))
      .map(({ name, type }) => [name, type]);
  const always = [
    ["labels", "[B, C=20]"],
    ["positions", "[B, T]"],
    ["lengths", "[B]"],
    ["progress", "[]"],
    ["step", "[]"],
  ];
  assert.deepEqual(await inputs(), always);
  assert.deepEqual(
    await inputs("features.sampling.train=crop_pad", "training.batches={ kind: pairs, count: 1 }"),
    [...always, ["mask", "[B, T]"], ["pairs", "indices [P, S=2] of B"]],
  );
});

Deno.test("explain refuses a recipe as check does", async () => {
  const { code, stdout, stderr } = await task(["explain", THUMOS, "--set", "constants.r_hrad=3"]);
  assert.deepEqual([code, stdout], [2, ""]);
  assert.match(stderr, /did you mean "r_hard"\?\n$/);
});

Deno.test("explain RECIPE PATH prints the life of a value, --json has it as data", async () => {
  const words = [
    "explain",
    "recipes/demo.yaml",
    "losses.refine_action.weight",
    "--set",
    "constants.contrast=0.1",
  ];
  const { code, stdout, stderr } = await task(words);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(
    stdout,
    /^losses\.refine_action\.weight: 0\.1\n {2}recipes\/cola_thumos\.yaml:\d+ {2}contrast\n {4}constants\.contrast: 0\.1\n {6}recipes\/cola_thumos\.yaml:\d+ +0\.01\n {6}--set constants\.contrast=0\.1 {2}0\.1\n$/,
  );
  const [life] = lastLine((await task([...words, "--json"])).stdout) as unknown as { value: number }[];
  assert.equal(life!.value, 0.1);
});

Deno.test("explain names the flag of a constant beside the line that uses it", async () => {
  const { losses } = await explained(["recipes/demo.yaml", "--set", "constants.contrast=0.1"]);
  const from = losses.find(({ name }) => name === "refine_action")!.from;
  assert.match(from, /^recipes\/cola_thumos\.yaml:\d+ \(--set constants\.contrast=0\.1\)$/);
});
