import assert from "node:assert/strict";
import { Command } from "@commander-js/extra-typings";
import { wantsTensorflow } from "../../../pipeline/cli/first_look.ts";
import { collect } from "../../../pipeline/cli/options/option_values.ts";
import { addResultVerbs } from "../../../pipeline/cli/result_verbs.ts";
import { join } from "node:path";
import { recipe } from "./small_run.ts";
import { temporaryFolder } from "../../temporary.ts";

/** Whether the words of a line want the fast engine. */
function wants(...words: string[]): boolean {
  const walt = new Command();
  walt.command("run").argument("[recipe]").option("--set <value>", "", collect).option("--resume <run>");
  addResultVerbs(walt as Command, () => {});
  return wantsTensorflow(walt as Command, words);
}

Deno.test("The fast engine is wanted by a verb that can begin and that names no other one", () => {
  const folder = temporaryFolder();
  for (const file of ["recipe.yaml", "environment.json"]) Deno.writeTextFileSync(join(folder, file), "");
  assert.ok(wants("run", "demo"));
  assert.ok(wants("run", "demo", "--set", "engine=wasm", "--set", "engine=auto"));
  assert.ok(wants("run", "--resume", folder));
  assert.ok(wants("report", folder));
  assert.ok(wants("predict", folder, folder));
  const slow = recipe("slow");
  Deno.writeTextFileSync(slow, Deno.readTextFileSync(slow).replace(/^name:/m, "engine: cpu\nname:"));
  for (
    const words of [
      ["run", "demo", "--set", "engine=wasm"],
      ["run", slow],
      ["run", "demo", "--set", "training.stepz=1"],
      ["run", "demo", "--wrong"],
      ["run", "nothing.yaml"],
      ["run"],
      ["run", "--resume", join(folder, "nothing")],
      ["report", ""],
      ["report", join(folder, "..")],
      ["report"],
      ["predict", folder, join(folder, "nothing")],
    ]
  ) assert.ok(!wants(...words), words.join(" "));
});
