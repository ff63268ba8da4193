import assert from "node:assert/strict";
import { join } from "node:path";
import { RunError } from "../../../specs/diagnostics/diagnostics.ts";
import { createRunFolder, folderGuard } from "../../../pipeline/runs/folder.ts";
import { temporaryFolder } from "../../temporary.ts";

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
