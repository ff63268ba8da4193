import assert from "node:assert/strict";
import { join } from "node:path";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { openEngine } from "../../../pipeline/engines/open.ts";
import { type Compared, compareFixture } from "../../../pipeline/parity/mod.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { cpuTest, engineTest } from "../contract/engines.ts";
import { accumulatedFixture, MAPPING, methodFixture, RECIPE } from "./method_fixture.ts";

type Fixture = ReturnType<typeof methodFixture>;

/** Compares the made-up method after a change of its numbers, or of the mapping. */
function compare(engine: Engine, change: (file: Fixture) => void, mapping = MAPPING): Promise<Compared> {
  const file = methodFixture();
  change(file);
  return compareFile(engine, file, mapping);
}

function compareFile(engine: Engine, file: unknown, mapping: string): Promise<Compared> {
  const folder = temporaryFolder();
  Deno.mkdirSync(join(folder, "recipe"));
  const base = join(ROOT, "recipes", "base");
  Deno.writeTextFileSync(join(folder, "recipe", "linear.yaml"), RECIPE.replace("BASE", base));
  Deno.writeTextFileSync(join(folder, "linear.yaml"), mapping);
  Deno.writeTextFileSync(join(folder, "linear.s0.json"), JSON.stringify(file));
  return compareFixture(join(folder, "linear.s0.json"), engine, folder);
}

const failed = ({ quantities }: Compared) =>
  quantities.filter(({ passed }) => !passed).map(({ name }) => name);

engineTest("a whole method is compared in steps, later steps and maps", async (engine) => {
  const compared = await compare(engine, () => {});
  assert.deepEqual(failed(compared), []);
  assert.deepEqual(compared.left, ["unnamed"]);
  const parameters = ["cls.weight[-1:]", "cls.bias[-1:]", "cls.weight[0:-1]", "cls.bias[0:-1]"];
  const of = (prefix: string) => parameters.map((name) => `${prefix}.${name}`);
  assert.deepEqual(compared.quantities.map(({ name }) => name), [
    "index.order_index",
    "region.above_mask",
    "background",
    "mean_background",
    ...of("grads"),
    ...["action", "weighted.action", "background", "weighted.background", "total"].map((key) =>
      `loss.${key}`
    ),
    ...of("params_after.1"),
    ...of("params_after.3"),
    "inference.video_scores",
    "inference.class_map",
    "inference.part.background",
    "inference.classes",
  ]);
});

cpuTest("a whole method fails at the number that differs, and nowhere else", async (engine) => {
  const cases: [string[], (file: Fixture) => void][] = [
    [["loss.action"], ({ later_steps }) => later_steps[1]!.losses.loss.unweighted.action *= 1 + 2e-5],
    [["loss.weighted.background"], ({ losses }) => losses.loss.weighted.background *= 1 - 2e-5],
    [["loss.total"], ({ later_steps }) => later_steps[0]!.losses.loss.total *= 1 + 2e-5],
    [["index.order_index"], ({ signals }) => signals.order_index.data.reverse()],
    [["region.above_mask"], ({ signals }) => signals.above_mask.bits = flipped(signals.above_mask.bits)],
    [["background"], ({ signals }) => signals.background!.data[2]! += 1e-4],
    [["mean_background"], ({ signals }) => signals.mean_background! += 1e-5],
    [["grads.cls.weight[-1:]"], ({ grads }) => grads["cls.weight"].data[8]! += 1e-4],
    [["grads.cls.bias[0:-1]"], ({ grads }) => grads["cls.bias"].data[1]! += 1e-4],
    [["params_after.1.cls.weight[0:-1]"], (file) => file.params_after["1"]["cls.weight"].data[0]! += 2e-4],
    [["params_after.3.cls.weight[-1:]"], (file) => file.params_after["3"]["cls.weight"].data[8]! += 4e-4],
    [["inference.class_map"], ({ inference }) => inference.videos[1]!.class_map.data[0]! += 1e-4],
    [["inference.part.background"], ({ inference }) => inference.videos[1]!.part.background.data[1]! += 1e-4],
    [["inference.classes"], ({ inference }) => inference.videos[0]!.classes.push(7)],
  ];
  for (const [names, change] of cases) assert.deepEqual(failed(await compare(engine, change)), names);
});

