import assert from "node:assert/strict";
import fc from "fast-check";
import { classColours, COLOURS } from "../../../../pipeline/report/charts/colours.ts";

Deno.test("classColours() gives the classes of a video different colours, and a class the same over videos", () => {
  const labels = Array.from({ length: 12 }, (_, i) => `class ${i}`);
  const [first, second, third] = classColours([labels.slice(0, 4), ["class 2", "class 9"], [
    "class 1",
    "class 9",
  ]]);
  assert.deepEqual([...first!.values()], [0, 1, 2, 3]);
  assert.deepEqual([...second!], [["class 2", 2], ["class 9", 4]]);
  assert.deepEqual([...third!], [["class 1", 1], ["class 9", 4]]);
  fc.assert(
    fc.property(fc.array(fc.uniqueArray(fc.constantFrom(...labels), { maxLength: COLOURS })), (videos) => {
      for (const colours of classColours(videos)) assert.equal(new Set(colours.values()).size, colours.size);
    }),
  );
});

Deno.test("classColours() repeats colours where a video has more classes than there are", () => {
  const [colours] = classColours([Array.from({ length: 20 }, (_, i) => `class ${i}`)]);
  assert.equal(colours!.size, 20);
  assert.ok([...colours!.values()].every((colour) => colour >= 0 && colour < COLOURS));
});
