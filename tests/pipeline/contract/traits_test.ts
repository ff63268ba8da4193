/** What blocks and functions promise of themselves holds in every case of the contract. */
import { KINDS } from "../../../pipeline/kinds/mod.ts";
import * as tf from "@tensorflow/tfjs-core";
import assert from "node:assert/strict";
import type { SampledBatch } from "../../../pipeline/data/batches/batches.ts";
import { plansOf, sampledTensors } from "../../../pipeline/data/batches/tensors.ts";
import type { Engine } from "../../../pipeline/engines/engine.ts";
import { evaluateNodes } from "../../../pipeline/graph/evaluate.ts";
import { nodeOf } from "../../../pipeline/graph/nodes.ts";
import { dropDeadNodes } from "../../../pipeline/graph/passes/dead_nodes.ts";
import { sampleConvolutions, sampledInputs } from "../../../pipeline/graph/passes/sampled.ts";
import { programFor } from "../../../pipeline/graph/passes/mod.ts";
import { rewrite } from "../../../pipeline/graph/passes/rewrite.ts";
import type { Node, Program } from "../../../specs/program.ts";
import { SCALAR } from "../../../specs/types.ts";
import { CASES } from "./cases/mod.ts";
import { assertClose, compileCase, INPUTS, type Leaves, parameterLeaves } from "./check.ts";
import { cpuTest, engineTest } from "./engines.ts";
import { at, build, type Named } from "./named.ts";
import { SIZES } from "./recipe.ts";
import { tensorsOf, valuesOf } from "./values.ts";

const { B, T, C } = SIZES;

/** The programs of the cases whose `out` promises something, with its node. */
function promising(has: (node: Node) => boolean): [program: Program, out: Node][] {
  return CASES.flatMap((each): [Program, Node][] => {
    const program = programFor(compileCase(each), ["out"]);
    const out = program.nodes[nodeOf(program, "out")]!;
    return has(out) && !each.inputs ? [[program, out]] : [];
  });
}

const leavesOf = (program: Program): Leaves => ({ ...INPUTS, ...parameterLeaves(program) });

const outOf = (program: Program, engine: Engine, leaves: Leaves = leavesOf(program)) =>
  valuesOf(program, engine, leaves, ["out"])["out"]!;

cpuTest("what is linear in its input may have its weights multiplied instead", (engine) => {
  const cases = promising(({ traits }) => traits.linear !== undefined);
  assert.ok(new Set(cases.map(([, { op }]) => op)).size >= 2);
  for (const [program, { id: out, op }] of cases) {
    const weighted = rewrite(program, (node, { id }) => id === out ? { ...node, weightsFactor: 3 } : node);
    const multiplied = rewrite(program, (node, { id, inputs }, add) => {
      if (id !== out) return node;
      const plain = { ...node, parameters: [], traits: {} };
      const three = add({
        ...plain,
        family: "structure",
        op: "constant",
        inputs: [],
        options: { value: 3 },
        type: SCALAR,
      });
      const { type } = program.nodes[inputs[0]!]!;
      const x = add({
        ...plain,
        family: "functions",
        op: "multiply",
        inputs: [node.inputs[0]!, three],
        options: {},
        type,
      });
      return { ...node, inputs: [x, ...node.inputs.slice(1)] };
    });
    assertClose(outOf(weighted, engine), outOf(multiplied, engine), 1e-5, op);
    assert.notDeepEqual(outOf(weighted, engine), outOf(program, engine));
  }
});

/** How far the signal `out` of a program looks along T, by what its nodes promise; undefined where one promises nothing. */
function reachOfAll({ nodes }: Program): number | undefined {
  const reaches: (number | undefined)[] = [];
  for (const node of nodes) {
    const inputs = node.inputs.map((id) => reaches[id]);
    const own = node.inputs.length === 0 ? 0 : node.traits.reach;
    const isKnown = own !== undefined && inputs.every((reach) => reach !== undefined);
    reaches.push(isKnown ? own + Math.max(0, ...inputs.map(Number)) : undefined);
  }
  return reaches.at(-1);
}

cpuTest("what looks at near snippets alone gives the same where far ones are cut off", (engine) => {
  const cases = promising(({ type }) => type.dims.some(({ axis }) => axis === "T")).flatMap(
    ([program, out]) => {
      const reach = reachOfAll(program);
      return reach === undefined || reach >= T - 1 ? [] : [{ program, out, reach }];
    },
  );
  assert.ok(new Set(cases.map(({ out }) => out.op)).size >= 30);
  assert.ok(new Set(cases.map(({ reach }) => reach)).size >= 3);
  for (const { program, out, reach } of cases) {
    const leaves = leavesOf(program);
    const sizes = Object.fromEntries(out.type.dims.map(({ axis, count }) => [axis, count]));
    const whole = { sizes, values: outOf(program, engine, leaves) };
    // From snippet `from` on, and up to before `to`.
    const between = (leaf: Named, from: number, to: number): Named =>
      "T" in leaf.sizes
        ? build({ ...leaf.sizes, T: to - from }, (i) => at(leaf, { ...i, T: from + i["T"]! }))
        : leaf;
    for (const [from, to] of [[1, T], [0, T - 1]] as const) {
      const cut = Object.entries(leaves).map(([name, leaf]) => [name, between(leaf, from, to)] as const);
      const found = {
        sizes: { ...sizes, T: to - from },
        values: outOf(program, engine, Object.fromEntries(cut)),
      };
      const [first, last] = [from === 0 ? 0 : reach, to === T ? to - from : to - from - reach];
      const kept = between(whole, from + first, from + last);
      assertClose([...between(found, first, last).values], [...kept.values], 1e-6, out.op);
    }
  }
});

