/** What must hold of gradients and losses when snippets are contrasted (CoLA, section 3.4 of the paper). */
import assert from "node:assert/strict";
import { trainingProgram } from "../../../pipeline/graph/passes/mod.ts";
import { assertClose, type Leaves } from "./check.ts";
import { BATCH, COLA, compileCola, filled, passOf } from "./cola.ts";
import { engineTest } from "./engines.ts";
import { at, build, type Named, wave } from "./named.ts";

const { B, T, D, H, C, easy, hard } = COLA;
const CONTRAST_ONLY = ["losses.action.weight=0", "constants.contrast=1"];
const LISTS = ["hard_action", "hard_background", "easy_action", "easy_background"];

engineTest("the contrast sends no gradient to the classification head", (engine) => {
  const { gradients } = passOf(compileCola(CONTRAST_ONLY), engine);
  assert.deepEqual(Object.keys(gradients).sort(), ["x.bias", "x.weights"]);
  assert.ok(gradients["x.weights"]!.some((g) => g !== 0));
  assert.ok(passOf(compileCola(), engine).gradients["cas.weights"]!.some((g) => g !== 0));
});

engineTest("each refinement's gradient reaches its hard and easy snippets and no others", (engine) => {
  // One-hot features: row t of the weights is the embedding of snippet t, and its gradient that of the snippet.
  const oneHot = build({ B: 1, T, D: T }, (i) => i["T"] === i["D"] ? 1 : 0);
  const inputs = { features: oneHot, labels: { sizes: { B: 1, C }, values: [1, 0, 0, 0] } };
  const parameters: Leaves = {
    "x.weights": wave({ in: T, kernel: 1, out: H }, 31, 0.1, 2),
    "x.bias": filled({ out: H }, 0),
    "cas.weights": wave({ in: H, kernel: 1, out: C }, 32, -1, 1),
  };
  const sizes = [
    "features.sources.rgb.width=6",
    "features.sources.flow.width=6",
    "embedding.x.kernel=1",
    "constants.r_easy=4",
    "constants.keep=1",
    "constants.dropped=0",
    // Elements of 1 and 3 leave every boundary snippet in its region.
    "constants.m=1",
    "constants.M=3",
  ];
  const refinements = [
    ["refine_background", ["hard_action", "easy_action", "easy_background"]],
    ["refine_action", ["hard_background", "easy_background", "easy_action"]],
  ] as const;
  for (const [other, lists] of refinements) {
    const program = compileCola([...sizes, ...CONTRAST_ONLY, `losses.${other}.weight=0`]);
    const { gradients, signals } = passOf(program, engine, { inputs, parameters, wanted: LISTS });
    const reached = Array.from({ length: T }, (_, t) => t).filter((t) =>
      gradients["x.weights"]!.slice(t * H, (t + 1) * H).some((g) => g !== 0)
    );
    const mined = [...new Set(lists.flatMap((list) => signals[list]!))].sort((a, b) => a - b);
    assert.deepEqual(reached, mined);
    assert.ok(mined.length < T, "some snippet is left out");
    for (const list of lists) {
      assert.ok(signals[list]!.some((t) => lists.every((l) => l === list || !signals[l]!.includes(t))), list);
    }
  }
});

engineTest("the action loss passes dropout, the contrast goes around it", (engine) => {
  // Unit 0 is dropped everywhere, all others are kept.
  const dropout = build({ B, T, H }, ({ H }) => H === 0 ? 0 : 1);
  const masks = { "dropped_x.dropout": dropout, "kept.bernoulli": filled({ B, T }, 1) };
  const unit = (values: readonly number[], h: number) => values.filter((_, i) => i % H === h);
  const action = passOf(compileCola(["constants.contrast=0"]), engine, { masks }).gradients["x.weights"]!;
  assert.ok(unit(action, 0).every((g) => g === 0));
  assert.ok(unit(action, 1).some((g) => g !== 0));
  const contrast = passOf(compileCola(CONTRAST_ONLY), engine, { masks }).gradients["x.weights"]!;
  assert.ok(unit(contrast, 0).some((g) => g !== 0));
});

