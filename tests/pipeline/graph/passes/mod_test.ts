import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import {
  inferenceProgram,
  leanTrainingProgram,
  programFor,
  trainingProgram,
} from "../../../../pipeline/graph/passes/mod.ts";
import { BLOCKS } from "../../../../specs/kinds/blocks/mod.ts";
import { FUNCTIONS } from "../../../../specs/kinds/functions/mod.ts";
import type { Program } from "../../../../specs/program.ts";
import { compileCola } from "../../contract/cola.ts";
import { engineTest } from "../../contract/engines.ts";
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
