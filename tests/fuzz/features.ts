/** Damaged .npy files: walt reads what NumPy reads, or refuses. */
import assert from "node:assert/strict";
import type { StoredMatrix } from "../../pipeline/kinds/formats/format.ts";
import { readNpy } from "../../pipeline/kinds/formats/npy.ts";
import { readNpyHeader } from "../../pipeline/kinds/formats/npy_header.ts";
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { floatsOf } from "../npy.ts";
import type { Fuzzer } from "./fuzzer.ts";
import { fileOf, type Input, inputs } from "./npy_files.ts";
import { type Numpy, type NumpyReading, openNumpy } from "./numpy.ts";

/** What walt refuses and NumPy reads, by what walt says and what must be so then. */
const STRICTER: readonly (readonly [said: RegExp, so: (read: NumpyReading, head: string) => boolean])[] = [
  [/ has dtype /, (_, head) => !/["']descr["']\s*:\s*["'][<>|=]?(?:f[248]|[iu][1248]|b1)["']/.test(head)],
  [/: wanted at least one row and one value$/, (read) => "shape" in read && read.shape.includes(0)],
  [/: wanted finite values/, (read) => "finite" in read && read.finite === false],
  [/ is too long: /, () => true],
  // Other texts than those of numpy.save.
  [
    / has a head that cannot be read: /,
    (_, head) =>
      !/^\{'descr': '[^'\\]*', 'fortran_order': (?:True|False), 'shape': \((?:(?:0|[1-9]\d*), )*(?:(?:0|[1-9]\d*),?)?\), \} *\n$/
        .test(head),
  ],
];

/** What walt makes of a file. */
async function readByWalt(path: string): Promise<StoredMatrix | UserError> {
  try {
    const { shape } = await readNpyHeader(path);
    const matrix = await readNpy(path);
    assert.deepEqual(matrix.shape, shape);
    return matrix;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

let numpy: Promise<Numpy | undefined> | undefined;

async function check(input: Input): Promise<string> {
  const file = fileOf(input);
  const path = await Deno.makeTempFile({ suffix: ".npy" });
  try {
    await Deno.writeFile(path, file);
    const own = await readByWalt(path);
    if (own instanceof UserError) {
      assert.ok(own.message.includes(`Feature file "${path}"`), own.message);
      assert.ok(own.message.length < 500, "a message is short");
    } else assert.ok(floatsOf(own).every(Number.isFinite), "what is read is finite");
    const reading = await (await (numpy ??= openNumpy()))?.read(path);
    return reading ? compare(own, reading, file) : own instanceof UserError ? "refused" : "read";
  } finally {
    await Deno.remove(path);
  }
}

function compare(own: StoredMatrix | UserError, reading: NumpyReading, file: Uint8Array): string {
  if (own instanceof UserError) {
    if ("error" in reading) return "refused by both";
    const head = new TextDecoder("latin1").decode(file.subarray(file[6] === 1 ? 10 : 12));
    const end = head.indexOf("\n", head.lastIndexOf("}"));
    const rule = STRICTER.find(([said]) => said.test(own.message));
    assert.ok(rule?.[1](reading, head.slice(0, end + 1)), `NumPy reads this: ${own.message}`);
    return "refused by walt alone";
  }
  assert.ok(!("error" in reading), `NumPy refuses this: ${"error" in reading && reading.error}`);
  assert.deepEqual(reading.shape, own.shape);
  const floats = floatsOf(own);
  assert.equal(
    new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength).toHex(),
    reading.bytes,
  );
  return "same";
}

/** The fuzzer of feature files. */
export const fuzzer: Fuzzer<Input> = {
  name: "features",
  inputs,
  check,
  async close() {
    const open = await numpy;
    numpy = undefined;
    await open?.[Symbol.asyncDispose]();
  },
};
