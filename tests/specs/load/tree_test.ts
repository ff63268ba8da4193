import assert from "node:assert/strict";
import { merge } from "../../../specs/load/merge.ts";
import { entryAt, placeAt, removalAt, showTree, subtree } from "../../../specs/load/tree.ts";
import { treeOf } from "./trees.ts";

const TREE = treeOf(`a:
  list:
    - { x: 1, y: { z: 2 } }
    - [3, [4]]
  text: hello
  none: null
other: {}
`);

/** What a place points at, as `line:column`. */
const at = (...path: (string | number)[]) => {
  const { line, column } = placeAt(TREE, path);
  return `${line}:${column}`;
};

Deno.test("placeAt() is the value of a scalar, and the key of a map or list", () => {
  assert.deepEqual([at("a", "text"), at("a", "list"), at("a"), at()], ["5:9", "2:3", "1:1", "1:1"]);
});

Deno.test("placeAt() goes into the items of lists", () => {
  assert.equal(at("a", "list", 0, "x"), "3:12");
  assert.equal(at("a", "list", 0, "y"), "3:15");
  assert.equal(at("a", "list", 0, "missing"), "3:7", "the item that lacks it");
  assert.equal(at("a", "list", 0), "3:7");
  assert.equal(at("a", "list", 1), "4:7");
  assert.equal(at("a", "list", 1, 0), "4:8");
  assert.equal(at("a", "list", 1, 1), "4:11");
  assert.equal(at("a", "list", 1, 1, 0), "4:12");
  assert.equal(at("a", "list", 1, 7), "4:7", "the list without such an item");
});

Deno.test("placeAt() is the nearest that exists where nothing is", () => {
  assert.equal(at("a", "list", 2), "2:3");
  assert.equal(at("a", "nowhere", "b"), "1:1");
  assert.equal(at("a", "text", "b"), "5:3");
  assert.equal(at("b"), "1:1");
  assert.equal(at("other"), "7:1");
  assert.equal(at("other", "b"), "7:1");
});

Deno.test("subtree() and entryAt() find what is there and nothing else", () => {
  assert.equal(subtree(TREE, ["a", "list", 0, "y", "z"])?.place.line, 3);
  for (const path of [["b"], ["a", "list", 9], ["a", "list", "x"], ["a", "text", "x"], ["a", "text", 0]]) {
    assert.equal(subtree(TREE, path), undefined, path.join("."));
  }
  assert.equal(entryAt(TREE, ["a", "text"])?.key.column, 3);
  for (const path of [["b"], [], ["a", "list", 0], ["b", "c"]]) assert.equal(entryAt(TREE, path), undefined);
});

Deno.test("showTree() names scalars by value and the rest by shape", () => {
  const shown = [["a", "text"], ["a", "none"], ["a", "list", 0, "x"], ["a", "list"], ["a"]];
  assert.deepEqual(shown.map((path) => showTree(subtree(TREE, path)!)), [
    '"hello"',
    "null",
    "1",
    "a list",
    "a map",
  ]);
});

Deno.test("removalAt() is the null that removed a key, a map around it, and nothing else", () => {
  const merged = merge(
    treeOf("a: { b: { c: 1 }, d: 2 }\ne: 3", "base.yaml"),
    treeOf("# a patch\na: { b: null }", "patch.yaml"),
    [],
  );
  const removal = (...path: string[]) => {
    const place = removalAt(merged, path);
    return place && `${place.file}:${place.line}:${place.column}`;
  };
  assert.equal(removal("a", "b"), "patch.yaml:2:6");
  assert.equal(removal("a", "b", "c"), "patch.yaml:2:6");
  for (const path of [["a", "b", "x"], ["a", "d"], ["a"], [], ["e"], ["e", "f"], ["x"], ["a", "x"]]) {
    assert.equal(removal(...path), undefined, path.join("."));
  }
});
