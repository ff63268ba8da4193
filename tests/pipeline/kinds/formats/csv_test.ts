import assert from "node:assert/strict";
import { parseLines } from "../../../../pipeline/kinds/formats/csv.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";

function rows(text: string): number[][] {
  const { shape: [count, width], values } = parseLines(text, "v.csv");
  return Array.from({ length: count! }, (_, r) => [...values.slice(r * width!, (r + 1) * width!)]);
}

for (
  const [what, text] of [
    ["plain lines", "1,2,3\n4,5,6\n"],
    ["no last line break, line ends of Windows", "1,2,3\r\n4,5,6"],
    ["a line of names", "f0,f1,f2\n1,2,3\n4,5,6\n"],
    ["numbered columns, as pandas writes them without names", "0,1,2\n1,2,3\n4,5,6\n"],
    ["pandas' index", ",f0,f1,f2\n0,1,2,3\n1,4,5,6\n"],
    ["pandas' index and tabs", "\t0\t1\t2\n0\t1\t2\t3\n1\t4\t5\t6\n"],
    ["NumPy's savetxt with a head", "# features\n1.0e+00 2.0e+00 3.0e+00\n4.0e+00 5.0e+00 6.0e+00\n"],
    ["spaces around", "1, 2, 3\n\n 4, +5, 6.\n"],
  ] as const
) {
  Deno.test(`parseLines() reads ${what}`, () => assert.deepEqual(rows(text), [[1, 2, 3], [4, 5, 6]]));
}

for (
  const [text, told] of [
    ["1,2\n3\n", "line 2, has 1 value, where the first line has 2"],
    ["1,2\n3,x\n", 'line 2, has "x" in column 1: wanted a number'],
    ["1,2\n3,\n", 'line 2, has "" in column 1: wanted a number'],
    ["a,1\n3,4\n", 'line 1, has "a" in column 0: wanted a number'],
    ["1,2\n3,0x10\n", 'line 2, has "0x10" in column 1'],
    ["1,nan\n", "has NaN in row 0, column 1"],
    ["1,-inf\n", "has -Infinity in row 0, column 1"],
    ["1,1e39\n", "has 1e+39 in row 0, column 1"],
    ["a,b\n", "has no line of numbers"],
    ["", "has no line of numbers"],
  ] as const
) {
  Deno.test(`parseLines() refuses ${JSON.stringify(text)}`, () => {
    assert.throws(() => rows(text), (error) => {
      assert.ok(error instanceof UserError);
      assert.ok(error.message.includes(told), error.message);
      return true;
    });
  });
}