cpuTest("what meets zeros beyond the ends gives the same where zeros are laid there", (engine) => {
  const cases = promising(({ traits }) => traits.zerosOutside === true)
    .filter(([program]) => program.nodes.filter(({ traits }) => (traits.reach ?? 0) > 0).length === 1);
  assert.ok(new Set(cases.map(([, { op }]) => op)).size >= 5);
  for (const [program, { id, op, type, traits }] of cases) {
    const leaves = leavesOf(program);
    const sizes = Object.fromEntries(type.dims.map(({ axis, count }) => [axis, count]));
    const reach = traits.reach!;
    const longer = T + 2 * reach;
    // What the operation reads may not be zero where the features are: they become inputs.
    const read = program.nodes[id]!.inputs;
    const values = tf.tidy(() => {
      const environment = {
        kinds: KINDS,
        primitives: engine.primitives,
        parameters: tensorsOf(leaves),
        inputs: tensorsOf(leaves),
        seed: 0,
        step: 1,
      };
      const whole = evaluateNodes(program, environment);
      const padded = read.map((at) => {
        const x = whole[at]!;
        const axis = program.nodes[at]!.type.dims.findIndex(({ axis }) => axis === "T");
        const margins = x.shape.map((_, i): [number, number] => i === axis ? [reach, reach] : [0, 0]);
        return axis < 0 ? x : tf.pad(x, margins);
      });
      const as = (node: Node): Node =>
        read.includes(node.id)
          ? { ...node, family: "structure", op: "input", inputs: [], options: { name: `${node.id}` } }
          : node;
      const nodes = program.nodes.map(as);
      const inputs = new Map([
        ...environment.inputs,
        ...read.map((at, i) => [`${at}`, padded[i]!] as const),
      ]);
      const alive = dropDeadNodes({ ...program, nodes }, [id]);
      const out = evaluateNodes(alive, { ...environment, inputs }).at(-1)!;
      return [[...whole[id]!.dataSync()], [...out.dataSync()]] as const;
    });
    const laid = { sizes: { ...sizes, T: longer }, values: values[1] };
    const kept = build(sizes, (i) => at(laid, { ...i, T: i["T"]! + reach }));
    assertClose([...kept.values], values[0], 1e-6, op);
  }
});

cpuTest("what goes by single snippets gives the reverse of them for the reverse of them", (engine) => {
  const cases = promising(({ traits }) => traits.reach === 0)
    .filter(([program]) => reachOfAll(program) === 0);
  assert.ok(cases.length > 0);
  const reversed = (leaf: Named): Named =>
    "T" in leaf.sizes ? build(leaf.sizes, (i) => at(leaf, { ...i, T: T - 1 - i["T"]! })) : leaf;
  for (const [program, { op, type }] of cases) {
    const leaves = leavesOf(program);
    const turned = Object.entries(leaves).map(([name, leaf]) => [name, reversed(leaf)] as const);
    const sizes = Object.fromEntries(type.dims.map(({ axis, count }) => [axis, count]));
    const expected = reversed({ sizes, values: outOf(program, engine, leaves) });
    assertClose(outOf(program, engine, Object.fromEntries(turned)), [...expected.values], 1e-6, op);
  }
});

/** A batch of the usual features, of which no snippet repeats another. */
function batchOf(): SampledBatch {
  const values = (name: keyof typeof INPUTS) => Float32Array.from(INPUTS[name]!.values);
  const iota = (n: number, step = 1) => Int32Array.from({ length: n }, (_, i) => i * step);
  const sampled = {
    rows: iota(B * T).map((i) => i % T),
    starts: iota(B, T),
    counts: iota(B, 0).fill(T),
    index: iota(B * T),
  };
  const rows = values("features");
  return {
    sampled,
    rows,
    labels: new Float32Array(B * C),
    positions: Int32Array.from(values("positions")),
    lengths: iota(B),
    shape: [B, T, rows.length / (B * T)],
  };
}

engineTest("a convolution of features is the same by their distinct rows", (engine) => {
  const sampled = promising(({ traits }) => traits.convolution !== undefined)
    .map(([program]) => [program, sampleConvolutions(program, engine.planner)] as const)
    .filter(([, passed]) => passed.nodes[nodeOf(passed, "out")]!.sampled);
  assert.ok(sampled.length > 0);
  const batch = batchOf();
  for (const [program, passed] of sampled) {
    const read = sampledInputs(passed);
    const found = tf.tidy(() => {
      const inputs = sampledTensors(batch, read, false, plansOf(batch, read, engine.planner));
      const parameters = tensorsOf(leavesOf(program));
      const environment = {
        kinds: KINDS,
        primitives: engine.primitives,
        parameters,
        inputs,
        seed: 0,
        step: 1,
      };
      const alive = dropDeadNodes(passed, [nodeOf(passed, "out")]);
      return [...evaluateNodes(alive, environment)[nodeOf(alive, "out")]!.dataSync()];
    });
    assertClose(found, outOf(program, engine), 1e-5, "out");
  }
});

cpuTest("what is constant over an axis of one entry is so for every input", () => {
  const cases = promising(({ traits }) => traits.constantAlone !== undefined);
  assert.ok(new Set(cases.map(([, { op }]) => op)).size >= 2);
  for (const [, out] of cases) {
    const shape = out.type.dims.map(({ count }, i) => i === out.traits.constantAlone ? 1 : count);
    const run = KINDS.functions.get(out.op)!;
    const at = (value: number) =>
      tf.tidy(() => {
        const call = { inputs: [tf.fill(shape, value)], node: out };
        return [...(run(call as unknown as Parameters<typeof run>[0]) as tf.Tensor).dataSync()];
      });
    assert.deepEqual(at(-3), at(7), out.op);
  }
});
