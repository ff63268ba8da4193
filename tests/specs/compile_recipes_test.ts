import assert from "node:assert/strict";
import { join } from "node:path";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { parametersOf, type Program } from "../../specs/program.ts";
import { readText, recipeFiles } from "./recipes.ts";
import { temporaryFolder } from "../temporary.ts";

const FILES = recipeFiles();
const COMPLETE = FILES.filter((recipe) => recipe.complete).map((recipe) => recipe.file);

function compile(file: string, set: readonly string[] = []): Program {
  return compileRecipe(file, { set, read: readText });
}

function countParameters(program: Program): number {
  return parametersOf(program).reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

Deno.test("recipes/ holds complete recipes and parts to extend", () => {
  assert.ok(COMPLETE.length >= 9, `found ${COMPLETE.length}`);
  assert.ok(FILES.length > COMPLETE.length);
});

Deno.test("recipeFiles() leaves out what git does not track, such as a person's own recipe", () => {
  const root = temporaryFolder();
  try {
    Deno.mkdirSync(join(root, "recipes", "base"), { recursive: true });
    for (const file of ["shipped", "mine", "base/part"]) {
      Deno.writeTextFileSync(join(root, "recipes", `${file}.yaml`), "version: 1\n");
    }
    const found = () => recipeFiles(root).map(({ file }) => file);
    assert.deepEqual(found(), ["recipes/base/part.yaml", "recipes/mine.yaml", "recipes/shipped.yaml"]);
    for (const args of [["init", "-q"], ["add", "recipes/shipped.yaml", "recipes/base"]]) {
      assert.ok(new Deno.Command("git", { args, cwd: root }).outputSync().success, args.join(" "));
    }
    assert.deepEqual(found(), ["recipes/base/part.yaml", "recipes/shipped.yaml"]);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});

for (const file of COMPLETE) {
  Deno.test(`compileRecipe() compiles ${file}`, () => {
    const program = compile(file);
    assert.ok(program.losses.length > 0);
    assert.ok(countParameters(program) > 0);
    assert.equal(program.file, file);
  });

  Deno.test(`compileRecipe() gives the same program for the resolved text of ${file}`, () => {
    const program = compile(file, ["training.seed=7"]);
    const again = compileRecipe("resolved.yaml", { read: () => program.resolved });
    assert.equal(again.resolved, program.resolved);
    assert.deepEqual(meaning(again), meaning(program));
    assert.deepEqual(again.parents, []);
    assert.ok(!/^extends:/m.test(program.resolved));
  });
}

function meaning({ recipe, nodes, losses, signals }: Program) {
  return { recipe, nodes, losses, signals: signals.map((signal) => ({ ...signal, place: undefined })) };
}

Deno.test("compileRecipe() counts the trainable parameters of CoLA", () => {
  const thumos = compile("recipes/cola_thumos.yaml");
  const sizes = parametersOf(thumos).map(({ name, shape }) => [name, shape.reduce((a, b) => a * b, 1)]);
  assert.deepEqual(sizes, [
    ["x.weights", 2048 * 3 * 2048],
    ["x.bias", 2048],
    ["cas.weights", 2048 * 20],
  ]);
  assert.equal(countParameters(thumos), 12_584_960 + 40_960);
  assert.equal(countParameters(compile("recipes/cola_anet12.yaml")), 39_594_684);
});

Deno.test("compileRecipe() remembers where each value was written", () => {
  const { origins, parents, signals } = compile("recipes/cola_anet12.yaml", ["training.optimizer.rate=1e-3"]);
  const origin = (path: string) => origins.find((each) => each.path === path);
  assert.deepEqual(origin("training.steps"), {
    path: "training.steps",
    value: 100000,
    file: "recipes/cola_anet12.yaml",
    line: lineOf("recipes/cola_anet12.yaml", "  steps:"),
  });
  assert.deepEqual(origin("training.optimizer.rate"), {
    path: "training.optimizer.rate",
    value: 1e-3,
    file: "recipes/cola_thumos.yaml",
    line: lineOf("recipes/cola_thumos.yaml", "  optimizer:"),
    via: "training.optimizer.rate=1e-3",
  });
  assert.equal(origin("training.checkpoint_every"), undefined);
  assert.ok(parents.includes("recipes/base/thumos14.yaml"));
  const place = (name: string) => signals.find((signal) => signal.name === name)?.place;
  assert.equal(place("cas")?.file, "recipes/cola_anet12.yaml");
  assert.equal(place("x")?.file, "recipes/cola_thumos.yaml");
  assert.equal(place("x")?.line, lineOf("recipes/cola_thumos.yaml", "  x:"));
});

Deno.test("compileRecipe() keeps a signal's place when the command line changes it", () => {
  const program = compileRecipe("recipes/cola_thumos.yaml", {
    set: ["embedding.x.kernel=5"],
    read: readText,
  });
  const x = program.signals.find((signal) => signal.name === "x")!;
  assert.equal(x.place?.line, lineOf("recipes/cola_thumos.yaml", "  x:"));
  assert.equal(program.nodes[x.node]!.options["kernel"], 5);
});

function lineOf(file: string, start: string): number {
  return readText(file).split("\n").findIndex((line) => line.startsWith(start)) + 1;
}

Deno.test("compileRecipe() lets an override take away the only use of a constant", () => {
  const removed = ["losses.refine_action=null", "losses.refine_background=null"];
  const program = compile("recipes/cola_thumos.yaml", removed);
  assert.deepEqual(program.losses.map(({ name }) => name), ["action"]);
  assert.ok(!("temperature" in program.recipe.constants));
});
