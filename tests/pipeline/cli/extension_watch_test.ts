import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../../shared.ts";
import { temporaryFolder } from "../../temporary.ts";
import { finish } from "./process.ts";
import { recipe } from "./small_run.ts";

const EXTENSION = `
export const functions = [{
  spec: { name: "same", summary: "x", parameters: [], result: () => ({}) },
  run: () => {},
}];
`;

Deno.test("check says which extension it waits for, also while nothing else can run, and goes on after it", async () => {
  const folder = temporaryFolder();
  const [path, go] = [join(folder, "slow.ts"), join(folder, "go")];
  const loop = `const cell = new Int32Array(new SharedArrayBuffer(4));
for (let i = 0; i < 500; i++) {
  Atomics.wait(cell, 0, 0, 20);
  try { Deno.statSync("${go}"); break; } catch { /* Not yet. */ }
}
`;
  Deno.writeTextFileSync(path, loop + EXTENSION);
  const child = new Deno.Command(Deno.execPath(), {
    args: ["task", "--quiet", "check", recipe("test_slow_extension", `use: { mine: ${path} }\n`)],
    cwd: ROOT,
    env: { NO_COLOR: "1", INIT_CWD: ROOT },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const words = child.stderr.getReader();
  const { value } = await words.read();
  assert.equal(new TextDecoder().decode(value), `waiting  extension "${path}" is not imported after 2 s\n`);
  words.releaseLock();
  Deno.writeTextFileSync(go, "");
  const { code, stderr } = await finish(child);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, "");
});

/** A program of walt that watches the import of an extension for 100 ms. */
async function watching(extension: string, permissions: readonly string[]) {
  const folder = temporaryFolder();
  const [path, script] = [join(folder, "e.ts"), join(folder, "main.ts")];
  execFileSync("mkfifo", [join(folder, "pipe.ts")]);
  Deno.writeTextFileSync(path, extension);
  Deno.writeTextFileSync(
    script,
    `import { watchImport } from "${ROOT}/pipeline/cli/extension_watch.ts";
using _ = watchImport("e.ts", undefined, 50, 100);
await import(Deno.args[0]!);
console.log("imported");`,
  );
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--config", join(ROOT, "deno.json"), ...permissions, script, path],
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  return await finish(child);
}

const TOLD = `waiting  extension "e.ts" is not imported after 0.05 s
error: Cannot import extension "e.ts": after 0.1 s it still computes or reads
  = look for a loop that never ends, or for a named pipe among its imports
`;

for (
  const [what, extension] of [
    ["loops for ever", "export {};\nfor (;;);"],
    ["imports a named pipe", 'import "./pipe.ts";'],
  ] as const
) {
  Deno.test(`an extension that ${what} ends the process, and is blamed`, async () => {
    const { code, stdout, stderr } = await watching(extension, ["--allow-all"]);
    assert.deepEqual({ code, stdout, stderr }, { code: 2, stdout: "", stderr: TOLD });
  });
}

Deno.test("an extension that loops for ever ends the process without the permission to call libraries too", async () => {
  const { code, stderr } = await watching("export {};\nfor (;;);", ["--allow-read"]);
  assert.deepEqual({ code, stderr }, { code: 128 + 9, stderr: TOLD });
});

Deno.test("an extension that is imported at once is not spoken of", async () => {
  const { code, stdout, stderr } = await watching("export {};", ["--allow-read"]);
  assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "imported\n", stderr: "" });
});
