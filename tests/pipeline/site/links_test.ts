import assert from "node:assert/strict";
import { linkedFiles, relativeUrl, siteHref } from "../../../pipeline/site/links.ts";

const URLS = new Map([
  ["README.md", "index.html"],
  ["docs/a.md", "docs/a.html"],
  ["docs/b.md", "docs/b.html"],
  ["specs", "source/specs.html"],
]);

Deno.test("siteHref() leads from page to page, with anchors, and leaves alone what leads elsewhere", () => {
  assert.equal(siteHref("docs/a.md", "b.md#x", URLS), "b.html#x");
  assert.equal(siteHref("docs/a.md", "../README.md", URLS), "../index.html");
  assert.equal(siteHref("README.md", "specs/", URLS), "source/specs.html");
  for (const href of ["#here", "https://deno.com", "mailto:a@b.c"]) {
    assert.equal(siteHref("README.md", href, URLS), href);
  }
});

Deno.test("siteHref() refuses a link to a file that has no page", () => {
  assert.throws(
    () => siteHref("docs/a.md", "c.md", URLS),
    /docs\/a\.md links to docs\/c\.md, which has no page/,
  );
});

Deno.test("linkedFiles() finds each file that a page links to once, from the root", () => {
  const markdown = "[a](b.md#x) [b](b.md) ![c](../d.png) [d](https://deno.com) [e](#f) [f](../specs/)";
  assert.deepEqual(linkedFiles("docs/a.md", markdown), ["docs/b.md", "d.png", "specs"]);
});

Deno.test("relativeUrl() leads to a page from one in any folder", () => {
  assert.equal(relativeUrl("index.html", "docs/a.html"), "docs/a.html");
  assert.equal(relativeUrl("recipes/hybrids/a.html", "assets/site.css"), "../../assets/site.css");
});
