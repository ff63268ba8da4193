import assert from "node:assert/strict";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";

Deno.test("deno task schema writes the schema and the reference, as they are", async () => {
  const copy = temporaryFolder();
  for (const part of ["deno.json", "deno.lock", "specs", "pipeline"]) {
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  }
  mkdirSync(join(copy, "docs"));
  rmSync(join(copy, "specs/recipe.schema.json"));
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "schema"],
    cwd: copy,
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  for (
    const file of [
      "specs/recipe.schema.json",
      "specs/sweep.schema.json",
      "specs/encoder.schema.json",
      "docs/reference.md",
    ]
  ) {
    assert.equal(Deno.readTextFileSync(join(copy, file)), Deno.readTextFileSync(join(ROOT, file)), file);
  }
});
