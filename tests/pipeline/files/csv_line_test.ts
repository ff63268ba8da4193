import assert from "node:assert/strict";
import { csvLine } from "../../../pipeline/files/csv_line.ts";

Deno.test("csvLine() quotes what needs it, and leaves unknown numbers empty", () => {
  assert.equal(
    csvLine(["a b", 'say "x"', "1,2", " x", "two\nlines", 0.1, undefined, NaN, 1e-9]),
    'a b,"say ""x""","1,2"," x","two\nlines",0.1,,,1e-9',
  );
});
