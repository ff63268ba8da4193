import assert from "node:assert/strict";
import fc from "fast-check";
import { packFrom, passRows } from "../../../pipeline/graph/pack.ts";

Deno.test("packFrom() takes as many videos as have room, each at a multiple of eight rows", () => {
  const size = { rows: 2048, gap: 1 };
  assert.deepEqual(packFrom([1500, 500, 100], 0, size), { starts: [0, 1504], lengths: [1500, 500] });
  assert.deepEqual(packFrom([2048, 1], 0, size), { starts: [0], lengths: [2048] });
  assert.deepEqual(packFrom([10, 20, 2049, 30], 0, size), { starts: [0, 16], lengths: [10, 20] });
  assert.deepEqual(packFrom([10, 20, 2049, 30], 2, size), undefined);
  assert.deepEqual(packFrom([10, 20, 2049, 30], 3, size), { starts: [0], lengths: [30] });
  assert.deepEqual(packFrom([10, 20], 0, { rows: 2048, gap: 30 })!.starts, [0, 40]);
});

Deno.test("packFrom() leaves a gap between any two videos", () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 40 });
  fc.assert(fc.property(lengths, fc.integer({ min: 0, max: 50 }), (lengths, gap) => {
    const { starts, lengths: own } = packFrom(lengths, 0, { rows: 1280, gap })!;
    starts.forEach((start, i) => {
      assert.equal(start % 8, 0);
      assert.ok(start + own[i]! <= 1280);
      if (i > 0) assert.ok(start - (starts[i - 1]! + own[i - 1]!) >= Math.max(gap, 4));
    });
    assert.deepEqual(own, lengths.slice(0, own.length));
  }));
});

Deno.test("passRows() leaves few rows empty, and where it cannot there are no passes", () => {
  // Two of 750 in each, or a little more than all there is.
  assert.equal(passRows(Array(8).fill(750), 1, 2048), 1536);
  assert.equal(passRows([500, 400], 1, 2048), 1024);
  assert.equal(passRows(Array(21).fill(100), 1, 2048), 1280);
  // Videos of which one alone has room are computed by themselves.
  const rows = passRows(Array(8).fill(1500), 1, 2048)!;
  assert.equal(packFrom([1500], 0, { rows, gap: 1 }), undefined);
  assert.equal(passRows([10, 3000, 12, 2500, 30, 2100, 9, 2300], 1, 2048), undefined);
  assert.equal(passRows(Array(100).fill(1), 0, 2048), undefined);
  // Wide features would be much memory.
  assert.equal(passRows(Array(200).fill(20), 1, 65536), 128);
  assert.equal(passRows([], 1, 2048), 128);
});
