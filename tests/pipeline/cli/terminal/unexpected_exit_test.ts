import assert from "node:assert/strict";
import { join } from "node:path";
import { temporaryFolder } from "../../../temporary.ts";
import { type Finished, task } from "../process.ts";
import { recipe } from "../small_run.ts";

/** Checks a recipe with an extension that does something of its own. */
function checked(line: string, more = ""): Promise<Finished> {
  const path = join(temporaryFolder(), "mine.ts");
  Deno.writeTextFileSync(
    path,
    `${line}
export const functions = [{
  spec: { name: "same", summary: "x", parameters: [], result: () => ({}) },
  run: () => {},
}];
`,
  );
  return task(["check", recipe("test_unexpected_exit", `use: { mine: ${path} }\n${more}`)]);
}

Deno.test("check ends with 1 where an extension throws what nobody waits for", async () => {
  for (const thrown of ["null", "new Proxy({}, { get() { throw 1; } })"]) {
    const { code, stdout, stderr } = await checked(`queueMicrotask(() => { throw ${thrown}; });`);
    assert.equal(code, 1, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: Something failed that nobody waits for, most likely in an extension:\n/);
  }
});

for (
  const line of [
    'addEventListener("unload", () => Deno.exit(0));',
    'addEventListener("unload", () => Deno.exit(0), { capture: true });',
    "globalThis.onunload = () => Deno.exit(0);",
  ]
) {
  Deno.test(`check ends with 2 for a mistake, whatever an extension does at the end: ${line}`, async () => {
    const { code, stdout, stderr } = await checked(line, "nonsense: 1\n");
    assert.equal(code, 2, stderr);
    assert.equal(stdout, "");
    assert.match(stderr, /^error: Unknown key "nonsense"/);
  });
}
