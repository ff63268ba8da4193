import assert from "node:assert/strict";
import { seedsOf } from "../../../specs/sweep/seeds.ts";

Deno.test("seedsOf() counts both ends of a range", () => {
  assert.deepEqual(seedsOf("0:4"), [0, 1, 2, 3, 4]);
  assert.deepEqual(seedsOf("3:3"), [3]);
  assert.deepEqual(seedsOf("0, 3,7"), [0, 3, 7]);
  assert.deepEqual(seedsOf("0:1,7:8"), [0, 1, 7, 8]);
});

Deno.test("seedsOf() says what is wrong", () => {
  const told = (text: string) => {
    try {
      return seedsOf(text);
    } catch (error) {
      return (error as Error).message;
    }
  };
  assert.equal(told("4:0"), 'must count up: found "4:0"');
  assert.equal(told("1,1"), "must differ: 1 is there twice");
  assert.equal(told("0:3,2"), "must differ: 2 is there twice");
  assert.equal(told("0:1000"), "must be at most 1000: found 1001");
  assert.equal(told("2147483648"), "must be whole numbers up to 2147483647: found 2147483648");
  for (const text of ["", "a", "-1", "1.5", "0:", ":3", "0:1:2"]) {
    assert.equal(told(text), `must be whole numbers or ranges of them: found "${text}"`);
  }
});
