import assert from "node:assert/strict";
import fc from "fast-check";
import {
  decodeSafetensors,
  encodeSafetensors,
  type NamedTensor,
} from "../../../../pipeline/runs/checkpoint/safetensors.ts";
import { UserError } from "../../../../specs/diagnostics/diagnostics.ts";

function tensor(name: string, shape: number[], values: number[]): NamedTensor {
  return { name, shape, data: Float32Array.from(values) };
}

/** The file of some tensors. */
function encoded(
  tensors: readonly NamedTensor[],
  metadata?: Readonly<Record<string, string>>,
): Uint8Array<ArrayBuffer> {
  const sources = tensors.map(({ name, shape, data }) => ({ name, shape, read: () => data }));
  return Uint8Array.from([...encodeSafetensors(sources, metadata)].flatMap((piece) => [...piece]));
}

/** A file with any header text. */
function fileOf(header: string, data: number[] = []): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

function refuses(bytes: Uint8Array<ArrayBuffer>, what: string | RegExp): void {
  assert.throws(() => decodeSafetensors(bytes, "a.safetensors"), (error) => {
    assert(error instanceof UserError);
    assert(error.message.startsWith('Cannot read tensors from "a.safetensors": '), error.message);
    const rest = error.message.slice(error.message.indexOf(": ") + 2);
    if (typeof what === "string") assert.equal(rest, what);
    else assert.match(rest, what);
    return true;
  });
}

Deno.test("encodeSafetensors() writes header length, padded header and little-endian values", () => {
  const bytes = encoded([tensor("a", [2], [1, -2])], { by: "walt" });
  const header = '{"__metadata__":{"by":"walt"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
  assert.equal(header.length, 83);
  assert.deepEqual([...bytes.subarray(0, 8)], [88, 0, 0, 0, 0, 0, 0, 0]);
  assert.equal(new TextDecoder().decode(bytes.subarray(8, 96)), header.padEnd(88));
  assert.deepEqual([...bytes.subarray(96)], [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
});

/** Written by Python's safetensors 0.8.0: save_file({"w": arange(6) as [2, 3], "b": [], "s": 2}, metadata={"x": "y"}). */
const PYTHON =
  "c0000000000000007b225f5f6d657461646174615f5f223a7b2278223a2279227d2c2262223a7b226474797065223a" +
  "22463332222c227368617065223a5b305d2c22646174615f6f666673657473223a5b302c305d7d2c2273223a7b226474797065223a" +
  "22463332222c227368617065223a5b5d2c22646174615f6f666673657473223a5b302c345d7d2c2277223a7b226474797065223a22" +
  "463332222c227368617065223a5b322c335d2c22646174615f6f666673657473223a5b342c32385d7d7d2020202020000000400000" +
  "00000000803f0000004000004040000080400000a040";

Deno.test("encodeSafetensors() and decodeSafetensors() agree with Python to the byte", () => {
  const tensors = [tensor("b", [0], []), tensor("s", [], [2]), tensor("w", [2, 3], [0, 1, 2, 3, 4, 5])];
  const python = Uint8Array.fromHex(PYTHON);
  assert.deepEqual(encoded(tensors, { x: "y" }), python);
  assert.deepEqual([...decodeSafetensors(python, "f").values()], tensors);
});

Deno.test("encodeSafetensors() takes the values of a view, not of its whole buffer", () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  const read = decodeSafetensors(encoded([{ name: "v", shape: [2], data }]), "f");
  assert.deepEqual([...read.get("v")!.data], [2, 3]);
});

Deno.test("encodeSafetensors() reads a tensor when it is written", () => {
  const read: string[] = [];
  const sources = ["a", "b"].map((name) => ({
    name,
    shape: [1],
    read() {
      read.push(name);
      return Float32Array.of(1);
    },
  }));
  const pieces = encodeSafetensors(sources);
  const after = Array.from({ length: 3 }, () => pieces.next() && read.join());
  assert.deepEqual(after, ["", "a", "a,b"]);
});

Deno.test("decodeSafetensors() gives back every name, shape and value, in any part of a buffer", () => {
  const shape = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 3 });
  const named = fc.tuple(fc.string({ unit: "binary" }), shape, fc.float({ noNaN: true }));
  const tensors = fc.uniqueArray(named, { selector: ([name]) => name, maxLength: 5 })
    .map((list) => list.filter(([name]) => name !== "__metadata__" && name !== "__proto__"));
  fc.assert(fc.property(tensors, fc.nat(9), (list, offset) => {
    const given = list.map(([name, shape, value]) => {
      const count = shape.reduce((product, n) => product * n, 1);
      return tensor(name, shape, Array.from({ length: count }, (_, i) => value * (i + 1)));
    });
    const file = encoded(given, { note: "é" });
    assert.equal(new DataView(file.buffer).getUint32(0, true) % 8, 0);
    const bytes = new Uint8Array(offset + file.length).subarray(offset);
    bytes.set(file);
    const read = decodeSafetensors(bytes, "f");
    assert.equal(read.size, given.length);
    for (const each of given) assert.deepEqual(read.get(each.name), each);
  }));
});

Deno.test("decodeSafetensors() refuses a file cut off anywhere", () => {
  const bytes = encoded([tensor("a", [2], [1, 2]), tensor("b", [1, 2], [3, 4])]);
  const whole = bytes.length;
  for (let length = 0; length < whole; length++) refuses(bytes.slice(0, length), /is cut off$/);
  refuses(bytes.slice(0, whole - 1), 'tensor "b" is cut off');
  refuses(bytes.slice(0, 20), "the header is cut off");
  refuses(new Uint8Array([...bytes, 0, 0, 0]), "3 bytes belong to no tensor");
});

Deno.test("decodeSafetensors() refuses what is not a header of float32 tensors", () => {
  refuses(new TextEncoder().encode("plain text, not tensors"), "the header is cut off");
  refuses(fileOf("{"), "the header is not JSON");
  refuses(fileOf("null"), /^the header is wrong/);
  refuses(fileOf("[]"), /^the header is wrong/);
  refuses(fileOf('{"a":1}'), 'the header is wrong at "a"');
  refuses(fileOf('{"a":{"dtype":"F32","shape":[1]}}'), 'the header is wrong at "a.data_offsets"');
  const a = (fields: string) => fileOf(`{"a":{${fields}}}`, [0, 0, 0, 0, 0, 0, 0, 0]);
  refuses(a('"dtype":"F32","shape":[1],"data_offsets":[-4,0]'), 'the header is wrong at "a.data_offsets.0"');
  refuses(a('"dtype":"F32","shape":[-1],"data_offsets":[0,4]'), 'the header is wrong at "a.shape.0"');
  refuses(a('"dtype":"F64","shape":[1],"data_offsets":[0,8]'), 'tensor "a" is F64');
  refuses(a('"dtype":"F32","shape":[3],"data_offsets":[0,8]'), 'tensor "a" of shape [3] has 8 bytes');
  refuses(a('"dtype":"F32","shape":[1],"data_offsets":[8,4]'), 'tensor "a" of shape [1] has -4 bytes');
});
