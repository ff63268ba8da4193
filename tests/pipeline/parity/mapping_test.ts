import assert from "node:assert/strict";
import { basename, join } from "node:path";
import { readTextSync } from "../../../pipeline/files/reading.ts";
import { chosen, findMapping, firstStep, resolveVariant } from "../../../pipeline/parity/mapping.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const FOLDER = join(ROOT, "tests", "parity");
const MAPPING = findMapping("cola-oracle/1", FOLDER);

const refusal = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    assert.ok(error instanceof UserError);
    const [{ message, hint } = assert.fail()] = error.diagnostics;
    return `${message} (${hint})`;
  }
  return assert.fail("nothing was refused");
};

Deno.test("findMapping() reads the YAML files of a folder and nothing else in it", () => {
  const folder = temporaryFolder();
  const text = Deno.readTextFileSync(join(FOLDER, "cola.yaml"));
  Deno.writeTextFileSync(join(folder, "README.md"), "format: [not a mapping");
  Deno.writeTextFileSync(join(folder, "a.yaml"), text.replace("format: cola-oracle/1", "format: other/1"));
  Deno.writeTextFileSync(join(folder, "b.yaml"), text);
  assert.equal(findMapping("cola-oracle/1", folder).file, join(folder, "b.yaml"));
  assert.equal(findMapping("other/1", folder).file, join(folder, "a.yaml"));
  assert.match(
    refusal(() => findMapping("third/1", folder)),
    /^Unknown fixture format "third\/1" \(known: (cola-oracle\/1, other\/1|other\/1, cola-oracle\/1)\)$/,
  );
});

Deno.test("resolveVariant() chooses the recipe by the configuration, with weights or without", () => {
  const resolve = (config: Record<string, unknown>, weights: boolean) => {
    const { recipe, overrides } = resolveVariant(MAPPING, config, { weights });
    return [recipe.slice(ROOT.length + 1), ...overrides];
  };
  assert.deepEqual(resolve({ head: "single", head_kernel: 3 }, true), [
    "recipes/cola_thumos.yaml",
    "actionness.cas.kernel=3",
  ]);
  assert.deepEqual(resolve({ head: "double", head_kernel: 3, drop_select: 0.25 }, true), [
    "recipes/cola_anet12.yaml",
    "constants.keep=0.75",
    "constants.head_kernel=3",
  ]);
  assert.deepEqual(resolve({ classes: 4, segments: 9, snico: "ha" }, false), [
    "recipes/cola_thumos.yaml",
    "data.classes={ file: classes.txt, count: 4 }",
    "features.sampling.length=9",
    "losses.refine_background.weight=0",
  ]);
  assert.equal(refusal(() => resolve({}, true)), "Missing config.head (known: single, double)");
  const unknown = 'Unknown value "triple" of config.head (known: single, double)';
  for (const weights of [true, false]) {
    assert.equal(refusal(() => resolve({ head: "triple" }, weights)), unknown);
  }
});

Deno.test("resolveVariant() takes any value where no variant before has it, but not none", () => {
  const [one] = MAPPING.variants;
  const variants = [
    { ...one!, recipe: "null.yaml", when: { size: null } },
    { ...one!, recipe: "any.yaml", when: { size: "any" } },
  ];
  const recipe = (config: Record<string, unknown>) =>
    basename(resolveVariant({ ...MAPPING, variants }, config, { weights: true }).recipe);
  assert.deepEqual([null, 3, "any"].map((size) => recipe({ size })), ["null.yaml", "any.yaml", "any.yaml"]);
  assert.equal(refusal(() => recipe({})), "Missing config.size (known: null, any)");
});

Deno.test("firstStep() is an expression over the configuration, and 1 where there is none", () => {
  const { train_step } = MAPPING;
  assert.equal(firstStep(train_step, {}), 1);
  assert.equal(firstStep({ ...train_step, first_step: "start + 1" }, { start: 41 }), 42);
});

Deno.test("chosen() knows the options' own names alone", () => {
  assert.equal(chosen({ a: 1 }, "k", { k: "a" }), 1);
  assert.equal(
    refusal(() => chosen({ a: 1 }, "k", { k: "toString" })),
    'Unknown value "toString" of config.k (known: a)',
  );
});