engineTest("a method that accumulates is compared video by video and as a whole", async (engine) => {
  const mapping = MAPPING.replace(
    "train_step:",
    '  training.accumulate: "{ passes: {{B}}, reduce: mean }"\ntrain_step:\n  passes: lengths',
  )
    .replace(", overall: mean_background", "").replace(/\n {2}regions:.*/, "");
  const file = accumulatedFixture();
  const compared = await compareFile(engine, file, mapping);
  assert.deepEqual(failed(compared), []);
  assert.deepEqual(compared.left, []);
  const names = compared.quantities.map(({ name }) => name);
  for (
    const name of [
      "background",
      "index.order_index",
      "video.loss.action",
      "loss.total",
      "grads.cls.bias[-1:]",
    ]
  ) {
    assert.ok(names.includes(name), name);
  }
  const summed = await compareFile(engine, file, mapping.replace("reduce: mean", "reduce: sum"));
  assert.ok(failed(summed).includes("loss.total") && failed(summed).includes("grads.cls.weight[0:-1]"));
  const first = { ...file, grads_first_video: file.grads };
  assert.ok(failed(await compareFile(engine, first, mapping)).includes("grads_first_video.cls.bias[-1:]"));
  const video = file.later_steps[1]!.losses.loss.videos[1]!;
  video.unweighted.action *= 1 + 2e-5;
  assert.deepEqual(failed(await compareFile(engine, file, mapping)), ["video.loss.action"]);
});

const flipped = (bits: string) => bits.replace(/^./, (bit) => bit === "1" ? "0" : "1");

cpuTest("a whole method computes with the file's draws, and reads a mask as 0 and 1", async (engine) => {
  const other = await compare(engine, ({ random }) => random.lambda!.data[0]! += 0.1);
  assert.ok(failed(other).includes("loss.action") && !failed(other).includes("background"));
  const masked = await compare(engine, (file) => {
    Object.assign(file, { random: { lambda: { shape: [2, 3], bits: "000000", scale: 2 } }, later_steps: [] });
    file.losses.loss = {
      unweighted: { action: 0, background: 0 },
      weighted: { action: 0, background: 0 },
      total: 0,
      videos: [],
    };
  });
  assert.deepEqual(failed(masked).filter((name) => name.startsWith("loss")), []);
});

cpuTest("a whole method compares nothing with null", async (engine) => {
  const { quantities } = await compare(engine, ({ signals, random }) => {
    signals.background = null;
    random.lambda = null;
  });
  const names = quantities.map(({ name }) => name);
  assert.ok(!names.includes("background") && names.includes("mean_background"));
});

cpuTest("a parameter that the mapping calls null is left alone", async (engine) => {
  const { quantities } = await compare(engine, () => {}, MAPPING.replace(/(head\.bias:).*/, "$1 null"));
  const names = quantities.map(({ name }) => name);
  assert.ok(!names.includes("grads.cls.bias[-1:]") && names.includes("grads.cls.weight[-1:]"));
});

Deno.test("a whole method that lacks something, or whose mapping does, is refused with its name", async () => {
  const engine = await openEngine("cpu");
  const refusal = async (change: (file: Fixture) => void, mapping = MAPPING): Promise<string> => {
    const thrown = () => assert.fail("nothing was refused");
    const error = await compare(engine, change, mapping).then(thrown, (error) => error);
    assert.ok(error instanceof UserError, String(error));
    return error.diagnostics[0]!.message.replace(/in ".*\//, 'in "');
  };
  const without = (file: Fixture) => delete (file.signals as Partial<Fixture["signals"]>).background;
  assert.equal(await refusal(without), 'Missing "background" in "linear.s0.json"');
  assert.equal(
    await refusal(() => {}, MAPPING.replace(/\n +head\.bias:.*/, "")),
    'The mapping has no entry for parameter "head.bias" in "linear.s0.json"',
  );
  assert.equal(
    await refusal((file) => file.method = "other"),
    'Unknown fixture format "walt-fixture/1 other" in "linear.s0.json"',
  );
});
