import assert from "node:assert/strict";
import fc from "fast-check";
import { keysOf, parseJson, placeOf } from "../../../../pipeline/annotations/json/locate.ts";
import type { JsonPath } from "../../../../pipeline/annotations/json/path.ts";
import { type Diagnostic, UserError } from "../../../../specs/diagnostics/diagnostics.ts";

/** The text that a place underlines. */
function underlined(text: string, path: JsonPath): string {
  const { source, column, length } = placeOf(text, "f.json", path);
  return source.slice(column - 1, column - 1 + length);
}

function mistakes(text: string) {
  try {
    parseJson(text, "f.json");
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.diagnostics.map(({ message, place, hint }) => ({
      message,
      hint,
      at: place && `${place.line}:${place.column}:${place.length}`,
    }));
  }
  return [];
}

const TEXT = `{
  "results": {
    "a \\"b\\" [": [
      {"label": "x}", "score": 1.5e3, "segment": [0, "1.5"]},
      {"label": "y", "score":-2, "segment": [ 3 , 4 ]}
    ],
    "c": []
  }
}`;

Deno.test("placeOf() finds scalars, containers and what is nearest to a missing value", () => {
  assert.equal(underlined(TEXT, ["results", 'a "b" [', 0, "score"]), "1.5e3");
  assert.equal(underlined(TEXT, ["results", 'a "b" [', 1, "score"]), "-2");
  assert.equal(underlined(TEXT, ["results", 'a "b" [', 0, "segment", 1]), '"1.5"');
  assert.equal(underlined(TEXT, ["results", 'a "b" [', 1, "segment"]), "[ 3 , 4 ]");
  assert.equal(underlined(TEXT, ["results", "c"]), "[]");
  assert.equal(underlined(TEXT, ["results", 'a "b" [']), '"a \\"b\\" ["');
  assert.equal(underlined(TEXT, ["results", "missing"]), '"results"');
  assert.equal(underlined(TEXT, ["database"]), "{");
  const { line, column } = placeOf(TEXT, "f.json", ["results", 'a "b" [', 1, "label"]);
  assert.deepEqual([line, column], [5, 17]);
});

Deno.test("placeOf() finds every value of any document", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.array(fc.jsonValue())),
      fc.constantFrom(0, 1),
      (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        for (const [key, list] of Object.entries(value)) {
          list.forEach((item, i) => {
            const found = underlined(text, [key, i]);
            // JSON has no -0.
            const written = JSON.parse(JSON.stringify(item));
            if (typeof item !== "object" && found.length < 80) assert.deepEqual(JSON.parse(found), written);
          });
        }
        assert.deepEqual(keysOf(JSON.parse(text), text, []).sort(), Object.keys(value).sort());
      },
    ),
  );
});

Deno.test("keysOf() gives keys in the order of the text, which JavaScript's own order is not", () => {
  const keys = (text: string) => keysOf(JSON.parse(text).r, text, ["r"]);
  assert.deepEqual(keys('{"r": {"b": 1, "10": {"x": 2}, "9": [3], "0": 4}}'), ["b", "10", "9", "0"]);
  assert.deepEqual(keys('{"r": {"z": 1, "01": 2, "a": 3}}'), ["z", "01", "a"]);
  assert.deepEqual(keys('{"r": {}}'), []);
  assert.deepEqual(keysOf({ 2: "b", 1: "a" }, undefined, []), ["1", "2"]);
});

Deno.test("parseJson() names every NaN and Infinity with its path and place", () => {
  const text = '{"results": {"v1": [\n{"score": NaN},\n{"score": -Infinity}]}}';
  assert.deepEqual(mistakes(text), [
    {
      message: "NaN at results.v1[0].score: expected a finite number",
      hint: "strict JSON has no NaN and no Infinity",
      at: "2:11:3",
    },
    {
      message: "-Infinity at results.v1[1].score: expected a finite number",
      hint: "strict JSON has no NaN and no Infinity",
      at: "3:11:9",
    },
  ]);
});

Deno.test("parseJson() shows the first mistake of a broken text", () => {
  const cases: [string, string, string][] = [
    ["{'a': 1}", "expected a key in double quotes, found \"'a'\"", "1:2:3"],
    ['{"a": None}', 'expected a value, found "None"', "1:7:4"],
    ['{"a": 1,\n}', 'expected "}" instead of a last comma, found ","', "1:8:1"],
    ["[1 2]", 'expected "," or "]", found "2"', "1:4:1"],
    ['{"a" 1}', 'expected ":" after the key "a", found "1"', "1:6:1"],
    ["[1] x", 'expected the end of the file, found "x"', "1:5:1"],
    ["[01]", 'expected "," or "]", found "1"', "1:3:1"],
    ['{"a": [1,', "expected a value, but the file ends", "1:10:1"],
    ['{"a": "bc', "expected a value, but the file ends", "1:7:3"],
    ["", "expected a value, but the file ends", "1:1:1"],
  ];
  for (const [text, message, at] of cases) {
    const [found] = mistakes(text);
    assert.deepEqual([found?.message, found?.at], [`Cannot read JSON: ${message}`, at], text);
  }
  assert.match(mistakes('["a\tb"]')[0]!.message, /a tab/);
  assert.equal(mistakes('{"a": [1,')[0]!.hint, "is the file complete?");
  const lines = "a value on each line? jq -s . FILE > list.json makes one list of them";
  assert.equal(mistakes('{"a": 1}\n{"a": 2}\n')[0]!.hint, lines);
  for (const text of ['{"a": 1} {"a": 2}', "[1]\nx"]) assert.equal(mistakes(text)[0]!.hint, undefined, text);
});

Deno.test("parseJson() places a mistake in whatever JSON.parse refuses", () => {
  const texts = fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", ",", "]", "}", '"', "x", "-", "\\", "\f"));
  fc.assert(fc.property(texts, ([json, at, insert]) => {
    const cut = at % (json.length + 1);
    const text = json.slice(0, cut) + insert + json.slice(cut + 1);
    let refused = false;
    try {
      JSON.parse(text);
    } catch {
      refused = true;
    }
    const found = mistakes(text);
    assert.equal(found.length > 0, refused);
    assert.ok(found.every((one) => one.at !== undefined), text);
  }));
});

for (
  const [title, text, column] of [
    ["arrays", "[".repeat(100_000) + "]".repeat(100_000), 1001],
    ["objects", '{"a":'.repeat(100_000) + "1" + "}".repeat(100_000), 5001],
    ["brackets that are never closed", "[".repeat(100_000), 1001],
  ] as const
) {
  Deno.test(`parseJson() refuses ${title} nested 100,000 deep, with the place`, () => {
    assert.throws(() => parseJson(text, "deep.json"), (error) => {
      assert.ok(error instanceof UserError);
      const [{ message, place }] = error.diagnostics as [Diagnostic];
      assert.equal(message, 'Cannot read JSON in "deep.json": it is nested more than 1000 levels deep');
      assert.equal(place!.column, column);
      return true;
    });
  });
}

Deno.test("parseJson() takes what is nested 1000 deep, and brackets in text for text", () => {
  assert.ok(Array.isArray(parseJson("[".repeat(1000) + "]".repeat(1000), "deep.json")));
  const text = "[".repeat(5000) + '\\"{';
  assert.deepEqual(parseJson(JSON.stringify([text]), "text.json"), [text]);
});
