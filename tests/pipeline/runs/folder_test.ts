import assert from "node:assert/strict";
import { join } from "node:path";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { createRunFolder, folderGuard, runHash } from "../../../pipeline/runs/folder.ts";
import { compileRecipe } from "../../../specs/compile/mod.ts";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

const compile = (...set: string[]) =>
  compileRecipe(join(ROOT, "recipes", "cola_thumos.yaml"), { set, read: Deno.readTextFileSync });

Deno.test("createRunFolder() gives every run a folder of its own, also to runs that start together", async () => {
  const parent = join(temporaryFolder(), "runs");
  const folders = await Promise.all([1, 2, 3].map(() => createRunFolder(parent, "a-1-s0")));
  assert.deepEqual(folders.sort(), ["a-1-s0", "a-1-s0-2", "a-1-s0-3"].map((name) => join(parent, name)));
});

Deno.test("createRunFolder() says why a folder cannot be made", async () => {
  const file = join(temporaryFolder(), "file");
  Deno.writeTextFileSync(file, "");
  await assert.rejects(createRunFolder(join(file, "runs"), "a"), (error) => {
    assert.ok(error instanceof RunError);
    assert.match(error.message, /^Cannot make the folder ".*runs": /);
    assert.ok(error.hint);
    return true;
  });
});

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

Deno.test("folderGuard() tells a folder from one that has its name now, and from none", () => {
  const folder = join(temporaryFolder(), "run");
  Deno.mkdirSync(folder);
  const guard = folderGuard(folder);
  Deno.writeTextFileSync(join(folder, "a"), "");
  guard();
  Deno.renameSync(folder, `${folder}-2`);
  const fails = (what: string) =>
    assert.throws(guard, {
      name: "RunError",
      message: `The run folder "${folder}" was ${what} while the run went on`,
    });
  fails("removed");
  Deno.mkdirSync(folder);
  fails("replaced");
  Deno.removeSync(folder);
  Deno.renameSync(`${folder}-2`, folder);
  guard();
});
