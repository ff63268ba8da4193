import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createModel } from "../pipeline/graph/model.ts";
import { generateDataset } from "../pipeline/data/synthetic/dataset.ts";
import { localizeVideo } from "../pipeline/inference/video.ts";
import { train } from "../pipeline/training/train.ts";
import { compileRecipe } from "../specs/compile/mod.ts";
import { explain } from "../specs/explain/mod.ts";
import { parametersOf, type Program } from "../specs/program.ts";
import { engineTest } from "./pipeline/contract/engines.ts";
import { recipeFiles } from "./specs/recipes.ts";
import { ROOT } from "./shared.ts";

const COMPLETE = recipeFiles().filter(({ complete }) => complete).map(({ file }) => file);

/**
 * Every size that a recipe may name, and very small generated videos. Whole videos are of one length, since engines may
 * prepare each length by itself.
 */
function tinyPatch({ features, training: { batch, accumulate } }: Program["recipe"]): string {
  const sources = Object.keys(features.sources).map((name) => `${name}: { width: 5 }`).join(", ");
  const passes = accumulate ? ", accumulate: { passes: 2 }" : "";
  return `version: 1
constants: { hidden: 6, hidden_attention: 5, modality: 5, projected: 4, length: 12 }
data:
  kind: synthetic
  classes: [climb, dive, jump]
  videos: { train: 8, test: 1 }
  length: { min: 12, max: 12 }
  duration: { min: 2, max: 4 }
features:
  sources: { ${sources} }
  sampling: { length: 12 }
training: { steps: 1, batch: ${Math.min(batch, 8)}${passes}, keep: last }
evaluation: { protocol: thumos14_seconds, tiou: "linspace(0.1, 0.7, 7)", subset: test }
`;
}

/** The recipe of a file as it is, but for sizes and data. */
function tiny(file: string, program: Program): Program {
  const texts: Record<string, string> = {
    "patch.yaml": tinyPatch(program.recipe),
    "tiny.yaml": `version: 1\nname: tiny\nextends: [${file}, patch.yaml]\n`,
  };
  return compileRecipe("tiny.yaml", { read: (path) => texts[path] ?? read(path) });
}

function read(path: string): string {
  return readFileSync(join(ROOT, path), "utf8");
}

/** What is made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

const product = (shape: readonly number[]) => shape.reduce((all, size) => all * size, 1);

for (const file of COMPLETE) {
  const whole = once(() => compileRecipe(file, { read }));
  const small = once(() => tiny(file, whole()));

  Deno.test(`${file} is explained without a warning, every signal with its line`, () => {
    const { warnings, signals, parameters } = explain(whole());
    assert.deepEqual(warnings, []);
    assert.ok(parameters.total > 0);
    assert.deepEqual(signals.filter(({ section, from }) => section !== "input" && from.length === 0), []);
  });

  Deno.test(`${file} has no size but those that base/ patches may change`, () => {
    const total = parametersOf(small()).reduce((sum, { shape }) => sum + product(shape), 0);
    assert.ok(total < 5000, `${total} trainable values remain`);
  });

  engineTest(`${file} trains a step and localizes a video`, async (engine) => {
    const program = small();
    const warnings: string[] = [];
    const model = createModel(program, engine, { seed: 0, warn: (message) => warnings.push(message) });
    const { data, features, evaluation } = program.recipe;
    assert.ok(data.kind === "synthetic");
    const dataset = generateDataset(data, features, evaluation);
    const totals: number[] = [];
    await train(model, dataset, { onStep: ({ total }) => void totals.push(total) });
    assert.equal(totals.length, 1);
    assert.ok(Number.isFinite(totals[0]));
    const { scores } = await localizeVideo(model, dataset, dataset.test[0]!);
    assert.equal(scores.length, 3);
    assert.ok(scores.every(Number.isFinite));
    assert.deepEqual(warnings, []);
    model.dispose();
  });
}
