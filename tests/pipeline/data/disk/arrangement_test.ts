import assert from "node:assert/strict";
import { arrangementOf } from "../../../../pipeline/data/disk/arrangement.ts";
import { copyStored, type StoredRows } from "../../../../pipeline/kinds/formats/stored_rows.ts";
import type { ArraySource } from "../../../../specs/recipe/feature_array.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { floatsOf } from "../../../npy.ts";

/** An array whose values say their place: 100 l + 10 d + k, k of all other axes together. */
function arrayOf(axes: string, sizes: Readonly<Record<string, number>>, half = false) {
  const names = axes.split(" ");
  const shape = names.map((name) => sizes[name]!);
  const count = shape.reduce((a, b) => a * b, 1);
  const values = Float32Array.from({ length: count }, (_, i) => {
    const at: Record<string, number> = {};
    let rest = i;
    for (const name of names.toReversed()) {
      at[name] = rest % sizes[name]!;
      rest = Math.floor(rest / sizes[name]!);
    }
    const others = names.filter((name) => name !== "L" && name !== "D");
    const k = others.reduce((sum, name) => sum * sizes[name]! + at[name]!, 0);
    return 100 * at["L"]! + 10 * at["D"]! + k;
  });
  const stored = half ? new Uint16Array(new Float16Array(values).buffer) : values;
  return { shape, width: shape.at(-1)!, values: stored };
}

/** The rows that `plus` makes of 100 l + 10 d. */
function rowsOf(rows: number, from: number, to: number, plus: number): number[][] {
  return Array.from({ length: rows }, (_, l) => {
    return Array.from({ length: to - from }, (_, d) => 100 * l + 10 * (from + d) + plus);
  });
}

function read(source: ArraySource, array: ReturnType<typeof arrayOf>): number[][] {
  const arrangement = arrangementOf("rgb", source);
  const matrix = arrangement.rows(array, "v.npy");
  assert.deepEqual(matrix.shape, arrangement.sizes(array.shape, "v.npy"));
  const values = [...floatsOf(matrix)];
  return Array.from(
    { length: matrix.shape[0] },
    (_, l) => values.slice(l * matrix.width, (l + 1) * matrix.width),
  );
}

const SIZES = { L: 3, D: 4, crops: 5, t: 1, h: 2, w: 3 };

for (
  const [name, source, axes, wanted] of [
    ["a matrix", {}, "L D", rowsOf(3, 0, 4, 0)],
    ["swapped axes", { axes: ["D", "L"] }, "D L", rowsOf(3, 0, 4, 0)],
    ["columns", { columns: "1:3" }, "L D", rowsOf(3, 1, 3, 0)],
    ["columns of swapped axes", { axes: ["D", "L"], columns: "1:3" }, "D L", rowsOf(3, 1, 3, 0)],
    ["the mean of crops", { crops: "mean" }, "L crops D", rowsOf(3, 0, 4, 2)],
    ["the first crop", { crops: "first" }, "L crops D", rowsOf(3, 0, 4, 0)],
    ["the first crop's columns", { crops: "first", columns: "2:4" }, "L crops D", rowsOf(3, 2, 4, 0)],
    [
      "crops that are the first axis",
      { crops: "mean", axes: ["crops", "L", "D"] },
      "crops L D",
      rowsOf(3, 0, 4, 2),
    ],
    ["maps", { pool: "mean" }, "L D h w", rowsOf(3, 0, 4, 2.5)],
    ["maps over time", { pool: "mean" }, "L D t h w", rowsOf(3, 0, 4, 2.5)],
    [
      "maps whose channels are last",
      { pool: "mean", axes: ["L", "h", "w", "D"] },
      "L h w D",
      rowsOf(3, 0, 4, 2.5),
    ],
    ["crops of maps", { crops: "first", pool: "mean" }, "L crops D h w", rowsOf(3, 0, 4, 2.5)],
  ] as const
) {
  Deno.test(`arrangementOf() reads ${name}, of float32 and float16`, () => {
    for (const half of [false, true]) {
      assert.deepEqual(read({ width: 4, ...source }, arrayOf(axes, SIZES, half)), wanted);
    }
  });
}

Deno.test("arrangementOf() leaves a matrix as it is, without a copy", () => {
  const array = arrayOf("L D", SIZES);
  assert.equal(arrangementOf("rgb", { width: 4 }).rows(array, "v.npy").values, array.values);
});

Deno.test("Of crops: random a draw takes one, and the mean is taken without", () => {
  const stored = arrangementOf("rgb", { width: 4, crops: "random" }).rows(
    arrayOf("L crops D", SIZES),
    "v.npy",
  );
  const beside: StoredRows = { width: 1, values: Float32Array.of(7, 8, 9) };
  const copied = (draw?: number) => {
    const target = new Float32Array(10);
    copyStored([stored, beside], Int32Array.of(2, 0), target, draw);
    return [...target];
  };
  const wanted = (
    plus: number,
  ) => [...[200, 210, 220, 230].map((v) => v + plus), 9, ...[0, 10, 20, 30].map((v) => v + plus), 7];
  assert.deepEqual(copied(0), wanted(0));
  assert.deepEqual(copied(0.61), wanted(3));
  assert.deepEqual(copied(0.999), wanted(4));
  assert.deepEqual(copied(), wanted(2));
});