engineTest("what dropout keeps is divided by 0.3", (engine) => {
  const masks = { "dropped_x.dropout": filled({ B, T, H }, 1), "kept.bernoulli": filled({ B, T }, 1) };
  const { x, dropped_x } = passOf(compileCola(), engine, { masks, wanted: ["x", "dropped_x"] }).signals;
  assertClose(dropped_x!, x!.map((v) => v / 0.3), 1e-6, "dropped_x");
});

engineTest("the refinements are 2 ln(1 + k_easy) together where all snippets are alike", (engine) => {
  const parameters = {
    "x.weights": filled({ in: D, kernel: 3, out: H }, 0),
    "x.bias": wave({ out: H }, 33, 0.5, 1),
  };
  const { losses } = passOf(compileCola(), engine, { parameters });
  const sum = losses["refine_action"]! + losses["refine_background"]!;
  assertClose([sum], [2 * Math.log(1 + easy)], 1e-6, "sum");
});

engineTest(
  "the action loss has its uniform value where no class stands out, whatever the labels",
  (engine) => {
    const parameters = { "cas.weights": filled({ in: H, kernel: 1, out: C }, 0) };
    const { losses } = passOf(compileCola(), engine, { parameters });
    const uniform = -(Math.log(1 / C) + (C - 1) * Math.log(1 - 1 / C)) / C;
    assertClose([losses["action"]!], [uniform], 1e-6, "action");
  },
);

engineTest("permuting the videos of a batch permutes what is computed of them", (engine) => {
  const order = [2, 0, 1];
  const permute = (x: Named): Named => build(x.sizes, (i) => at(x, { ...i, B: order[i["B"]!]! }));
  const turn = (leaves: Leaves) =>
    Object.fromEntries(Object.entries(leaves).map(([k, x]) => [k, permute(x)]));
  const masks = {
    "dropped_x.dropout": bits({ B, T, H }, 41),
    "kept.bernoulli": bits({ B, T }, 42),
  };
  const widths: Record<string, number> = {
    ...{ x: T * H, cas: T * C, video: C, actionness: T },
    ...{ hard_action: hard, hard_background: hard, easy_action: easy, easy_background: easy },
  };
  const wanted = Object.keys(widths);
  const program = compileCola();
  const straight = passOf(program, engine, { masks, wanted });
  const turned = passOf(program, engine, { inputs: turn(BATCH), masks: turn(masks), wanted });
  for (const [name, width] of Object.entries(widths)) {
    const rows = order.flatMap((b) => straight.signals[name]!.slice(b * width, (b + 1) * width));
    assertClose(turned.signals[name]!, rows, name.includes("_") ? 0 : 1e-6, name);
  }
  assertClose(Object.values(turned.losses), Object.values(straight.losses), 1e-6, "losses");
  for (const [name, gradient] of Object.entries(straight.gradients)) {
    assertClose(turned.gradients[name]!, gradient, 1e-6, name);
  }
});

function bits(sizes: Named["sizes"], salt: number): Named {
  const { values } = wave(sizes, salt, 0, 1);
  return { sizes, values: values.map((v) => v < 0.5 ? 1 : 0) };
}

engineTest("a loss of weight 0 is computed only when it is asked for, and never trained", (engine) => {
  const program = compileCola(["constants.contrast=0"]);
  const plain = passOf(program, engine);
  assert.deepEqual(Object.keys(plain.losses), ["action"]);
  assert.equal(plain.total, plain.losses["action"]);
  const mining = trainingProgram(program).nodes.filter(({ op }) => op === "top_indices" || op === "erode");
  assert.deepEqual(mining, []);
  const asked = passOf(program, engine, { wanted: ["losses.refine_action"] });
  assert.deepEqual(Object.keys(asked.losses), ["action", "refine_action"]);
  assert.equal(asked.losses["refine_action"], asked.signals["losses.refine_action"]![0]);
  assert.ok(asked.losses["refine_action"]! > 0);
  assert.deepEqual([asked.total, asked.gradients], [plain.total, plain.gradients]);
});

engineTest("the total is the weighted sum of the terms", (engine) => {
  const { total, losses } = passOf(compileCola(["constants.contrast=0.25"]), engine);
  const { action, refine_action, refine_background } = losses as Record<string, number>;
  assertClose([total], [action! + 0.25 * (refine_action! + refine_background!)], 1e-6, "total");
});
