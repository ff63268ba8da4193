import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { parseNpy, readNpy } from "../../../../pipeline/kinds/formats/npy.ts";
import { readNpyHeader } from "../../../../pipeline/kinds/formats/npy_header.ts";
import { npyBytes, npyFile } from "../../data/files.ts";
import { floatsOf } from "../../../npy.ts";
import { refused } from "./refused_npy.ts";
import { temporaryFolder } from "../../../temporary.ts";

const F4 = npyBytes([[1, 2, 3], [4, 5, 6]]);

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
