import assert from "node:assert/strict";
import { copyStored, sideBySide, singlesOf } from "../../../../pipeline/kinds/formats/stored_rows.ts";

const halves = (...values: number[]) => new Uint16Array(new Float16Array(values).buffer);

Deno.test("singlesOf() is what every float16 is", () => {
  const bits = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i);
  assert.deepEqual(singlesOf(bits), Float32Array.from(new Float16Array(bits.buffer)));
});

Deno.test("copyStored() lays rows of all sources side by side, of either type, in the order asked for", () => {
  const single = { width: 2, values: Float32Array.of(0, 1, 10, 11, 20, 21) };
  const half = { width: 3, values: halves(0.5, 1.5, 2.5, 10.5, 11.5, 12.5, 20.5, 21.5, 22.5) };
  const rows = Int32Array.of(2, 0, 2, 1);
  const of = (...sources: (typeof single | typeof half)[]) => {
    const target = new Float32Array(rows.length * sources.reduce((sum, { width }) => sum + width, 0)).fill(
      -1,
    );
    copyStored(sources, rows, target);
    return [...target];
  };
  const singles = [[20, 21], [0, 1], [20, 21], [10, 11]];
  const others = [[20.5, 21.5, 22.5], [0.5, 1.5, 2.5], [20.5, 21.5, 22.5], [10.5, 11.5, 12.5]];
  assert.deepEqual(of(single), singles.flat());
  assert.deepEqual(of(half), others.flat());
  assert.deepEqual(of(single, half), singles.flatMap((row, i) => [...row, ...others[i]!]));
  assert.deepEqual(of(half, single), others.flatMap((row, i) => [...row, ...singles[i]!]));
});

Deno.test("sideBySide() joins the rows of all parts, and leaves a single one as it is", () => {
  const [a, b] = [{ width: 1, data: Float32Array.of(1, 2) }, { width: 2, data: Float32Array.of(3, 4, 5, 6) }];
  assert.equal(sideBySide([a], 2), a.data);
  assert.deepEqual([...sideBySide([a, b], 2)], [1, 3, 4, 2, 5, 6]);
});
