/**
 * Golden messages: every file of tests/golden/errors is a recipe with mistakes and all that a person is told.
 * `deno test -A tests/specs/compile_errors_test.ts -- --update` writes what is told now; read the difference.
 */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, Scalar } from "yaml";
import { compileRecipe } from "../../specs/compile/mod.ts";
import { renderDiagnostics, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { ROOT } from "../shared.ts";
import { readText } from "./recipes.ts";

/** One case. */
interface Case {
  /** What it shows. */
  readonly about: string;
  /** Recipe files by name, the first one compiled; base.yaml is there besides, null is not there at all. */
  readonly files: Readonly<Record<string, string | null>>;
  readonly set?: readonly string[];
  /** Everything that is told. */
  readonly expected: string;
}

const FOLDER = join("tests", "golden", "errors");
const BASE = readText("tests/golden/base.yaml");
const UPDATE = Deno.args.includes("--update");
const CASES = readdirSync(join(ROOT, FOLDER)).filter((name) => name.endsWith(".yaml")).sort();

/** Compiles the first file of a case and returns what a person is told. */
function messages({ files, set = [] }: Case): string {
  const read = (path: string) => {
    const text = files[path] ?? (path === "base.yaml" ? BASE : undefined);
    if (text === undefined) throw new Error("there is no such file");
    return text;
  };
  try {
    compileRecipe(Object.keys(files)[0]!, { set, read });
  } catch (error) {
    if (error instanceof UserError) return `${renderDiagnostics(error)}\n`;
    throw error;
  }
  return "no mistake\n";
}

Deno.test("base.yaml has no mistake", () => {
  assert.equal(messages({ about: "", files: { "base.yaml": BASE }, expected: "" }), "no mistake\n");
});

Deno.test("tests/golden/errors holds cases", () => assert.ok(CASES.length > 0));

for (const name of CASES) {
  Deno.test(`compileRecipe() tells ${name.replace(".yaml", "").replaceAll("_", " ")}`, () => {
    const file = join(FOLDER, name);
    const document = parseDocument(readText(file));
    const golden = document.toJS() as Case;
    const told = messages(golden);
    if (UPDATE && told !== golden.expected) {
      const text = new Scalar(told);
      text.type = Scalar.BLOCK_LITERAL;
      document.set("expected", text);
      writeFileSync(join(ROOT, file), document.toString({ lineWidth: 0 }));
      return;
    }
    assert.notEqual(told, "no mistake\n");
    assert.equal(told, golden.expected);
  });
}
