import assert from "node:assert/strict";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { compileRecipe } from "../../../../specs/compile/mod.ts";

/** What is told of a file. */
function told(text: string): string {
  try {
    compileRecipe("file.yaml", { read: () => text });
  } catch (error) {
    if (error instanceof UserError) return renderDiagnostics(error);
    throw error;
  }
  return "";
}

Deno.test("a file without name and some sections is a part, and nothing else in it is judged", () => {
  const text = told("version: 1\nconstants: { unused: 3 }\ntraining: { steps: nothing }\n");
  assert.match(
    text,
    /^error: "file.yaml" is a part of recipes: it has no name, and lacks sections data, feat/,
  );
  assert.doesNotMatch(text, /unused|steps/);
});

Deno.test("a recipe whose name or section is misspelt is told that", () => {
  const text = told("version: 1\nnmae: x\nconstants: { unused: 3 }\n");
  assert.match(text, /did you mean "name"/);
  assert.doesNotMatch(text, /is a part/);
});

Deno.test("a recipe that has a name is told what it lacks", () => {
  const text = told("version: 1\nname: x\n");
  assert.match(text, /Missing section "data"/);
  assert.doesNotMatch(text, /is a part/);
});

Deno.test("descriptions of encoders and sweeps are told as what they are, with what takes them", () => {
  assert.match(
    told("version: 1\nencoder: { kind: pose }\n"),
    /is no recipe: it describes an encoder of films/,
  );
  const sweep = told("version: 1\nrecipe: recipes/demo.yaml\nvariants: {}\n");
  assert.match(sweep, /it describes a sweep\n.*\n.*\n.*\n.*sweep --grid takes it/);
});
