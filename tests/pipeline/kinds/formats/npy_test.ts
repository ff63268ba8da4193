import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { parseNpy, readNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { readNpyHeader } from "../../../../pipeline/kinds/formats/npy_header.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";
import { npyBytes, npyFile } from "../../data/files.ts";
import { floatsOf } from "../../../npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

const F4 = npyBytes([[1, 2, 3], [4, 5, 6]]);

function refused(bytes: Uint8Array): string {
  try {
    parseNpy(bytes, "v.npy");
  } catch (error) {
    assert(error instanceof UserError);
    return error.message;
  }
  throw new Error("nothing was refused");
}

Deno.test("parseNpy() reads every float width in C and Fortran order", () => {
  for (const type of ["f2", "f4", "f8"] as const) {
    for (const fortran of [false, true]) {
      const matrix = parseNpy(npyBytes([[1, 2.5, 3], [4, 5, -6]], { type, fortran }), "v.npy");
      assert.deepEqual(
        [matrix.shape, [...floatsOf(matrix)]],
        [[2, 3], [1, 2.5, 3, 4, 5, -6]],
        `${type} ${fortran}`,
      );
    }
  }
});

Deno.test("parseNpy() reads bytes laid out by hand", () => {
  const head = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }\n";
  const bytes = new Uint8Array([
    0x93,
    78,
    85,
    77,
    80,
    89,
    1,
    0,
    head.length,
    0,
    ...new TextEncoder().encode(head),
  ]);
  // 1.0 and -2.0 as little-endian IEEE 754; the head does not end at a multiple of 4.
  const all = new Uint8Array([...bytes, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  assert.equal(bytes.length % 4, 2);
  assert.deepEqual([...floatsOf(parseNpy(all, "v.npy"))], [1, -2]);
});

Deno.test("parseNpy() reads versions 1, 2 and 3", () => {
  for (const version of [1, 2, 3]) {
    assert.deepEqual([...floatsOf(parseNpy(npyBytes([[7, 8]], { version }), "v.npy"))], [7, 8]);
  }
  for (const [major, minor] of [[4, 0], [0, 0], [1, 1], [255, 255]] as const) {
    const bytes = npyBytes([[7, 8]]);
    bytes.set([major, minor], 6);
    assert.equal(
      refused(bytes),
      `Feature file "v.npy" has version ${major}.${minor} of the .npy format: wanted 1.0, 2.0 or 3.0`,
    );
  }
});

Deno.test("parseNpy() refuses a file when one of its first six bytes is wrong", () => {
  for (let at = 0; at < 6; at++) {
    for (const flipped of [1, 0x20, 0x80]) {
      const bytes = npyBytes([[7, 8]]);
      bytes[at]! ^= flipped;
      assert.equal(refused(bytes), 'Feature file "v.npy" is not a .npy file', `byte ${at}`);
    }
  }
});

Deno.test("parseNpy() refuses long heads before it looks into them", () => {
  const longest = 2 ** 16;
  const of = (length: number, version = 2) => {
    const bytes = npyBytes([[7, 8]], { version, padding: longest });
    new DataView(bytes.buffer).setUint32(8, length, true);
    return refused(bytes);
  };
  assert.equal(of(longest + 1), `Feature file "v.npy" has a head of 65537 bytes: wanted at most 65536`);
  assert.equal(
    of(2 ** 32 - 1, 3),
    `Feature file "v.npy" has a head of 4294967295 bytes: wanted at most 65536`,
  );
  assert.match(of(longest), /^Feature file "v.npy" is truncated: the head ends after 65544 of 65548 bytes$/);
  const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
  const longHead = npyBytes([[7, 8]], { version: 2, head: text.padEnd(longest - 1), padding: 1 });
  assert.deepEqual([...floatsOf(parseNpy(longHead, "v.npy"))], [7, 8]);
});

Deno.test("parseNpy() reads any matrix and any offset of its bytes", () => {
  const matrix = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 })).chain((
    [rows, columns],
  ) =>
    fc.array(
      fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    )
  );
  fc.assert(fc.property(matrix, fc.boolean(), fc.integer({ min: 0, max: 7 }), (rows, fortran, shift) => {
    const bytes = npyBytes(rows, { fortran });
    const moved = new Uint8Array(bytes.length + shift).subarray(shift);
    moved.set(bytes);
    assert.deepEqual([...floatsOf(parseNpy(moved, "v.npy"))], rows.flat());
  }));
});

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
  assert.equal(refused(records), `Feature file "v.npy" has dtype records: ${wanted}`);
  assert.throws(() => parseNpy(records, "v.npy"), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.diagnostics[0]!.hint!, /recfunctions\.structured_to_unstructured\(array\)\)$/);
    return true;
  });
});

