/** The extension file of the guide, and recipes that use it. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";

/** The file of the guide, with a function, a block and a suppression. */
export const EXTENSION = guideBlock("ts");
/** The lines of a recipe there: section `use`, and those that choose what the file provides. */
export const [USE, ...CHOOSING] = guideBlock("yaml").trimEnd().split("\n");

/** The block of the guide's section about kinds that is written in a language. */
function guideBlock(language: string): string {
  const guide = Deno.readTextFileSync(join(ROOT, "docs/how_it_works.md"));
  const section = guide.slice(guide.indexOf("\n## Adding a function, a block or another kind\n"));
  return new RegExp("^```" + language + "\n([^]*?)^```", "m").exec(section)![1]!;
}

/** The file with other code that computes softplus. */
export function computing(code: string): string {
  assert.ok(EXTENSION.includes("tf.softplus(x!)"));
  return EXTENSION.replace("tf.softplus(x!)", code);
}

export function write(folder: string, recipe: string, extension = EXTENSION): string {
  Deno.writeTextFileSync(join(folder, "mine.ts"), extension);
  const path = join(folder, "test_extension.yaml");
  Deno.writeTextFileSync(
    path,
    `version: 1
name: test_extension
extends: ${join(ROOT, "recipes", "demo.yaml")}
${USE}
data: { videos: { train: 12, test: 6 } }
training: { steps: 5, evaluate_every: null, log_every: 1 }
${recipe}`,
  );
  return path;
}