for (
  const [shape, source, message, hint] of [
    [
      [40, 10, 8],
      {},
      "two axes, [snippets, values]",
      /^10 crops of every snippet\? features\.sources\.rgb\.crops: mean .* array\.mean\(1\)$/,
    ],
    [
      [10, 40, 8],
      {},
      "two axes, [snippets, values]",
      /^10 crops .* with axes: \[crops, L, D\], .* array\.mean\(0\)\. Or 10 videos in one array\? save each alone: for n, a in zip\(names, array\): numpy\.save/,
    ],
    [
      [90, 40, 8],
      {},
      "two axes, [snippets, values]",
      /^40 crops .* array\.mean\(1\)\. Or 90 videos in one array\? /,
    ],
    [
      [2, 2, 2, 2, 2, 2],
      {},
      "two axes, [snippets, values]",
      /^save a mean over .*, such as array\.mean\(\(2, 3, 4, 5\)\)$/,
    ],
    [
      [40, 8, 7, 7],
      {},
      "two axes, [snippets, values]",
      /^feature maps \[L, D, h, w\]\? features\.sources\.rgb\.pool: mean .* array\.mean\(\(2, 3\)\)$/,
    ],
    [
      [40, 7, 7, 8],
      {},
      "two axes, [snippets, values]",
      /pool: mean averages them, with axes: \[L, h, w, D\]; or save array\.mean\(\(1, 2\)\)$/,
    ],
    [
      [40, 8, 1, 7, 7],
      {},
      "two axes, [snippets, values]",
      /^feature maps \[L, D, t, h, w\]\? .*\(\(2, 3, 4\)\)$/,
    ],
    [
      [1, 40, 8],
      {},
      "two axes, [snippets, values]",
      /^the first axis has one entry: .*axes: \[crops, L, D\] with crops: first .*array\[0\]$/,
    ],
    [
      [40, 1, 8],
      {},
      "two axes, [snippets, values]",
      /^the middle axis has one entry: .*crops: first .*array\[:, 0\]$/,
    ],
    [[40, 8], { crops: "mean" }, "the 3 axes [L, crops, D]", /a matrix \[L, D\] needs none of them$/],
    [[40, 8], { pool: "mean" }, "the 4 axes [L, D, h, w]", /needs none/],
    [[40, 8], { columns: "4:12" }, '12 columns, since columns is "4:12"', /take what the files have$/],
    [
      [5, 23, 8],
      {},
      "two axes, [snippets, values]",
      /^5 crops .* with axes: \[crops, L, D\], .* array\.mean\(0\)$/,
    ],
    [
      [8, 40, 5],
      {},
      "two axes, [snippets, values]",
      /^5 crops .* with axes: \[D, L, crops\], .* array\.mean\(2\)\.T$/,
    ],
    [[5, 40, 8], { crops: "mean" }, "the 3 axes [L, crops, D]", /^5 crops .* with axes: \[crops, L, D\]/],
    [[40, 7, 7, 8], { pool: "mean" }, "the 4 axes [L, D, h, w]", /with axes: \[L, h, w, D\]/],
    [[40, 1, 8], { axes: ["D", "L"] }, "the 2 axes [D, L]", /one entry/],
  ] as const
) {
  Deno.test(`arrangementOf() refuses [${shape}] for ${JSON.stringify(source)} with what to do`, () => {
    assert.throws(() => arrangementOf("rgb", { width: 8, ...source }).sizes(shape, "v.npy"), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `Feature file "v.npy" has shape [${shape.join(", ")}]: wanted ${message}`);
      assert.match(error.diagnostics[0]!.hint!, hint);
      return true;
    });
  });
}

for (
  const [shape, found, hint] of [
    [[], "is a single number, an array without axes", /^save one matrix per video/],
    [[40], "has shape [40], one axis", /^5 snippets end to end\? save array\.reshape\(-1, 8\)$/],
    [[8], "has shape [8], one axis", /^a mean .* has no times: .* array\.reshape\(1, 8\)$/],
    [[43], "has shape [43], one axis", /: 43 is no multiple of width, 8$/],
  ] as const
) {
  Deno.test(`arrangementOf() refuses an array of ${shape.length} axes, [${shape}], as what it is`, () => {
    assert.throws(() => arrangementOf("rgb", { width: 8 }).sizes(shape, "v.npy"), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, `Feature file "v.npy" ${found}: wanted two axes, [snippets, values]`);
      assert.match(error.diagnostics[0]!.hint!, hint);
      return true;
    });
  });
}
