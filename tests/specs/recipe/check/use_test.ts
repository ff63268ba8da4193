import assert from "node:assert/strict";
import { checkExtensions, extensionsOf } from "../../../../specs/recipe/check/use.ts";
import { extendVocabulary, VOCABULARY } from "../../../../specs/kinds/mod.ts";
import type { Diagnostic } from "../../../../specs/diagnostics/diagnostics.ts";
import { treeOf } from "../../load/trees.ts";

Deno.test("extensionsOf() gives the paths, and leaves out what is none", () => {
  const found = extensionsOf(treeOf("use: { a: one.ts, b: 2, c: [x.ts], d: null, e: two.ts }"));
  assert.deepEqual(found.map(({ path, place }) => `${place!.column} ${path}`), ["11 one.ts", "48 two.ts"]);
  for (const text of ["name: a", "use: [one.ts]", "use: one.ts", "use: null", "use: {}"]) {
    assert.deepEqual(extensionsOf(treeOf(text)), [], text);
  }
});

Deno.test("checkExtensions() reports files that nobody loaded, and a section that is no map of paths", () => {
  const vocabulary = extendVocabulary(VOCABULARY, "/loaded.ts", {});
  const told = (text: string) => {
    const diagnostics: Diagnostic[] = [];
    checkExtensions(treeOf(text), vocabulary, diagnostics);
    return diagnostics.map(({ message, place }) => `${place!.line}:${place!.column} ${message}`);
  };
  assert.deepEqual(told("name: a"), []);
  assert.deepEqual(told("use: { a: /loaded.ts }"), []);
  assert.deepEqual(told("use: { a: /loaded.ts, b: /not.ts }"), ['1:26 Extension "/not.ts" is not loaded']);
  assert.deepEqual(told("use: { a: 2, b: /not.ts }"), ["1:11 use.a must be text: found 2"]);
  assert.deepEqual(told("use: [/loaded.ts]"), ["1:1 use must be a map: found a list"]);
});
