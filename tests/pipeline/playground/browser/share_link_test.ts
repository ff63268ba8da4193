import assert from "node:assert/strict";
import fc from "fast-check";
import { fragmentOf, sharedIn } from "../../../../pipeline/playground/browser/share_link.ts";

Deno.test("A link brings a recipe letter by letter, and one of the library by its name", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), (text) => {
    const fragment = fragmentOf({ path: "recipes/mine.yaml", text });
    assert.match(fragment, /^#recipes\/mine\.yaml=[\w-]*$/);
    assert.deepEqual(sharedIn(fragment), { path: "recipes/mine.yaml", text });
  }));
  assert.equal(fragmentOf({ path: "recipes/demo.yaml" }), "#recipes/demo.yaml");
  assert.deepEqual(sharedIn("#recipes/demo.yaml"), { path: "recipes/demo.yaml" });
  assert.equal(sharedIn(""), undefined);
});

Deno.test("A link that was cut off, changed or made up brings no recipe, and says why", () => {
  const fragment = fragmentOf({ path: "recipes/mine.yaml", text: "version: 1\nname: mine\n".repeat(9) });
  const damaged = (text: string) => (sharedIn(text) as { damaged?: string }).damaged;
  for (const each of [fragment.slice(0, -3), fragment.replace("=", "=~"), `${fragment}AAAA`.slice(0, -9)]) {
    assert.match(damaged(each) ?? "", /end is missing/, each);
  }
  for (const each of ["#/etc/passwd", "#../demo.yaml", "#<b>.yaml", "#demo"]) {
    assert.match(damaged(each) ?? "", /names no recipe/, each);
  }
  assert.match(damaged(`#a.yaml=${"A".repeat(3e5)}`) ?? "", /too long/);
});
