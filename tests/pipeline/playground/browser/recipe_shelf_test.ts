import assert from "node:assert/strict";
import { createWorkspace } from "../../../../pipeline/editor/workspace.ts";
import {
  createShelf,
  overwrittenBy,
  pathFrom,
  typedTexts,
} from "../../../../pipeline/playground/browser/recipe_shelf.ts";

Deno.test("pathFrom() names a recipe as another one does", () => {
  assert.equal(pathFrom("recipes/demo.yaml", "recipes/base/demo_data.yaml"), "base/demo_data.yaml");
  assert.equal(pathFrom("recipes/hybrids/demo/a.yaml", "recipes/hybrids/b.yaml"), "../b.yaml");
  assert.equal(pathFrom("recipes/ablations/a.yaml", "recipes/base/b.yaml"), "../base/b.yaml");
});

Deno.test("A shelf keeps what was typed over its library, and forgets it when it is as before", () => {
  const shelf = createShelf({ texts: { "recipes/a.yaml": "name: a", "recipes/base/b.yaml": "version: 1" } });
  shelf.type("recipes/a.yaml", "name: other");
  shelf.type("recipes/new.yaml", "version: 1");
  assert.deepEqual(shelf.paths(), ["recipes/a.yaml", "recipes/base/b.yaml", "recipes/new.yaml"]);
  assert.equal(shelf.host.read("/recipes/a.yaml"), "name: other");
  assert.equal(shelf.original("recipes/a.yaml"), "name: a");
  shelf.type("recipes/a.yaml", "name: a");
  assert.equal(shelf.text("recipes/a.yaml"), "name: a");
  assert.throws(() => shelf.host.read("recipes/none.yaml"), /no recipe of this page/);
  assert.deepEqual(shelf.host.recipesIn("/recipes"), ["/recipes/a.yaml", "/recipes/new.yaml"]);
  assert.deepEqual(shelf.host.foldersIn("/recipes"), ["base"]);
  assert.deepEqual([shelf.isWhole("recipes/a.yaml"), shelf.isWhole("recipes/base/b.yaml")], [true, false]);
});

Deno.test("A recipe that uses an extension file is told that a page runs none", async () => {
  const shelf = createShelf({
    texts: { "recipes/a.yaml": "version: 1\nname: a\nuse: { mine: mine.ts }\n" },
  });
  const workspace = createWorkspace(shelf.host, (path) => shelf.text(path.slice(1)));
  const { mistakes } = await workspace.analyse("/recipes/a.yaml", undefined);
  assert.deepEqual(mistakes.map(({ message, place, hint }) => [place?.line, message, hint]), [
    [3, 'A page runs no extension files: "recipes/mine.ts" is one', "check this recipe with deno task check"],
  ]);
});

Deno.test("A link takes along what was typed and is reached, and loses nothing that was typed", async () => {
  const [my, base] = ["recipes/my.yaml", "recipes/my_base.yaml"];
  const shelf = createShelf({ texts: { "recipes/a.yaml": "version: 1\nname: a\n" } });
  shelf.type(base, "version: 1\nname: base\nextends: a.yaml\n");
  shelf.type(my, "version: 1\nname: my\nextends: my_base.yaml\nlosses: }\n");
  shelf.type("recipes/other.yaml", "version: 1");
  const workspace = createWorkspace(shelf.host, (path) => shelf.text(path.slice(1)));
  const { asked } = await workspace.analyse(`/${my}`, undefined);
  const texts = typedTexts([...asked].map((path) => path.slice(1)), shelf);
  assert.deepEqual(Object.keys(texts), [my], "of a recipe that cannot be read, its parents are unknown");
  shelf.type(my, "version: 1\nname: my\nextends: my_base.yaml\nlosses: { wrong: 1 }\n");
  const whole = await workspace.analyse(`/${my}`, undefined);
  const reached = typedTexts([...whole.asked].map((path) => path.slice(1)), shelf);
  assert.deepEqual(Object.keys(reached).sort(), [my, base]);
  assert.deepEqual(overwrittenBy(reached, shelf), []);
  assert.deepEqual(overwrittenBy({ ...reached, [base]: "version: 1", "recipes/a.yaml": "" }, shelf), [base]);
});