Deno.test("the mappings of whole methods say where epsilon is added, and how suppression and runs are meant", () => {
  const config = {
    ...{
      D_rgb: 2,
      D_flow: 2,
      fps: 25,
      snippet_frames: 16,
      C: 4,
      lr: 1e-3,
      beta1: 0.9,
      beta2: 0.99,
      eps: 1e-6,
    },
    ...{
      weight_decay: 0,
      min_len: 3,
      thresholds_strict: true,
      class_strict: true,
      "nms.thresh": 0.3,
      "nms.alpha": 0.7,
      "nms.kind": "SoftB",
    },
  };
  const recipeOf = (method: string, adam_eps: string) => {
    const mapping = findMapping("walt-fixture/1", FOLDER, method);
    const { recipe, overrides } = resolveVariant(mapping, { ...config, adam_eps }, { weights: true });
    return compileRecipe(recipe, { set: overrides, read: readTextSync }).recipe;
  };
  for (const method of ["um", "aicl", "asl", "basnet", "hamnet", "acmnet", "c3bn"]) {
    const epsilonOn = (adam_eps: string) => recipeOf(method, adam_eps).training.optimizer["epsilon_on"];
    assert.deepEqual(["after_correction", "before_correction"].map(epsilonOn), ["corrected", "uncorrected"]);
    assert.equal(
      refusal(() => epsilonOn("elsewhere")),
      'Unknown value "elsewhere" of config.adam_eps (known: after_correction, before_correction)',
    );
    const groups = Object.values(recipeOf(method, "after_correction").inference.proposals!);
    assert.deepEqual(new Set(groups.map(({ min_length }) => min_length)), new Set([3]));
  }
  const { inference } = recipeOf("aicl", "after_correction");
  for (const [method, group] of [["asl", "by_selection"], ["c3bn", "by_fused"]] as const) {
    const { suppress, proposals } = recipeOf(method, "after_correction").inference;
    assert.deepEqual([suppress, proposals![group]!["strict"]], [inference.suppress, true]);
  }
  assert.deepEqual(inference.suppress, {
    kind: "soft_nms_once",
    overlap: 0.3,
    sigma: 0.7,
    length: "plus_one",
  });
  assert.equal(inference.proposals!["by_selection"]!["strict"], true);
  for (const method of ["um", "basnet", "acmnet"]) {
    assert.equal(recipeOf(method, "after_correction").inference.classes!.strict, true);
  }
});

Deno.test("the mappings of methods with streams mean the same for each of them", () => {
  const inferenceOf = (method: string, more: Record<string, unknown>) => {
    const sizes = { C: 3, D: 4, D_rgb: 2, D_flow: 2, H: 4, B: 2, T: 9, fps: 10, snippet_frames: 16 };
    const adam = { lr: 1e-3, beta1: 0.9, beta2: 0.99, eps: 1e-6, weight_decay: 0 };
    const common = { class_thresh: 0.3, class_strict: true, min_len: 4, upscale: 2 };
    const mapping = findMapping("walt-fixture/1", FOLDER, method);
    const config = { ...sizes, ...adam, ...common, ...more };
    const { recipe, overrides } = resolveVariant(mapping, config, { weights: true });
    return compileRecipe(recipe, { set: overrides, read: readTextSync }).recipe.inference;
  };
  const kind = "own_length";
  const facnet = inferenceOf("facnet", {
    ...{ thresholds: [0.2, 0.4], thresholds_strict: false, map_scale_rgb: 0.5, map_scale_flow: 2 },
    ...{ outer_ratio: 0.5, outer_weight: 0.25, "nms.thresh": 0.4, "fuse_nms.thresh": 0.8 },
    ...{
      "nms.kind": kind,
      "fuse_nms.kind": kind,
      norm_eps: 0,
      class_fallback: "argmax",
      temperatures: [1, 4],
    },
  });
  for (const [stream, factor] of [["rgb", 0.5], ["flow", 2]] as const) {
    const { classes, proposals, suppress } = facnet.streams![stream]!;
    assert.deepEqual(classes, { from: `${stream}.video`, threshold: 0.3, strict: true, fallback: "best" });
    const { thresholds, strict, min_length, score_on } = proposals["by_map"]!;
    assert.deepEqual([thresholds, strict, min_length], [[0.2, 0.4], false, 4]);
    assert.deepEqual([score_on, suppress!["overlap"]], [{ [`${stream}.map`]: factor }, 0.4]);
  }
  assert.deepEqual([facnet.suppress["overlap"], facnet.upsample], [0.8, 2]);
  assert.deepEqual(facnet.score, { kind: "inner_outer", margin: 0.5, outer_weight: 0.25, video_weight: 0 });
  const stpn = inferenceOf("stpn", { signal_thresh: 0.2, nms_thresh: 0.7, nms_plus_one: true });
  for (const stream of ["rgb", "flow"]) {
    const { classes, proposals } = stpn.streams![stream]!;
    assert.deepEqual(classes, { from: `${stream}.scores`, threshold: 0.3, strict: true, fallback: "none" });
    const { thresholds, min_length } = proposals["by_signal"]!;
    assert.deepEqual([thresholds, min_length], [[0.2], 4]);
  }
  assert.deepEqual([stpn.suppress["overlap"], stpn.suppress["length"], stpn.upsample], [0.7, "plus_one", 2]);
});
