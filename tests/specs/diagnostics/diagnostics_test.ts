import assert from "node:assert/strict";
import {
  renderDiagnostic,
  renderDiagnostics,
  UserError,
  userError,
} from "../../../specs/diagnostics/diagnostics.ts";
import { sourceOf } from "../../../specs/load/source.ts";

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

Deno.test("renderDiagnostics() shows many alike as one and counts the rest, and cuts long texts", () => {
  const place = (line: number) => sourceOf("a.yaml", "x\n".repeat(line)).place(2 * (line - 1), 1);
  const alike = Array.from(
    { length: 60 },
    (_, i) => ({ message: `Unknown key "k${i}"`, place: place(i + 1) }),
  );
  const [heading, block, ...others] = renderDiagnostics(new UserError("Cannot load", alike)).split("\n\n");
  assert.equal(heading, "Cannot load: 60 problems");
  assert.match(block!, /^error: Unknown key "k0", and 59 more: line 2, line 3, \.\.\.\n --> a.yaml:1:1/);
  assert.deepEqual(others, []);
  const few = renderDiagnostics(new UserError("Cannot load", alike.slice(0, 50)));
  assert.equal(few.split("\n\n").length, 51);
  const words = Array.from({ length: 70 }, (_, i) => ({ message: `Wrong ${"x".repeat(i + 1)}` }));
  assert.match(renderDiagnostics(new UserError("Cannot load", words)), /\n\nand 20 more of other kinds$/);
  const long = renderDiagnostic({ message: "m".repeat(5000), hint: "h".repeat(5000) });
  assert.equal(long.length, "error: \n  = ".length + 2 * (500 + "...".length));
  const program = `for f in files: ${"x".repeat(9000)}`;
  assert.ok(renderDiagnostic({ message: "m", hint: `type:\n${program}` }).endsWith(`\n    ${program}`));
});
