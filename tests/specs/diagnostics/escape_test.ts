import assert from "node:assert/strict";
import fc from "fast-check";
import { escapeControls, escapeJson } from "../../../specs/diagnostics/escape.ts";

/** Ranges that terminals obey, or that show as nothing or as something else. */
const UNSEEN = [
  [0x00, 0x08],
  [0x0b, 0x0c],
  [0x0e, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfeff, 0xfeff],
  [0xe0001, 0xe007f],
] as const;

/** Texts with many such characters among others. */
const text = fc.array(
  fc.oneof(
    fc.oneof(
      ...UNSEEN.map(([min, max]) => fc.integer({ min, max }).map((code) => String.fromCodePoint(code))),
    ),
    fc.constantFrom("a", "é", "日", "🏃", "\\", '"', "\t", "\n", "\r", " "),
    fc.string({ unit: "binary", maxLength: 3 }),
  ),
).map((parts) => parts.join(""));

const isUnseen = (character: string) =>
  UNSEEN.some(([min, max]) => character.codePointAt(0)! >= min && character.codePointAt(0)! <= max);

Deno.test("escapeControls() shows the characters of attacks", () => {
  assert.equal(escapeControls("\x1b[31mRED\x1b]0;title\x07"), "\\x1b[31mRED\\x1b]0;title\\x07");
  assert.equal(
    escapeControls("\x9b2J \x7f \u202eexe \u{e0041} a\nb\tc"),
    "\\x9b2J \\x7f \\u202eexe \\u{e0041} a\\x0ab\tc",
  );
  assert.equal(escapeControls("a\r\nb", "\n"), "a\\x0d\nb");
});

Deno.test("escapeControls() leaves no such character, changes no other, and twice is once", () => {
  fc.assert(fc.property(text, (text) => {
    const shown = escapeControls(text);
    assert.ok(![...shown].some((character) => isUnseen(character) || /[\r\n]/.test(character)), shown);
    assert.equal(escapeControls(shown), shown);
    const undone = shown.replace(
      /\\x([0-9a-f]{2})|\\u([0-9a-f]{4})|\\u\{([0-9a-f]+)\}/g,
      (_, a, b, c) => String.fromCodePoint(parseInt(a ?? b ?? c, 16)),
    );
    if (!/\\[xu]/.test(text)) assert.equal(undone, text);
  }));
});

Deno.test("escapeJson() keeps the value and leaves no such character", () => {
  fc.assert(fc.property(fc.dictionary(text, fc.array(text)), (value) => {
    for (const json of [JSON.stringify(value), JSON.stringify(value, null, 2)]) {
      const shown = escapeJson(json);
      assert.deepEqual(JSON.parse(shown), JSON.parse(json));
      assert.ok(![...shown].some(isUnseen), shown);
    }
  }));
});
