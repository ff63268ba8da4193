import assert from "node:assert/strict";
import { FAMILY_NAMES, VOCABULARY } from "../../../specs/kinds/mod.ts";
import { listFile, listVocabulary } from "../../../specs/schema/vocabulary.ts";
import { recipeFiles } from "../recipes.ts";

const TEXT = `# The whole file.
version: 1

define:
  double:
    inputs: { x: [B, T] }
    options: { by: 2 }
    result: x * by
  # Two layers,
  # of one kernel.
  head:
    inputs: { x: [B, T, D] }
    steps: { h: { kind: linear, in: x, filters: 2 } }
    result: h
`;

Deno.test("listVocabulary() has every kind of every family once, with a form and a meaning", () => {
  const listed = listVocabulary();
  for (const family of FAMILY_NAMES) {
    const what = { blocks: "block", functions: "function" }[family as string] ?? family;
    const names = listed.filter((each) => each.what === what).map(({ name }) => name);
    assert.deepEqual(names, [...VOCABULARY[family].keys()], family);
  }
  assert.ok(listed.every(({ signature, summary }) => signature !== "" && summary !== ""));
  const signature = (name: string) => listed.find((each) => each.name === name)!.signature;
  assert.equal(signature("dropout"), "dropout(x, rate)");
  assert.equal(signature("norm"), "norm(x, axis)");
  assert.match(signature("soft_nms"), /^\{ kind: soft_nms, sigma, length=\w+ \}$/);
  assert.equal(
    listed.find(({ what, name }) => what === "initializers" && name === "zeros")!.signature,
    "zeros",
  );
});

Deno.test("listFile() lists macros and modules with their forms, comments and lines", () => {
  assert.deepEqual(listFile("a.yaml", TEXT), [
    {
      what: "macro",
      name: "double",
      signature: "double(x: [B, T], by=2)",
      summary: "The whole file.",
      from: "a.yaml:5",
    },
    {
      what: "module",
      name: "head",
      signature: "head(x: [B, T, D])",
      summary: "Two layers, of one kernel.",
      from: "a.yaml:11",
    },
  ]);
  assert.deepEqual(listFile("a.yaml", TEXT.replace("version: 1", "version: 1\nname: a\ndescription: d"))[0], {
    what: "recipe",
    name: "a",
    signature: "a",
    summary: "d",
    from: "a.yaml",
  });
});

Deno.test("listFile() leaves out what a recipe changes of macros that it inherits", () => {
  const text = `
define:
  double: { options: { by: 3 } }
  head: { inputs: { x: null }, result: h }
  none: null
  own: { inputs: {}, result: 1 }
`;
  assert.deepEqual(listFile("a.yaml", text).map(({ name }) => name), ["own"]);
});

Deno.test("listFile() has nothing of a file that is no recipe", () => {
  assert.deepEqual(["", "- 1", "a: [", "define: 3"].flatMap((text) => listFile("a.yaml", text)), []);
});

Deno.test("Every macro that the repository ships is described", () => {
  const macros = recipeFiles().flatMap(({ file, text }) => listFile(file, text));
  assert.ok(macros.some(({ name, what }) => what === "macro" && name === "info_nce"));
  const silent = macros.filter(({ from, summary }) => summary === "" && from!.startsWith("recipes/blocks/"));
  assert.deepEqual(silent.map(({ name }) => name), []);
});
