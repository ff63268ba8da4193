import assert from "node:assert/strict";
import { z } from "zod";
import { checkSection } from "../../../../specs/recipe/check/section.ts";
import type { Diagnostic } from "../../../../specs/diagnostics/diagnostics.ts";
import { treeOf } from "../../load/trees.ts";

/** What is told of a section `a`: `line:column message (hint)`. */
function told(text: string, schema: z.ZodType): string[] {
  const diagnostics: Diagnostic[] = [];
  const checked = checkSection(treeOf(text), ["a"], z.strictObject({ v: schema }), diagnostics);
  assert.equal(checked === undefined, diagnostics.length > 0);
  return diagnostics.map(({ message, place, hint }) =>
    `${place!.line}:${place!.column} ${message}${hint ? ` (${hint})` : ""}`
  );
}

const LIST = z.array(z.number().min(3));

Deno.test("checkSection() explains the form of a union whose issues are all below the value", () => {
  const either = z.union([z.string(), LIST]);
  assert.deepEqual(told("a: { v: [4, 5] }", either), []);
  assert.deepEqual(told("a: { v: x }", either), []);
  assert.deepEqual(told("a: { v: [4, yes] }", either), ['1:13 a.v.1 must be a number: found "yes"']);
  assert.deepEqual(told("a: { v: [1, yes] }", either), [
    "1:10 a.v.0 needs at least 3 entries",
    '1:13 a.v.1 must be a number: found "yes"',
  ]);
});

Deno.test("checkSection() names all forms of a union where none has issues below the value alone", () => {
  const numbers = z.union([z.string(), LIST]);
  assert.deepEqual(told("a: { v: true }", numbers), ["1:9 a.v must be text or a list: found true"]);
  const both = z.intersection(z.strictObject({ b: z.number() }), z.number());
  assert.deepEqual(both.safeParse({ b: "x" }).error!.issues.map(({ path }) => path.join()), ["b", ""]);
  assert.deepEqual(told("a: { v: { b: x } }", z.union([z.string(), both])), [
    "1:6 a.v must be text or a map: found a map",
  ]);
});

Deno.test("checkSection() explains the first form that fits, with unknown keys and too few entries", () => {
  const either = z.union([z.strictObject({ file: z.string() }), z.array(z.number()).min(2)]);
  assert.deepEqual(told("a: { v: { fil: x } }", either), [
    '1:11 Unknown key "fil" at a.v.fil (did you mean "file"?)',
  ]);
  assert.deepEqual(told("a: { v: [1] }", either), ["1:6 a.v needs at least 2 entries"]);
  const one = z.union([z.string(), z.array(z.number()).min(1)]);
  assert.deepEqual(told("a: { v: [] }", one), ["1:6 a.v needs at least 1 entry"]);
});

Deno.test("checkSection() goes on from the path where a refinement's message does, however it begins", () => {
  const even = (message?: string) => z.number().refine((value) => value % 2 === 0, message);
  assert.deepEqual(told("a: { v: 1 }", even("must be even")), ["1:9 a.v must be even"]);
  assert.deepEqual(told("a: { v: 1 }", even("is odd")), ["1:9 a.v is odd"]);
  assert.deepEqual(told("a: { v: 1 }", even()), ["1:9 a.v is not what is wanted here"]);
});
