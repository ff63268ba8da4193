import assert from "node:assert/strict";
import {
  frameForm,
  inputShape,
  inputValues,
  meanRow,
  pooledRows,
  requireFit,
} from "../../../../pipeline/kinds/encoders/pixels.ts";
import { frameOf } from "./case.ts";
import { linearOptions, valueAt } from "./linear.ts";

const SHAPES = {
  NCHW: [2, 3, 4, 5],
  NHWC: [2, 4, 5, 3],
  NCFHW: [1, 3, 2, 4, 5],
  NFCHW: [1, 2, 3, 4, 5],
  NFHWC: [1, 2, 4, 5, 3],
} as const;

for (const [name, shape] of Object.entries(SHAPES)) {
  const layout = name as keyof typeof SHAPES;
  for (const channels of ["rgb", "bgr"] as const) {
    Deno.test(`inputValues() puts every value of ${channels} where ${layout} has it`, () => {
      const options = linearOptions(layout, { channels, divisor: 127.5 });
      const frames = [frameOf(5, 4, 0), frameOf(5, 4, 9)];
      assert.deepEqual(inputShape(options, 2), [...shape]);
      inputValues(frames, options).forEach((value, i) => {
        const at: Record<string, number> = {};
        let rest = i;
        for (const [axis, size] of [...layout].map((axis, k) => [axis, shape[k]!] as const).toReversed()) {
          at[axis] = rest % size;
          rest = Math.floor(rest / size);
        }
        const wanted = valueAt(frames, { F: at["N"]!, ...at }, options);
        assert.ok(Math.abs(value - wanted) < 1e-5, `${JSON.stringify(at)}: ${value} instead of ${wanted}`);
      });
    });
  }
}

Deno.test("frameForm() says what frames are made for a network", () => {
  assert.deepEqual(frameForm(linearOptions("NCHW", { short_side: 8 })), {
    width: 5,
    height: 4,
    fit: "crop",
    shortSide: 8,
  });
});

Deno.test("pooledRows() keeps the axis of the features and pools the others, of each picture by itself", () => {
  const rows = (shape: number[], axis: number, pool: "mean" | "max" | "first") => {
    const values = Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => i);
    return pooledRows(values, shape, { axis, pool }).map((row) => [...row]);
  };
  // [1, 2, 3]: features last, or in the middle.
  assert.deepEqual(rows([1, 2, 3], -1, "mean"), [[1.5, 2.5, 3.5]]);
  assert.deepEqual(rows([1, 2, 3], -1, "max"), [[3, 4, 5]]);
  assert.deepEqual(rows([1, 2, 3], 2, "first"), [[0, 1, 2]]);
  assert.deepEqual(rows([1, 2, 3], 1, "mean"), [[1, 4]]);
  assert.deepEqual(rows([1, 2, 3], 1, "max"), [[2, 5]]);
  assert.deepEqual(rows([1, 2, 3], -2, "first"), [[0, 3]]);
  assert.deepEqual(rows([1, 4], -1, "mean"), [[0, 1, 2, 3]]);
  assert.deepEqual(rows([1, 2, 2, 1, 2], 1, "mean"), [[1.5, 5.5]]);
  assert.deepEqual(rows([2, 3], -1, "max"), [[0, 1, 2], [3, 4, 5]]);
  assert.deepEqual(rows([2, 2, 2], -1, "max"), [[2, 3], [6, 7]]);
  assert.deepEqual(rows([2, 2, 2], -1, "first"), [[0, 1], [4, 5]]);
  assert.deepEqual(rows([2, 2, 2], 1, "max"), [[1, 3], [5, 7]]);
  assert.throws(() => rows([1, 3], 2, "mean"), /\[1, 3\] has no axis 2 of features/);
  assert.throws(() => rows([1, 3], 0, "mean"), /\[1, 3\] has no axis 0 of features/);
});

Deno.test("meanRow() averages rows", () => {
  assert.deepEqual([...meanRow([Float32Array.of(1, 2), Float32Array.of(3, 6)])], [2, 4]);
});

Deno.test("requireFit() refuses other axes and other sizes, but where any will do", () => {
  requireFit("Input", [1, 3, 4, 5], [1, 3, 4, 5]);
  requireFit("Input", ["N", null, 4, -1], [2, 3, 4, 5]);
  requireFit("Input", [], [2, 3, 4, 5]);
  assert.throws(
    () => requireFit('Input "x"', ["N", 3, 16, 224, 224], [1, 3, 16, 112, 112]),
    /Input "x" takes \[any, 3, 16, 224, 224\]: the description gives \[1, 3, 16, 112, 112\]/,
  );
  assert.throws(() => requireFit("Input", [1, 3, 4, 5], [1, 3, 2, 4, 5]), /takes \[1, 3, 4, 5\]/);
});
