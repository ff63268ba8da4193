/**
 * Golden messages of grids: every file of tests/golden/grids is a grid with mistakes and all that a person is told.
 * `deno test -A tests/specs/sweep/read_test.ts -- --update` writes what is told now; read the difference.
 */
import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, Scalar } from "yaml";
import { renderDiagnostics, UserError } from "../../../specs/diagnostics/diagnostics.ts";
import { readGrid } from "../../../specs/sweep/read.ts";
import { ROOT } from "../../shared.ts";
import { readText } from "../recipes.ts";

const FOLDER = join("tests", "golden", "grids");
const UPDATE = Deno.args.includes("--update");

/** What a person is told of a grid. */
function messages(grid: string): string {
  try {
    readGrid("grid.yaml", grid);
  } catch (error) {
    if (error instanceof UserError) return `${renderDiagnostics(error)}\n`;
    throw error;
  }
  return "no mistake\n";
}

for (const name of readdirSync(join(ROOT, FOLDER)).sort()) {
  Deno.test(`readGrid() tells ${name.replace(".yaml", "").replaceAll("_", " ")}`, () => {
    const file = join(FOLDER, name);
    const document = parseDocument(readText(file));
    const golden = document.toJS() as { readonly grid: string; readonly expected: string };
    const told = messages(golden.grid);
    if (UPDATE && told !== golden.expected) {
      const text = new Scalar(told);
      text.type = Scalar.BLOCK_LITERAL;
      document.set("expected", text);
      writeFileSync(join(ROOT, file), document.toString({ lineWidth: 0 }));
      return;
    }
    assert.equal(told, golden.expected);
  });
}

Deno.test("readGrid() gives what a grid says, with places", () => {
  const { recipe, variants, seeds, metric } = readGrid(
    "grid.yaml",
    `version: 1
recipe: a.yaml
seeds: 0:2
metric: 0.5
variants:
  full: {}
  some: { patch: [p.yaml, q.yaml], set: ["a.b=1,2", c=null] }
  one: { patch: p.yaml, set: a.b=1 }
`,
  );
  assert.deepEqual([recipe?.text, seeds, metric.text], ["a.yaml", [0, 1, 2], "0.5"]);
  const told = variants.map(({ name, patches, lines }) => [
    name,
    patches.map(({ text }) => text),
    lines.map(({ text }) => text),
  ]);
  assert.deepEqual(told, [
    ["full", [], []],
    ["some", ["p.yaml", "q.yaml"], ["a.b=1,2", "c=null"]],
    ["one", ["p.yaml"], ["a.b=1"]],
  ]);
  const place = variants[1]!.lines[0]!.spot(4, 1);
  assert.deepEqual([place.line, place.column], [7, 47]);
});

Deno.test("readGrid() takes seeds as a number and a list, and has a metric by default", () => {
  const seedsOf = (seeds: string) => readGrid("g", `version: 1\nseeds: ${seeds}\nvariants: { a: {} }`).seeds;
  assert.deepEqual([seedsOf("7"), seedsOf("[0, 3]"), seedsOf("'0,3:4'")], [[7], [0, 3], [0, 3, 4]]);
  const { recipe, seeds, metric } = readGrid("g", "version: 1\nvariants: { a: {} }");
  assert.deepEqual([recipe, seeds, metric.text], [undefined, undefined, "average"]);
});
