import assert from "node:assert/strict";
import { join } from "node:path";
import { runHash } from "../../../pipeline/runs/run_name.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const compile = (...set: string[]) =>
  compileRecipe(join(ROOT, "recipes", "cola_thumos.yaml"), { set, read: Deno.readTextFileSync });

Deno.test("runHash() depends on what is computed, and not on the seed or where the data lie", () => {
  const hash = (...set: string[]) => runHash(compile(...set), "data");
  assert.match(hash(), /^[0-9a-f]{8}$/);
  assert.equal(hash("training.seed=7", "data.root=/elsewhere"), hash());
  assert.notEqual(hash("constants.r_hard=10"), hash());
  assert.notEqual(runHash(compile(), "other data"), hash());
});

Deno.test("runHash() depends on the text of extensions, and not on where they lie or what they are called", () => {
  const folder = temporaryFolder();
  const hashWith = (name: string, file: string, text: string) => {
    const path = join(folder, file);
    Deno.writeTextFileSync(path, text);
    const program = compile();
    return runHash({ ...program, resolved: `${program.resolved}use: { ${name}: ${path} }\n` }, "data");
  };
  assert.equal(hashWith("mine", "a.ts", "1"), hashWith("yours", "b.ts", "1"));
  assert.notEqual(hashWith("mine", "a.ts", "1"), hashWith("mine", "a.ts", "2"));
  assert.notEqual(hashWith("mine", "a.ts", "1"), runHash(compile(), "data"));
});
