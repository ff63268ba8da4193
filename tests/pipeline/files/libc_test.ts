import assert from "node:assert/strict";
import { needs } from "../../needs.ts";
import { openLibc, returnFreed } from "../../../pipeline/files/libc.ts";

const libc = openLibc({
  malloc_trim: { parameters: ["usize"], result: "i32" },
  malloc: { parameters: ["usize"], result: "pointer" },
  memset: { parameters: ["pointer", "i32", "usize"], result: "pointer" },
  free: { parameters: ["pointer"], result: "void" },
});

Deno.test({
  ...needs("glibc", libc, "returnFreed() returns memory between pieces that are in use"),
  fn() {
    const { malloc, memset, free } = libc!.symbols;
    const [pieces, bytes] = [2000, 60_000n];
    const all = Array.from({ length: pieces }, () => memset(malloc(bytes), 1, bytes));
    const last = all.pop()!;
    all.forEach((piece) => free(piece));
    const before = Deno.memoryUsage().rss;
    returnFreed();
    const returned = before - Deno.memoryUsage().rss;
    free(last);
    assert.ok(returned > pieces * Number(bytes) / 2, `${returned} bytes`);
  },
});
