/** The language and scoring without Deno: bundled for a browser, and run where there is nothing but JavaScript. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { ROOT } from "./shared.ts";
import { temporaryFolder } from "./temporary.ts";

/** Every file under a folder of the repository whose name ends so, as paths from the root. */
const filesOf = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(end)).map((file) => join(folder, file));

const RECIPES = Object.fromEntries(
  filesOf("recipes", ".yaml").map((file) => [file, readFileSync(join(ROOT, file), "utf8")]),
);

/** A script of a page that uses all of specs/, and what scores predictions. */
const PAGE = `
import { compileRecipe } from "${ROOT}/specs/compile/mod.ts";
import { renderDiagnostics, UserError } from "${ROOT}/specs/diagnostics/diagnostics.ts";
import { explain } from "${ROOT}/specs/explain/mod.ts";
import { recipeSchemaText } from "${ROOT}/specs/schema/mod.ts";
import * as scoring from "${ROOT}/evaluation.ts";
globalThis.explainText = (file, texts) => {
  try {
    return JSON.stringify(explain(compileRecipe(file, { read: (path) => texts[path] })));
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error);
    throw error;
  }
};
globalThis.schemaText = recipeSchemaText;
globalThis.scored = (truth, found) => {
  const truths = scoring.groundTruthOf(scoring.checkAnnotations(truth, "gt.json"), "test");
  const { detections } = scoring.checkPredictions(found, truths.classes, "found.json");
  const protocol = scoring.findProtocol("thumos14_seconds");
  const errors = scoring.diagnosisSummary(scoring.diagnose(truths, detections, protocol));
  return JSON.stringify([scoring.evaluationSummary(scoring.evaluate(truths, detections, protocol)), errors]);
};
`;

/** The page's script as one file, for browsers. */
async function bundled(): Promise<string> {
  const folder = temporaryFolder();
  const [page, script] = [join(folder, "page.ts"), join(folder, "page.js")];
  const imports = filesOf("specs", ".ts").map((file) => `import "${ROOT}/${file}";\n`);
  writeFileSync(page, imports.join("") + PAGE);
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["bundle", "--platform=browser", "--format=iife", `--config=${ROOT}/deno.json`, "-o", script, page],
  }).output();
  assert.ok(success, new TextDecoder().decode(stderr));
  return readFileSync(script, "utf8");
}

interface Page {
  explainText(file: string, texts: Readonly<Record<string, string>>): string;
  schemaText(): string;
  scored(truth: unknown, found: unknown): string;
}

Deno.test("specs/ and scoring run without Deno: a recipe is compiled from memory, a mistake told with its place, mAP computed", async () => {
  const page = vm.createContext({ TextEncoder, performance }) as Page;
  vm.runInContext(await bundled(), page);
  assert.equal(vm.runInContext("typeof Deno + typeof process + typeof require", page), "undefined".repeat(3));

  const { recipe, parameters } = JSON.parse(page.explainText("recipes/demo.yaml", RECIPES));
  assert.deepEqual([recipe.name, parameters.total], ["demo", 9600]);

  const text = RECIPES["recipes/demo.yaml"]!.replace("steps: 600", "stepz: 600");
  assert.equal(
    page.explainText("recipes/demo.yaml", { ...RECIPES, "recipes/demo.yaml": text }),
    [
      'error: Unknown key "stepz" at training.stepz',
      "  --> recipes/demo.yaml:23:3",
      "   |",
      "23 |   stepz: 600",
      '   |   ^^^^^ did you mean "steps"?',
    ].join("\n"),
  );
  assert.equal(page.schemaText(), readFileSync(join(ROOT, "specs/recipe.schema.json"), "utf8"));

  const annotations = [{ label: "dive", segment: [1, 3] }, { label: "dive", segment: [7, 9] }];
  const [scores, errors] = JSON.parse(page.scored(
    { database: { a: { subset: "test", duration: 10, annotations } } },
    { results: { a: [{ label: "dive", segment: [1, 3], score: 0.9 }] } },
  ));
  assert.equal(scores.map["0.5"], 50);
  assert.equal(errors.protocol_hash, scores.protocol_hash);
});
