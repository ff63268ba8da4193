import assert from "node:assert/strict";
import { loadTree } from "../../../specs/load/mod.ts";
import { setOwnRecipes } from "../../../specs/load/own_recipes.ts";
import { plain, subtree } from "../../../specs/load/tree.ts";

const FILES: Readonly<Record<string, string>> = {
  "/walt/recipes/base/data.yaml": "version: 1\ndata: { root: ../../data/X }",
  "/walt/recipes/own.yaml": "version: 1\nextends: base/data.yaml",
  "/mine/sub/a.yaml": "version: 1\nextends: walt:own",
  "/mine/b.yaml": "version: 1\nextends: sub/a.yaml",
  "/mine/c.yaml": "version: 1\nextends: walt:own\ndata: { root: here }",
};

/** The data set of a recipe of `FILES`. */
function rootOf(file: string, cwd = "/here"): unknown {
  const { tree } = loadTree(file, { cwd, read: (path) => FILES[path]! });
  return plain(subtree(tree, ["data", "root"])!);
}

Deno.test("data of an installed walt's recipes are where the recipe is that extends them, or where the person stands", () => {
  setOwnRecipes("/walt/recipes", { isInstalled: () => true });
  assert.deepEqual(
    ["/walt/recipes/own.yaml", "/mine/sub/a.yaml", "/mine/b.yaml", "/mine/c.yaml"].map((file) =>
      rootOf(file)
    ),
    ["/here/data/X", "/mine/sub/data/X", "/mine/sub/data/X", "/mine/here"],
  );
  assert.equal(rootOf("/walt/recipes/own.yaml", ""), "data/X");
  setOwnRecipes("/walt/recipes");
  assert.equal(rootOf("/mine/sub/a.yaml"), "/walt/data/X");
});
