import assert from "node:assert/strict";
import { prefetch } from "../../../../pipeline/data/batches/prefetch.ts";

/** A function of the step that notes its calls and fails at `bad`. */
function maker(bad = -1) {
  const begun: number[] = [];
  const make = async (step: number) => {
    begun.push(step);
    await Promise.resolve();
    if (step === bad) throw new RangeError(`step ${step}`);
    return 10 * step;
  };
  return { begun, make };
}

Deno.test("prefetch() gives every step its own item, the next one under way, none beyond the last", async () => {
  const { begun, make } = maker();
  const items = prefetch(make, 4);
  assert.deepEqual(begun, []);
  assert.equal(await items.take(2), 20);
  assert.deepEqual(begun, [2, 3]);
  assert.equal(await items.take(3), 30);
  assert.deepEqual(begun, [2, 3, 4]);
  assert.equal(await items.take(4), 40);
  assert.deepEqual(begun, [2, 3, 4]);
  await items.close();
});

Deno.test("prefetch() gives the right item when a step is left out", async () => {
  const { begun, make } = maker();
  const items = prefetch(make, 9);
  assert.equal(await items.take(1), 10);
  assert.equal(await items.take(5), 50);
  assert.equal(await items.take(6), 60);
  assert.deepEqual(begun, [1, 2, 5, 6, 7]);
  await items.close();
});

Deno.test("prefetch() throws an error at the step that it belongs to", async () => {
  const items = prefetch(maker(3).make, 9);
  assert.equal(await items.take(2), 20);
  // The failed item waits here for a while without being looked at.
  await new Promise((resolve) => setTimeout(resolve, 5));
  await assert.rejects(items.take(3), /^RangeError: step 3$/);
  await items.close();
});

Deno.test("close() waits for what is under way, whether it fails or not", async () => {
  let finished = false;
  const items = prefetch(async (step) => {
    if (step === 1) return step;
    await new Promise((resolve) => setTimeout(resolve, 5));
    finished = true;
    throw new RangeError("nobody wants it");
  }, 9);
  await items.take(1);
  assert.equal(finished, false);
  await items.close();
  assert.equal(finished, true);
  await items.close();
});
