import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  inferenceProgram,
  leanTrainingProgram,
  programFor,
  sampledTrainingProgram,
  trainingProgram,
} from "../../../../pipeline/graph/passes/mod.ts";
import { block } from "../../../../specs/kinds/blocks/block.ts";
import { VOCABULARY } from "../../../../specs/kinds/mod.ts";
import { KINDS } from "../../../../pipeline/kinds/mod.ts";
import type { Run } from "../../../../pipeline/graph/call.ts";
import { BLOCKS } from "../../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../../specs/kinds/functions/mod.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { compileTiny } from "../../contract/recipe.ts";
import { cpuTest, engineTest } from "../../contract/engines.ts";
import { ROOT } from "../../../shared.ts";
import { frozen } from "./random_recipe.ts";
import { checkSameTraining } from "./same_training.ts";

const operations = ({ nodes }: Program) => new Set(nodes.map(({ op }) => op));

Deno.test("inferenceProgram() draws nothing, and computes what is asked for alone", () => {
  const program = frozen(compileCola());
  assert.ok(operations(programFor(program, ["cas"])).has("dropout"));
  const inference = inferenceProgram(program, ["cas"]);
  assert.ok(!operations(inference).has("dropout"));
  assert.ok(!operations(inference).has("top_indices"));
});

engineTest("leanTrainingProgram() trains the same with less to do", (engine) => {
  const program = frozen(compileCola());
  const [plain, lean] = [trainingProgram(program), leanTrainingProgram(program)];
  checkSameTraining(plain, lean, engine);
  const count = ({ nodes }: Program, op: string) => nodes.filter((node) => node.op === op).length;
  const [gathers, norms] = ["gather", "l2_normalize"].map((op) => [count(plain, op), count(lean, op)]);
  assert.deepEqual([gathers, norms], [[4, 1], [6, 2]]);
  assert.ok(lean.nodes.some(({ weightsFactor }) => weightsFactor !== undefined));
});

/** A block that only an extension has, with the traits that all of its kind have. */
const pointwise = block({
  kind: "pointwise",
  summary: "A matrix times every snippet",
  inputs: ["in"],
  options: () => z.strictObject({ in: z.string() }),
  build(_, [input]) {
    const size = input!.dims[2]!.count;
    return {
      type: input!,
      parameters: [{ name: "weights", axes: ["in", "kernel", "out"], shape: [size, 1, size], fanIn: size }],
      options: {},
      multiplyAdds: 0,
      traits: {
        reach: 0,
        linear: "weights",
        convolution: { kernel: 1, dilation: 1, depth: size, width: size },
      },
    };
  },
});

cpuTest("a block of an extension gets every pass by what it promises", (engine) => {
  const vocabulary = { ...VOCABULARY, blocks: new Map([...VOCABULARY.blocks, ["pointwise", pointwise]]) };
  const run: Run = (call) => call.convolve(call.parameter("weights"), null, 1);
  const kinds = { ...KINDS, blocks: new Map([...KINDS.blocks, ["pointwise", run]]) };
  const signals = {
    near: { kind: "pointwise", in: "features.a" },
    dropped: "dropout(near, 0.5)",
    far: { kind: "pointwise", in: "dropped" },
  };
  const losses = { one: { expression: "mean(mean(mean(far * far, D), T), B)" } };
  const program = frozen(compileTiny({ signals, losses }, vocabulary));
  const lean = leanTrainingProgram(program);
  const ofBlock = ({ nodes }: Program) => nodes.filter(({ op }) => op === "pointwise");
  assert.deepEqual(ofBlock(lean).map(({ weightsFactor }) => weightsFactor), [undefined, 2]);
  checkSameTraining(trainingProgram(program), lean, engine, kinds);
  const sampled = sampledTrainingProgram(lean, engine.planner);
  assert.deepEqual(ofBlock(sampled).map(({ sampled }) => sampled), [true, undefined]);
});

Deno.test("nothing of the interpreter tests which function or block it has", () => {
  const names = [...FUNCTIONS.keys(), ...BLOCKS.keys()];
  const named = new RegExp(`\\b(op|kind|runOf)\\b[^"\n]*"(${names.join("|")})"`);
  assert.match('node.op !== "conv1d"', named);
  const folders = ["pipeline/graph", "pipeline/training", "pipeline/profile", "pipeline/data/batches"];
  const files = folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" }).map((file) => join(folder, file))
  ).filter((file) => file.endsWith(".ts"));
  assert.ok(files.includes(join("pipeline/graph/passes", "mod.ts")));
  assert.deepEqual(files.filter((file) => named.test(readFileSync(join(ROOT, file), "utf8"))), []);
});
