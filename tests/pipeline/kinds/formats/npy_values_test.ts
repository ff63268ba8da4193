import assert from "node:assert/strict";
import { parseNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { npyBytes } from "../../data/files.ts";
import { floatsOf } from "../../../npy.ts";
import { refused } from "./refused_npy.ts";

Deno.test("parseNpy() reads integers, booleans and big-endian values as NumPy does", () => {
  const bytesOf = (descr: string, data: ArrayBufferView<ArrayBuffer>, swap = 0) => {
    const head = npyBytes([], { descr, shape: "(1, 2)" });
    const own = new Uint8Array(data.buffer.slice(data.byteOffset));
    for (let at = 0; swap > 0 && at < own.length; at += swap) own.subarray(at, at + swap).reverse();
    return new Uint8Array([...head, ...own]);
  };
  const cases = [
    ["|i1", Int8Array.of(-3, 127), [-3, 127]],
    ["<i2", Int16Array.of(-300, 300), [-300, 300]],
    ["<i4", Int32Array.of(-70_000, 2 ** 24 + 1), [-70_000, 2 ** 24]],
    ["<i8", BigInt64Array.of(-5n, 2n ** 40n), [-5, 2 ** 40]],
    ["|u1", Uint8Array.of(0, 255), [0, 255]],
    ["<u2", Uint16Array.of(1, 65_535), [1, 65_535]],
    ["<u4", Uint32Array.of(1, 2 ** 31), [1, 2 ** 31]],
    ["<u8", BigUint64Array.of(1n, 2n ** 63n), [1, 2 ** 63]],
    ["|b1", Uint8Array.of(1, 0), [1, 0]],
    [">f4", Float32Array.of(1.5, -2.25), [1.5, -2.25], 4],
    [">f8", Float64Array.of(1.5, 0.1), [1.5, Math.fround(0.1)], 8],
    [">f2", new Float16Array([1.5, -2]), [1.5, -2], 2],
    [">i4", Int32Array.of(7, -8), [7, -8], 4],
  ] as const;
  for (const [descr, data, wanted, swap] of cases) {
    const bytes = bytesOf(descr, data, swap);
    assert.deepEqual([...floatsOf(parseNpy(bytes, "v.npy"))], wanted, descr);
    assert.deepEqual(bytes, bytesOf(descr, data, swap), "the bytes of the file stay");
  }
});

Deno.test("parseNpy() refuses what are no numbers", () => {
  const wanted = "wanted numbers: floats, integers or booleans";
  const found = [
    ["|O", "|O, objects"],
    ["<c8", "<c8, complex numbers"],
    ["<U3", "<U3, strings"],
    ["|S3", "|S3, byte strings"],
    ["<f1", "<f1, floats"],
  ] as const;
  for (const [descr, shown] of found) {
    assert.equal(
      refused(npyBytes([[1, 2]], { descr })),
      `Feature file "v.npy" has dtype ${shown}: ${wanted}`,
    );
  }
  const long = refused(npyBytes([[1, 2]], { descr: "f".repeat(30_000) }));
  assert.equal(long, `Feature file "v.npy" has dtype ${"f".repeat(20)}..., floats: ${wanted}`);
  const records = npyBytes([[1, 2]], {
    head: "{'descr': [('a', '<f4'), ('b', '<f4')], 'fortran_order': False, 'shape': (1,), }",
  });
  assert.equal(refused(records), `Feature file "v.npy" has dtype records of "a", "b": ${wanted}`);
  assert.throws(() => parseNpy(records, "v.npy"), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.diagnostics[0]!.hint!, /recfunctions\.structured_to_unstructured\(array\)\)$/);
    return true;
  });
});

Deno.test("parseNpy() names row and column of a value that is not finite", () => {
  for (const fortran of [false, true]) {
    assert.equal(
      refused(npyBytes([[1, 2], [3, 4], [5, NaN]], { fortran })),
      'Feature file "v.npy" has NaN in row 2, column 1 (counted from 0) of shape [3, 2]: wanted finite values',
    );
  }
  assert.match(refused(npyBytes([[1, -Infinity]])), /has -Infinity in row 0, column 1 /);
  assert.match(
    refused(npyBytes([[1e300]], { type: "f8" })),
    /has 1e\+300 in row 0, column 0 .*: wanted finite values within float32$/,
  );
});

Deno.test("parseNpy() reads every finite float16 as its value", () => {
  const bits = Uint16Array.from({ length: 2 ** 16 }, (_, i) => i).filter((i) => (i & 0x7c00) !== 0x7c00);
  const values = [...new Float16Array(bits.buffer)];
  const rows = Array.from({ length: 31 * 64 }, (_, r) => values.slice(r * 32, (r + 1) * 32));
  const data = floatsOf(parseNpy(npyBytes(rows, { type: "f2" }), "x.npy"));
  assert.equal(values.length, data.length);
  assert.ok(values.every((value, i) => Object.is(value, data[i])));
});

Deno.test("parseNpy() refuses every float16 that is not finite", () => {
  for (let bits = 0; bits < 2 ** 16; bits++) {
    if ((bits & 0x7c00) !== 0x7c00) continue;
    const bytes = npyBytes([[1, 0, 2]], { type: "f2" });
    new DataView(bytes.buffer).setUint16(bytes.length - 4, bits, true);
    const value = (bits & 0x3ff) !== 0 ? "NaN" : bits < 0x8000 ? "Infinity" : "-Infinity";
    assert.equal(
      refused(bytes),
      `Feature file "v.npy" has ${value} in row 0, column 1 (counted from 0) of shape [1, 3]: wanted finite values`,
    );
  }
});

Deno.test("parseNpy() reads the largest and smallest float16, float32 and float64", () => {
  const extremes = {
    f2: [65504, -65504, 2 ** -24, 2 ** -14, -0],
    f4: [(2 - 2 ** -23) * 2 ** 127, 2 ** -149, 2 ** -126, -0],
    f8: [(2 - 2 ** -23) * 2 ** 127, 2 ** -149, -0],
  };
  for (const [type, values] of Object.entries(extremes)) {
    const data = floatsOf(parseNpy(npyBytes([values], { type: type as "f2" }), "v.npy"));
    assert.deepEqual([...data], values, type);
  }
  // The least float64 that rounds to an infinite float32.
  assert.match(
    refused(npyBytes([[(2 - 2 ** -24) * 2 ** 127]], { type: "f8" })),
    /wanted finite values within float32$/,
  );
});
