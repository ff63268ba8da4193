import assert from "node:assert/strict";
import { withVariants } from "../../../pipeline/sweeps/mistakes.ts";

const place = (line: number) => ({ file: "a.yaml", line, column: 1, length: 1, source: "a" });

Deno.test("withVariants() tells what all have once, and of the others which", () => {
  const found = [
    ...["a", "b", "c", "d", "e"].map((variant) => ({
      variant,
      diagnostic: { message: "all", place: place(1) },
    })),
    ...["a", "b", "c", "d"].map((variant) => ({ variant, diagnostic: { message: "all", place: place(2) } })),
    { variant: "a", diagnostic: { message: "one", hint: "do" } },
  ];
  assert.deepEqual(withVariants(found, 5), [
    { message: "all", place: place(1) },
    { message: 'all (variant "a"; "b"; "c"; ...)', place: place(2) },
    { message: 'one (variant "a")', hint: "do" },
  ]);
});
