import assert from "node:assert/strict";
import fc from "fast-check";
import { contentText, element, escapeText } from "../../../../pipeline/report/pages/element.ts";
import { moved, svg } from "../../../../pipeline/report/charts/svg.ts";

Deno.test("escapeText() leaves no character with a meaning in markup, and is undone by reading it", () => {
  const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  fc.assert(fc.property(fc.string(), (text) => {
    const escaped = escapeText(text);
    assert.doesNotMatch(escaped, /[<>"']/);
    assert.equal(escaped.replace(/&(#?\w+);/g, (_, name) => entities[name]!), text);
  }));
});

Deno.test("escapeText() replaces what a page may not hold, and shows what would turn or hide its text", () => {
  assert.equal(escapeText("a\0b\x1bc\ud800d\te\n"), "a\\x00b\\x1bc\ufffdd\te\n");
  assert.equal(
    escapeText("a\u202eb\u2066c\u200bd\ufeffe\ufffef"),
    "a\\u202eb\\u2066c\\u200bd\\ufeffe\ufffdf",
  );
});

Deno.test("element() escapes text and attributes, and nests finished markup", () => {
  const inner = element("b", {}, "1 < 2");
  assert.equal(
    contentText(
      element("p", { title: `"x"`, lang: undefined, tabindex: 0 }, inner, false, [" & ", undefined]),
    ),
    `<p title="&quot;x&quot;" tabindex="0"><b>1 &lt; 2</b> &amp; </p>`,
  );
  assert.equal(contentText(element("br", {})), "<br>");
});

Deno.test("svg() rounds numbers and refuses those that are not finite", () => {
  assert.equal(svg("rect", { x: 1.23456, width: 2 }).markup, `<rect x="1.23" width="2"/>`);
  assert.equal(moved(1 / 3, 2, "a").markup, `<g transform="translate(0.33 2)">a</g>`);
  assert.throws(() => svg("rect", { x: NaN }), new RangeError("Attribute x of <rect> is NaN"));
});
