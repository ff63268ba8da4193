import assert from "node:assert/strict";
import {
  renderDiagnostic,
  renderDiagnostics,
  suggest,
  UserError,
  userError,
} from "../../specs/diagnostics.ts";
import { sourceOf } from "../../specs/load/source.ts";

Deno.test("suggest() finds misspelled, swapped, dotted and wrongly capital names, else lists", () => {
  const known = ["kernel", "steps", "cas", "r_easy"];
  assert.equal(suggest("kernal", known), 'did you mean "kernel"?');
  assert.equal(suggest("stpes", known), 'did you mean "steps"?');
  assert.equal(suggest("Kernel", known), 'did you mean "kernel"?');
  assert.equal(suggest("embedding.cas", known), 'did you mean "cas"?');
  assert.equal(suggest("weight", known), "one of: kernel, steps, cas, r_easy");
  assert.equal(suggest("x", ["y", "z"]), "one of: y, z");
  assert.equal(suggest("x", []), undefined);
  const many = Array.from({ length: 30 }, (_, i) => `name${i}`);
  assert.match(suggest("other_thing", many)!, /^one of: name0, .*name23 and 6 more$/);
});

Deno.test("renderDiagnostic() points below tabs, at line ends and into very long lines", () => {
  const caret = (text: string, offset: number, length: number) => {
    const place = sourceOf("a.yaml", text).place(offset, length);
    const lines = renderDiagnostic({ message: "Wrong", place }).split("\n");
    const [source, marks] = [lines[3]!.slice(4), lines[4]!.slice(4)];
    return source.slice(marks.indexOf("^"), marks.lastIndexOf("^") + 1);
  };
  assert.equal(caret("a: 1\nb:\tkernal", 8, 6), "kernal");
  assert.equal(caret("a: 1", 3, 90), "1");
  const long = `${"x".repeat(500)} here ${"y".repeat(500)}`;
  assert.equal(caret(long, 501, 4), "here");
  assert.equal(caret(long, 0, 1), "x");
});

Deno.test("renderDiagnostic() shows control characters as escapes, with the caret under what is meant", () => {
  const place = sourceOf("a\x1b.yaml", "\u202ename: \x1b[31mred\tx # \x07").place(7, 8);
  assert.equal(
    renderDiagnostic({ message: "Wrong \x9b\nerror: forged", place, hint: "mend\x1b it" }),
    [
      "error: Wrong \\x9b",
      "    error: forged",
      " --> a\\x1b.yaml:1:8",
      "  |",
      "1 | \\u202ename: \\x1b[31mred\tx # \\x07",
      "  |             ^^^^^^^^^^^ mend\\x1b it",
    ].join("\n"),
  );
});

Deno.test("renderDiagnostics() counts several problems, and says one plainly", () => {
  assert.equal(renderDiagnostics(userError("Wrong", "mend it")), "error: Wrong\n  = mend it");
  const both = new UserError("Cannot load", [{ message: "One" }, { message: "Two" }]);
  assert.equal(renderDiagnostics(both), "Cannot load: 2 problems\n\nerror: One\n\nerror: Two");
});
