import assert from "node:assert/strict";
import { nodeOf } from "../../../../pipeline/graph/nodes.ts";
import { dropDeadNodes } from "../../../../pipeline/graph/passes/dead_nodes.ts";
import { compileCola } from "../../contract/cola.ts";

const PROGRAM = compileCola();

function keep(...names: string[]) {
  return dropDeadNodes(PROGRAM, names.map((name) => nodeOf(PROGRAM, name)));
}

Deno.test("dropDeadNodes() leaves nothing of mining and losses when maps are asked for", () => {
  const program = keep("cas", "actionness", "video");
  assert.deepEqual(program.signals.map(({ name }) => name), [
    "features",
    "x",
    "dropped_x",
    "cas",
    "video",
    "actionness",
  ]);
  assert.deepEqual(program.losses, []);
  const operations = new Set(program.nodes.map(({ op }) => op));
  for (const op of ["erode", "dilate", "median", "bernoulli", "top_indices", "gather", "bce"]) {
    assert.ok(!operations.has(op), op);
  }
  assert.deepEqual(program.nodes.filter(({ op }) => op === "input").map(({ signal }) => signal), [
    "features",
  ]);
});

Deno.test("dropDeadNodes() keeps one side of mining without the other", () => {
  const names = keep("hard_action").signals.map(({ name }) => name);
  assert.ok(names.includes("inner") && names.includes("binary"));
  assert.ok(!names.includes("outer") && !names.includes("kept") && !names.includes("easy_action"));
});

Deno.test("dropDeadNodes() keeps the losses that are asked for", () => {
  assert.deepEqual(keep("losses.action").losses.map(({ name }) => name), ["action"]);
  assert.deepEqual(keep("losses.refine_action").losses.map(({ name }) => name), ["refine_action"]);
});

Deno.test("dropDeadNodes() of nothing is an empty program", () => {
  const { nodes, signals, losses } = keep();
  assert.deepEqual([nodes, signals, losses], [[], [], []]);
});
