import assert from "node:assert/strict";
import fc from "fast-check";
import { deflateSync } from "fflate";
import { fragmentOf, sharedIn } from "../../../../pipeline/playground/browser/share_link.ts";

Deno.test("A link brings a recipe letter by letter, and one of the library by its name", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const shared = { path: "recipes/mine.yaml", texts: { "recipes/mine.yaml": text } };
    const fragment = fragmentOf(shared)!;
    assert.match(fragment, /^#recipes\/mine\.yaml=[\w-]*$/);
    assert.deepEqual(sharedIn(fragment), shared);
  }));
  assert.equal(fragmentOf({ path: "recipes/demo.yaml", texts: {} }), "#recipes/demo.yaml");
  assert.deepEqual(sharedIn("#recipes/demo.yaml"), { path: "recipes/demo.yaml", texts: {} });
  assert.equal(sharedIn(""), undefined);
});

Deno.test("A link that was cut off, changed or made up brings no recipe, and says why", () => {
  const fragment = fragmentOf({
    path: "recipes/mine.yaml",
    texts: { "recipes/mine.yaml": "version: 1\nname: mine\n".repeat(9) },
  })!;
  const damaged = (text: string) => (sharedIn(text) as { damaged?: string }).damaged;
  for (const each of [fragment.slice(0, -3), fragment.replace("=", "=~"), `${fragment}AAAA`.slice(0, -9)]) {
    assert.match(damaged(each) ?? "", /end is missing/, each);
  }
  for (const each of ["#/etc/passwd", "#../demo.yaml", "#<b>.yaml", "#demo"]) {
    assert.match(damaged(each) ?? "", /names no recipe/, each);
  }
  assert.match(damaged(`#a.yaml=${"A".repeat(3e5)}`) ?? "", /too long/);
});

Deno.test("A link brings others that a recipe extends, also where the library has the recipe", () => {
  const texts = { "recipes/my.yaml": "name: my", "recipes/base/part.yaml": "version: 1" };
  for (const path of ["recipes/my.yaml", "recipes/base/part.yaml", "recipes/demo.yaml"]) {
    assert.deepEqual(sharedIn(fragmentOf({ path, texts })!), { path, texts });
  }
});

Deno.test("A text that is too long for a link is refused on both sides, and never cut", () => {
  const path = "a.yaml";
  const most = "a".repeat(200_000);
  assert.deepEqual(sharedIn(fragmentOf({ path, texts: { [path]: most } })!), {
    path,
    texts: { [path]: most },
  });
  assert.equal(fragmentOf({ path, texts: { [path]: `${most}a` } }), undefined);
  assert.equal(fragmentOf({ path, texts: { [path]: "\u20ac".repeat(70_000) } }), undefined);
  const bomb = deflateSync(new Uint8Array(1e7)).toBase64({ alphabet: "base64url", omitPadding: true });
  assert.deepEqual(sharedIn(`#${path}=${bomb}`), { damaged: "its text of a.yaml is too long" });
});
