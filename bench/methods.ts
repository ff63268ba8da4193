/**
 * The table of methods: mean average precision of every method's recipe on one data set, over seeds, as Markdown.
 *
 *     deno run -A bench/methods.ts recipes/base/demo_data.yaml --seeds 5
 *     deno run -A bench/methods.ts recipes/base/shrec21.yaml --seeds 5 --set data.root=/path/to/shrec21
 */
import { basename, dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { methodRecipes } from "./recipes.ts";
import { printOut } from "../pipeline/cli/terminal/print.ts";
import { spreadOf } from "../pipeline/comparison/spread.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const { values, positionals } = parseArgs({
  args: Deno.args,
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "5" },
    set: { type: "string", multiple: true, default: [] },
    recipe: { type: "string", multiple: true, default: [] },
  },
});
const [patch] = positionals;
if (patch === undefined) throw new Error("name the patch of a data set, such as recipes/base/demo_data.yaml");

/** Recipes of methods, which a patch brings to another data set. */
const recipes = values.recipe.length > 0 ? values.recipe : methodRecipes();

/** Trains one recipe under the patch and gives its average mAP in percent at the last step. */
async function average(recipe: string, seed: number, set: readonly string[]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "walt-methods-"));
  try {
    const name = `${basename(recipe, ".yaml").replace(/_thumos$/, "")}_${basename(patch!, ".yaml")}`;
    const file = join(folder, `${name}.yaml`);
    writeFileSync(
      file,
      `version: 1\nname: ${name}\nextends: [${resolve(ROOT, recipe)}, ${resolve(ROOT, patch!)}]\n`,
    );
    const overrides = [...values.set, ...set].flatMap((each) => ["--set", each]);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["task", "-q", "run", file, "--seed", String(seed), "--json", ...overrides],
      cwd: ROOT,
    }).output();
    if (code !== 0) throw new Error(new TextDecoder().decode(stderr));
    const result = JSON.parse(new TextDecoder().decode(stdout).trim().split("\n").at(-1)!);
    return result.average;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const seeds = Array.from({ length: Number(values.seeds) }, (_, seed) => seed);
printOut(`| recipe | mean | standard deviation | seeds ${seeds.join(", ")} | one step of rate 1e-9 |`);
printOut("|---|---|---|---|---|");
for (const recipe of recipes) {
  const found: number[] = [];
  for (const seed of seeds) found.push(await average(recipe, seed, []));
  const untrained = await average(recipe, 0, ["training.steps=1", "training.optimizer.rate=1e-9"]);
  const name = basename(recipe, "_thumos.yaml");
  const { mean, deviation = NaN } = spreadOf(found);
  const cells = [mean, deviation].map((x) => x.toFixed(1));
  printOut(
    `| ${name} | ${cells.join(" | ")} | ${found.map((x) => x.toFixed(1)).join(" ")} | ${
      untrained.toFixed(1)
    } |`,
  );
}
