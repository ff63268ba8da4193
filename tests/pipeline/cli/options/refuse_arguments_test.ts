import assert from "node:assert/strict";
import { ROOT } from "../../../shared.ts";

Deno.test("Tasks that write what they always write refuse a folder", async () => {
  await Promise.all(["site", "schema"].map(async (task) => {
    const args = ["run", "-q", `-P=${task}`, `pipeline/cli/write_${task}.ts`, "folder"];
    const command = new Deno.Command(Deno.execPath(), { args, cwd: ROOT, env: { NO_COLOR: "1" } });
    const { code, stderr } = await command.output();
    const told = new TextDecoder().decode(stderr);
    assert.equal(code, 2, told);
    assert.match(
      told,
      new RegExp(`^error: deno task ${task} writes .*"folder"\\n  = .*: deno task ${task}\\n$`),
    );
  }));
});
