import assert from "node:assert/strict";
import fc from "fast-check";
import { stringify } from "yaml";
import { plain, type ScalarTree, subtree } from "../../../specs/load/tree.ts";
import { treeOf } from "./trees.ts";

/** The text that a stretch of a value is said to stand at. */
function spotted(text: string, offset: number, length: number): string {
  const { line, column, length: found, source } = (subtree(treeOf(text), ["a"]) as ScalarTree).spot(
    offset,
    length,
  );
  assert.equal(source, text.replace(/^\uFEFF/, "").split(/\r?\n/)[line - 1]);
  return source.slice(column - 1, column - 1 + found);
}

Deno.test("readDocument() reads YAML 1.2: yes and off are text, 1e-4 is a number, 007 is 7", () => {
  const text = "a: yes\nb: off\nc: 1e-4\nd: 007\ne: 1_000\nf: true\ng: 0x10\nh: '5'\ni: ~\nj: 1:30";
  assert.deepEqual(plain(treeOf(text)), {
    a: "yes",
    b: "off",
    c: 1e-4,
    d: 7,
    e: "1_000",
    f: true,
    g: 16,
    h: "5",
    i: null,
    j: "1:30",
  });
});

Deno.test("readDocument() gives back every value that YAML can hold", () => {
  const word = fc.stringMatching(/^[a-z]{1,5}$/);
  // Texts that look like expressions or parts of YAML.
  const marks = fc.string({ unit: fc.constantFrom(..."()[]{},:#&*!x "), maxLength: 6 });
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    marks,
    fc.array(fc.dictionary(fc.oneof(word, marks), marks, { noNullPrototype: true })),
  );
  fc.assert(fc.property(fc.dictionary(word, value, { minKeys: 1, noNullPrototype: true }), (map) => {
    fc.pre(!JSON.stringify(map).includes("__proto__"));
    // JSON has no -0.
    const written = JSON.parse(JSON.stringify(map));
    assert.deepEqual(plain(treeOf(stringify(written))), written);
  }));
});

Deno.test("readDocument() takes brackets that do not match in text for text, where no comma can end it", () => {
  const written = [{ a: [{ "": "(,]" }, { b: "((x, [y)" }], c: "(,]", d: "f(x,\n  y]" }];
  assert.deepEqual(plain(treeOf(stringify({ a: written }))), { a: written });
  assert.throws(() => treeOf("a: { b: f(x, y) }"), /The value of "b" has commas within { } and no quotes/);
  assert.deepEqual(plain(treeOf("a: { b: '(,]', c: (x }")), { a: { b: "(,]", c: "(x" } });
});

Deno.test("spot() finds words in plain, quoted, folded and literal texts", () => {
  for (
    const text of [
      "a: mean(x, T)",
      "a: 'mean(x, T)'",
      'a: "mean(x, T)"',
      "a: mean(x,\n  T)",
      "a: >-\n  mean(x, T)",
      "a: >-   # T in a comment\n  mean(x, T)",
      "a: |\n  mean(x, T)\n",
      "a: >-\r\n  mean(x,\r\n  T)\r\n",
      "\uFEFFa: mean(x, T)",
      "b: &T mean(x, T)\na: *T",
    ]
  ) {
    assert.equal(spotted(text, 0, 4), "mean", text);
    assert.equal(spotted(text, 5, 1), "x", text);
    assert.equal(spotted(text, 8, 1), "T", text);
  }
});

Deno.test("spot() stays within the value", () => {
  assert.equal(spotted("a: mean(x", 8, 1), "x");
  assert.equal(spotted("a: mean(x", 80, 5), "x");
  assert.equal(spotted("a: >-\n  -x", 0, 1), "-");
  assert.equal(spotted("a: ' '", 0, 1), " ");
});