Deno.test("parseNpy() reads any number of axes, in C and Fortran order", () => {
  const values = Array.from({ length: 24 }, (_, i) => i);
  const inC = parseNpy(npyBytes([values], { shape: "(2, 3, 4)" }), "v.npy");
  assert.deepEqual([inC.shape, [...floatsOf(inC)]], [[2, 3, 4], values]);
  // Value [a, b, c] of an array in Fortran order lies at a + 2 b + 6 c.
  const head = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3, 4), }";
  const fortran = parseNpy(npyBytes([values], { head }), "v.npy");
  assert.deepEqual(
    [...floatsOf(fortran)],
    values.map((i) => {
      const [a, b, c] = [Math.floor(i / 12), Math.floor(i / 4) % 3, i % 4];
      return a + 2 * b + 6 * c;
    }),
  );
  values[17] = NaN;
  assert.match(
    refused(npyBytes([values], { head })),
    /has NaN in place \[1, 2, 2\] \(counted from 0\) of shape/,
  );
});

Deno.test("parseNpy() refuses shapes without values, and more values than there can be", () => {
  const of = (shape: string) => refused(npyBytes([[1, 2]], { shape }));
  assert.match(of(`(${"1, ".repeat(20_000)})`), /wanted 4 for \[1, 1, 1, 1, 1, 1, 1, 1, \.\.\.\] of f4$/);
  for (const shape of ["(9007199254740993, 1)", `(${"9".repeat(400)}, 1)`, "(4294967296, 4294967296)"]) {
    assert.match(
      of(shape),
      /^Feature file "v.npy" has shape \[[^\]]+\]: wanted no more values than a file can hold$/,
    );
  }
  assert.match(
    of("(94906265, 94906265)"),
    /^Feature file "v.npy" is truncated: it has 8 bytes of values, wanted /,
  );
  assert.equal(of("(0, 2)"), 'Feature file "v.npy" has shape [0, 2]: wanted at least one row and one value');
});

Deno.test("parseNpy() refuses files that are cut off, too long, empty or something else", () => {
  assert.equal(
    refused(F4.subarray(0, F4.length - 1)),
    'Feature file "v.npy" is truncated: it has 23 bytes of values, wanted 24 for [2, 3] of f4',
  );
  assert.equal(
    refused(F4.subarray(0, 40)),
    'Feature file "v.npy" is truncated: the head ends after 40 of 128 bytes',
  );
  assert.equal(
    refused(F4.subarray(0, 9)),
    'Feature file "v.npy" is truncated: the head ends after 9 of 12 bytes',
  );
  assert.equal(
    refused(new Uint8Array([...F4, 0])),
    'Feature file "v.npy" is too long: it has 25 bytes of values, wanted 24 for [2, 3] of f4',
  );
  assert.equal(refused(new Uint8Array(0)), 'Feature file "v.npy" is empty (0 bytes)');
  assert.equal(
    refused(new TextEncoder().encode("1,2,3\n4,5,6\n")),
    'Feature file "v.npy" is not a .npy file',
  );
  assert.equal(
    refused(npyBytes([[1]], { head: "{'descr': '<f4', }" })),
    'Feature file "v.npy" has a head that cannot be read: wanted a dictionary of descr, fortran_order and shape',
  );
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

Deno.test("readNpyHeader() reads heads of any length and checks the file's size", async () => {
  const folder = temporaryFolder();
  try {
    const path = join(folder, "v.npy");
    for (const padding of [64, 4096]) {
      await npyFile(path, [[1, NaN, 3]], { padding, fortran: true });
      const { shape, type, fortran, offset } = await readNpyHeader(path);
      assert.deepEqual({ shape, type: `${type.code}${type.size}`, fortran }, {
        shape: [1, 3],
        type: "f4",
        fortran: true,
      });
      assert.equal(offset % padding, 0);
    }
    await Deno.writeFile(path, F4.subarray(0, F4.length - 1));
    await assert.rejects(readNpyHeader(path), {
      name: "UserError",
      message: /is truncated: it has 23 bytes/,
    });
    await Deno.writeFile(path, new Uint8Array(0));
    await assert.rejects(readNpyHeader(path), { name: "UserError", message: /is empty \(0 bytes\)/ });
    for (const read of [readNpy, readNpyHeader]) {
      const missing = join(folder, "other.npy");
      await assert.rejects(read(missing), {
        name: "UserError",
        message: `Cannot read "${missing}": there is no such file`,
      });
      await assert.rejects(read(folder), {
        name: "UserError",
        message: `Cannot read "${folder}": it is a folder`,
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
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

Deno.test("readNpyHeader() says how large a file may be, and a head, without reading either", async () => {
  const folder = temporaryFolder();
  try {
    const path = join(folder, "v.npy");
    await Deno.writeFile(path, npyBytes([[1]], { shape: "(1048576, 1025)" }));
    await Deno.truncate(path, 128 + 4 * 2 ** 20 * 1025);
    await assert.rejects(readNpyHeader(path), {
      name: "UserError",
      message:
        `Feature file "${path}" has 4299161600 bytes of values for [1048576, 1025] of f4: wanted at most 4294967296`,
    });
    const bytes = npyBytes([[1]], { version: 2 });
    new DataView(bytes.buffer).setUint32(8, 2 ** 32 - 1, true);
    await Deno.writeFile(path, bytes);
    await Deno.truncate(path, 5 * 2 ** 30);
    await assert.rejects(readNpyHeader(path), {
      name: "UserError",
      message: `Feature file "${path}" has a head of 4294967295 bytes: wanted at most 65536`,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
