import assert from "node:assert/strict";
import { join } from "node:path";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { explain } from "../../specs/explain/mod.ts";
import { task } from "../pipeline/cli/process.ts";
import { HOSTILE, type Hostile } from "./hostile.ts";
import { readText } from "./recipes.ts";
import { temporaryFolder } from "../temporary.ts";

const BASE = readText("tests/golden/base.yaml");

/** What a person is told; nothing where the recipe is right, which is then explained too. */
function told({ text, set = [], files = {} }: Hostile): string {
  const all: Record<string, string> = {
    "base.yaml": BASE,
    ...files,
    "hostile.yaml": `version: 1\nname: hostile\nextends: base.yaml\n${text}`,
  };
  try {
    explain(compileRecipe("hostile.yaml", { set, read: (path) => all[path]! }));
    return "";
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    for (const { message, place } of error.diagnostics) assert.ok(place, message);
    return renderDiagnostics(error);
  }
}

for (const [name, make] of Object.entries(HOSTILE)) {
  Deno.test(`compileRecipe() is done with ${name}`, () => {
    const hostile = make();
    const text = told(hostile);
    if (hostile.told) assert.match(text.slice(0, 20_000), hostile.told);
    else assert.equal(text, "");
    assert.ok(text.length < 20_000, `${text.length} characters are told`);
  });
}

/** Runs something with that many frames below it. */
function below<T>(frames: number, run: () => T): T {
  return frames === 0 ? run() : below(frames - 1, run);
}

/** A recipe that is as deep as the limits allow: signals over signals, each of which is 90 calls deep. */
const DEEPEST = `mining:\n${
  Array.from({ length: 400 }, (_, i) => `  s${i}: "${"abs(".repeat(90)}s${i + 1}${")".repeat(90)}"\n`).join(
    "",
  )
}  s400: attention\n`;

Deno.test("compileRecipe() stops before the stack is full, also deep within a program", () => {
  for (const frames of [0, 3000]) {
    assert.match(below(frames, () => told({ text: DEEPEST })), /nested more than 300 levels deep/);
  }
});

Deno.test("check, the command, is done with what is too deep and what doubles", async () => {
  const folder = temporaryFolder();
  const names = ["macros that double 24 times", "macros chained 1,500 deep", "4,500 chained parents"];
  const files = names.map((name, i) => {
    const inner = join(folder, String(i));
    Deno.mkdirSync(inner);
    const { text, files = {} } = HOSTILE[name]!();
    for (const [file, content] of Object.entries({ "base.yaml": BASE, ...files })) {
      Deno.writeTextFileSync(join(inner, file), content);
    }
    Deno.writeTextFileSync(
      join(inner, "hostile.yaml"),
      `version: 1\nname: hostile\nextends: base.yaml\n${text}`,
    );
    return join(inner, "hostile.yaml");
  });
  const { code, stdout, stderr } = await task(["check", ...files]);
  Deno.removeSync(folder, { recursive: true });
  assert.equal(code, 2);
  assert.equal(stdout, "");
  assert.match(stderr, /expands to more than 100,000 .*nested more than 300 levels .* at most 100 deep/s);
  assert.doesNotMatch(stderr, /mistake in walt/);
});
