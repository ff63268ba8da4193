import assert from "node:assert/strict";
import { portablePlanner } from "../../../../pipeline/engines/portable/sampled/plan.ts";
import { nodeOf } from "../../../../pipeline/graph/nodes.ts";
import { programFor } from "../../../../pipeline/graph/passes/mod.ts";
import {
  describeSampled,
  sampleConvolutions,
  sampledInputs,
} from "../../../../pipeline/graph/passes/sampled.ts";
import type { Program } from "../../../../specs/program.ts";
import { COLA, compileCola } from "../../contract/cola.ts";
import { compileTiny, SIZES } from "../../contract/recipe.ts";
import { frozen } from "./random_recipe.ts";

const average = (text: string) => `mean(mean(mean(${text}, D), T), B)`;

Deno.test("sampleConvolutions() reads every source and every plan once", () => {
  const block = { kind: "conv1d", filters: 3, kernel: 3 };
  const program = compileTiny({
    signals: {
      whole: { ...block, in: "features" },
      first: { ...block, in: "features.a" },
      second: { ...block, in: "features.b" },
      again: { ...block, in: "features.b" },
      wide: { ...block, in: "features.b", dilation: 2 },
    },
  });
  const { rows, index, plans } = sampledInputs(sampleConvolutions(program, portablePlanner));
  assert.deepEqual([...rows.values()], [
    { begin: 0, size: 10 },
    { begin: 0, size: 5 },
    { begin: 5, size: 5 },
  ]);
  assert.equal(index, "features.index");
  const kernels = plans.map(({ conv: { kernel, dilation } }) => [kernel, dilation]);
  assert.deepEqual(kernels, [[1, 1], [3, 1], [3, 2]]);
});

Deno.test("sampleConvolutions() leaves a program without such convolutions as it is", () => {
  const whole = compileTiny({
    signals: { smooth: { kind: "depthwise_conv1d", in: "features", kernel: 3 } },
    losses: { other: { expression: average("smooth") } },
  });
  const program = programFor(whole, ["losses.other"]);
  const passed = sampleConvolutions(program, portablePlanner);
  assert.deepEqual(passed, program);
  const none = { rows: new Map(), index: undefined, plans: [], varying: new Set() };
  assert.deepEqual(sampledInputs(passed), none);
});

Deno.test("sampleConvolutions() keeps signals, losses and parameters where they are", () => {
  const program = frozen(compileCola());
  const passed = sampleConvolutions(program, portablePlanner);
  const names = ({ signals, losses, logged, nodes }: Program) => [
    signals.map(({ name, type }) => [name, type]),
    losses.map(({ name, weight }) => [name, weight]),
    logged.map(({ name }) => name),
    nodes.flatMap(({ parameters }) => parameters),
  ];
  assert.deepEqual(names(passed), names(program));
  passed.nodes.forEach(({ id, inputs }, i) => {
    assert.equal(id, i);
    assert.ok(inputs.every((input) => input < i));
  });
  assert.equal(passed.nodes[nodeOf(passed, "x")]!.sampled, true);
});

Deno.test("describeSampled() says what every repeated snippet saves", () => {
  const { B, T, D, H } = COLA;
  assert.deepEqual(describeSampled(compileCola()), [{
    signal: "x",
    reads: "features",
    multiply_adds: B * T * D * 3 * H,
    saved_per_repeat: D * 3 * H,
  }]);
  const [, part] = describeSampled(
    compileTiny({ signals: { part: { kind: "conv1d", in: "features.b", filters: 2, kernel: 1 } } }),
  );
  assert.deepEqual([part!.signal, part!.reads, part!.saved_per_repeat], ["part", "features.b", SIZES.D * 2]);
});

Deno.test("sampleConvolutions() adds inputs of rows, index and plan, as many as a batch of which no snippet repeats", () => {
  const program = compileTiny({
    signals: { part: { kind: "conv1d", in: "features.b", filters: 2, kernel: 3 } },
  });
  const { nodes } = sampleConvolutions(frozen(program), portablePlanner);
  const added = nodes.filter(({ op, options }) =>
    op === "input" && String(options["name"]).startsWith("features.")
  );
  const [{ D }, rows] = [SIZES, SIZES.B * SIZES.T];
  const told = added.map(({ options, type }) => [options["name"], ...type.dims.map(({ count }) => count)]);
  assert.deepEqual(told.filter(([name]) => !String(name).endsWith(".3.1")), [
    [`features.rows.0.${2 * D}`, rows, 2 * D],
    ["features.index", SIZES.B, SIZES.T],
    ["features.plan.from.1.1", rows],
    ["features.plan.into.1.1", rows],
    [`features.rows.${D}.${D}`, rows, D],
  ]);
  assert.deepEqual(sampledInputs({ ...program, nodes }).rows.get(`features.rows.${D}.${D}`), {
    begin: D,
    size: D,
  });
});
