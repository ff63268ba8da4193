import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { isPartText, isRecipeText } from "../../../specs/editor/file_kind.ts";
import { recipeFiles } from "../recipes.ts";
import { readText } from "../recipes.ts";

Deno.test("isRecipeText() knows every recipe, and no grid or encoder", () => {
  const others = ["sweeps", "recipes/encoders"].flatMap((folder) =>
    readdirSync(new URL(`../../../${folder}`, import.meta.url)).map((name) => `${folder}/${name}`)
  );
  const recipes = recipeFiles().map(({ file }) => file);
  assert.ok(recipes.length > 50 && others.length > 2);
  const unnamed = (text: string) => text.replace(/^# yaml-language-server.*\n/, "");
  for (const read of [readText, (file: string) => unnamed(readText(file))]) {
    assert.deepEqual(recipes.filter((file) => !isRecipeText(read(file))), []);
    assert.deepEqual(others.filter((file) => isRecipeText(read(file))), []);
  }
});

Deno.test("isPartText() tells parts from recipes that are run", () => {
  const wrong = recipeFiles().filter(({ file, complete }) => complete === isPartText(readText(file)));
  assert.deepEqual(wrong, []);
});
