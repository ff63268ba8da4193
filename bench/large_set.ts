/**
 * Writes a data set of ActivityNet's size with features of the usual width, 13 GB, and a recipe for it: `deno run -A
 * bench/large_set.ts FOLDER`.
 */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import { LARGE_CLASSES, writeLarge } from "./opening.ts";

const folder = Deno.args[0] ?? "large";
await writeLarge(folder, 1024);
Deno.writeTextFileSync(
  join(folder, "recipe.yaml"),
  `version: 1
name: large
extends: ${join(ROOT, "recipes/cola_anet12.yaml")}
data: { root: ., classes: [${LARGE_CLASSES}] }
training: { batch: 64 }
evaluation: { subset: test }
report: { mined: null }
`,
);
