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
    ["semicolons", "1;2;3\n4;5;6\n"],
    ["semicolons and decimal commas", "a;b;c\n1,0;2,0;3\n4;5,0;6,0\n"],
    ["tabs and decimal commas", "1,0\t2,0\t3\n4\t5,0\t6,0\n"],
    ["spaces and decimal commas", "1,0 2,0 3\n4 5,0 6,0\n"],
    ["quoted numbers", '"1","2","3"\n"4","5","6"\n'],
    ["quoted names, one with a comma", '"a,b","c ""d""","e"\n1,2,3\n4,5,6\n'],
    ["quoted decimal commas between commas", '"1,0","2,0","3"\n"4","5,0","6,0"\n'],
    ["R's write.table", '"V1" "V2" "V3"\n"1" 1 2 3\n"2" 4 5 6\n'],
    ["R's write.csv", '"","V1","V2","V3"\n"1",1,2,3\n"2",4,5,6\n'],
    ["R's write.csv2", '"";"V1";"V2";"V3"\n"1";1,0;2,0;3\n"2";4;5;6,0\n'],
    ["names of rows that are words", "V1 V2 V3\nr1 1 2 3\nr2 4 5 6\n"],
    ["pandas without the name of its index", "0,1,2\n0,1,2,3\n1,4,5,6\n"],
    ["separators at the ends of lines", "a,b,c,\n1,2,3,\n4,5,6,\n"],
    ["separators before the first values", ",1,2,3\n,4,5,6\n"],
    ["tabs before the first values", "\t1,0\t2\t3\n\t4\t5\t6\n"],
    ["separators before the first values and names", ",a,b,c\n,1,2,3\n,4,5,6\n"],
    ["pandas' index beside numbered columns that were picked", ",5,9,4\n0,1,2,3\n1,4,5,6\n"],
    ["spaces before commas", "1 ,2 ,3\n4 ,5 ,6\n"],
    ["separators at the ends of all lines but that of names", "a,b,c\n1,2,3,\n4,5,6,\n"],
    ["empty cells at the end, as spreadsheets leave them", "1,2,3\n4,5,6\n\n,,\n,,\n"],
  ] as const
) {
  Deno.test(`parseLines() reads ${what}`, () => assert.deepEqual(rows(text), [[1, 2, 3], [4, 5, 6]]));
}

for (
  const [text, told] of [
    ["1.5;2\n1,5;2\n", 'line 2, has "1,5" after "1.5": decimal points and decimal commas'],
    ["1,234.5;2\n", 'has "1,234.5" in column 0: wanted a number'],
    ["NA,NA\n1,2\n", 'line 1, has "NA" in column 0: wanted a number'],
    ["[1 2]\n[3 4]\n", 'line 1, has "[1" in column 0: wanted a number'],
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

for (
  const [text, hint] of [
    ["1,234.5;2\n", /^thousands are set apart: /],
    ["1.234,5;2\n", /^thousands are set apart: /],
    ["1 234;2\n", /^thousands are set apart: /],
    ["1,5\n1,5,2\n", /where commas stand before decimals, put semicolons or tabs between the numbers$/],
    ["1.0D+00 2\n", /^Fortran's exponents: write e instead of d/],
    ["(1+2j),(3+4j)\n", /^complex numbers: write the real and the imaginary part as two columns$/],
    ["1,NA\n", /^a missing value: /],
    ["1,2\n3,\n", /^a value is missing: /],
    ["[1 2]\n", /^an array as Python prints it: /],
  ] as const
) {
  Deno.test(`parseLines() names the dialect of ${JSON.stringify(text)}`, () => {
    assert.throws(() => rows(text), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.diagnostics[0]!.hint!, hint);
      return true;
    });
  });
}

Deno.test("parseLines() tells lines and columns that only count, and reads them as they are said to be", () => {
  const told = (text: string, options = {}) => {
    const { shape, table } = parseLines(text, "v.csv", options);
    return [shape[0], table!.countsColumns, table!.countsRows];
  };
  const counted = "0,1,2\n3,1,4\n6,1,5\n9,2,6\n";
  assert.deepEqual(told(counted), [3, true, true]);
  assert.deepEqual(told(counted, { header: true }), [3, false, true]);
  assert.deepEqual(told(counted, { header: false }), [4, false, true]);
  assert.deepEqual(told("a,b\n3,1\n6,1\n9.5,2\n"), [3, false, false], "another step");
  assert.deepEqual(told("a,b\n3,1\n6,1\n"), [2, false, false], "few rows");
  assert.deepEqual(told("t,f\n0.00,5\n0.64,4\n1.28,3\n1.92,2\n"), [4, false, true], "times");
  assert.deepEqual(told("9,5\n8,4\n7,3\n"), [3, false, false], "falling");
  assert.deepEqual(told("1\n2\n3\n"), [3, false, false], "one column");
  assert.deepEqual(told(",0,1,2\n0,1,2,3\n1,5,5,6\n2,7,7,7\n"), [3, false, false], "pandas' index");
  assert.deepEqual(told("0,1,2\n0,1,2,3\n1,5,5,6\n2,7,7,7\n"), [3, false, false], "names of rows");
  assert.deepEqual(told("frame,0,1,2\n0,1,2,3\n1,4,5,6\n2,7,7,7\n"), [3, false, true], "a named index");
});

Deno.test("parseLines() tells a first line that counts from 1, which it takes for values", () => {
  const told = (text: string, options = {}) => {
    const { shape, table } = parseLines(text, "v.csv", options);
    return [shape[0], table!.countsFromOne];
  };
  const counted = "1,2,3\n5,1,4\n6,1,5\n";
  assert.deepEqual(told(counted), [3, true]);
  assert.deepEqual(told(counted, { header: true }), [2, false]);
  assert.deepEqual(told(counted, { header: false }), [3, false]);
  assert.deepEqual(told("a,b,c\n1,2,3\n5,1,4\n"), [2, false], "after names");
  assert.deepEqual(told("1,2,4\n5,1,4\n"), [2, false]);
  assert.deepEqual(told("1,2\n5,1\n"), [2, false], "two columns may be chance");
  assert.deepEqual(told("1,2,3\n"), [1, false], "the only line");
});

Deno.test("parseLines() tells commas that may set thousands apart, which it takes for those of decimals", () => {
  const told = (text: string) => parseLines(text, "v.csv").table!.grouped;
  assert.equal(told('"1,234","12"\n"2","45,678"\n'), "1,234");
  assert.equal(told("1,234;2\n3,500;4\n"), "1,234");
  for (const text of ["1,234;2,5\n", "0,234;1,500\n", "1234;5\n", "1234,567;1\n", "1,234,567\n"]) {
    assert.equal(told(text), undefined, text);
  }
});
