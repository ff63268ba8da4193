import assert from "node:assert/strict";
import { roundedUp, sharedScratch } from "../../../../../pipeline/engines/webgpu/recorder/scratch.ts";

/** Buffers that are named by a number and their size. */
function noting() {
  const alive = new Set<string>();
  let made = 0;
  const open = sharedScratch<string>(
    {
      acquireBuffer(size) {
        const buffer = `${made++}: ${size}`;
        alive.add(buffer);
        return buffer;
      },
      releaseBuffer: (buffer) => assert.ok(alive.delete(buffer)),
    },
    0,
    1000,
  );
  return { open, alive };
}

Deno.test("sharedScratch() uses a buffer again in the same recording, and in the next", () => {
  const { open, alive } = noting();
  const first = open();
  const [a, b] = [first.acquire(600), first.acquire(630)];
  assert.deepEqual([a, b], ["0: 640", "1: 640"]);
  assert.ok(first.release(a));
  assert.ok(!first.release(a));
  assert.ok(!first.release("another"));
  assert.equal(first.acquire(640), a);
  first.close();
  const second = open();
  assert.equal(new Set([second.acquire(600), second.acquire(600), a, b]).size, 2);
  assert.equal(second.acquire(600), "2: 640");
  second.close();
  first.free();
  assert.equal(alive.size, 3);
  second.free();
  assert.equal(alive.size, 0);
});

Deno.test("sharedScratch() frees what one recording alone uses, and never lends it again", () => {
  const { open, alive } = noting();
  const [first, second] = [open(), open()];
  first.acquire(300);
  first.close();
  first.free();
  first.free();
  assert.equal(alive.size, 0);
  assert.equal(second.acquire(300), "1: 320");
});

Deno.test("sharedScratch() makes no buffer larger than a device allows", () => {
  const scratch = noting().open();
  assert.deepEqual([900, 990].map(scratch.acquire), ["0: 1000", "1: 1000"]);
});

Deno.test("roundedUp() adds less than a quarter, and keeps buffers a multiple of 4 bytes", () => {
  for (const bytes of [256, 257, 320, 321, 1023, 1024, 2 ** 30 + 1, 2 ** 33 - 4]) {
    const size = roundedUp(bytes);
    assert.ok(size >= bytes && size < bytes * 1.25 && size % 4 === 0, `${bytes}: ${size}`);
  }
  assert.equal(roundedUp(4), 256);
});
