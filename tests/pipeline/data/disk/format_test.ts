/** An array is read as the same rows from whatever it was written to: any format, type, order and arrangement. */
import assert from "node:assert/strict";
import { join } from "node:path";
import fc from "fast-check";
import { zipSync } from "fflate";
import h5wasm, { File } from "h5wasm";
import { formatOf } from "../../../../pipeline/data/disk/format.ts";
import { copyStored, type StoredRows } from "../../../../pipeline/kinds/formats/stored_rows.ts";
import { LANGUAGE } from "../../../../pipeline/language.ts";
import type { ArraySource } from "../../../../specs/recipe/feature_array.ts";
import { temporaryFolder } from "../../../temporary.ts";
import { npyBytes } from "../files.ts";

const TYPES = {
  f2: Float16Array,
  f4: Float32Array,
  f8: Float64Array,
  i2: Int16Array,
  i4: Int32Array,
  i8: BigInt64Array,
} as const;
type Type = keyof typeof TYPES;

/** An array: the values at a place. */
interface Drawn {
  readonly shape: readonly number[];
  readonly type: Type;
  readonly at: (place: readonly number[]) => number;
}

/** All places, the last axis together; in Fortran order the first. */
function places(shape: readonly number[], fortran = false): number[][] {
  const sizes = fortran ? shape.toReversed() : shape;
  const all = sizes.reduce<number[][]>(
    (all, size) => all.flatMap((place) => Array.from({ length: size }, (_, i) => [...place, i])),
    [[]],
  );
  return fortran ? all.map((place) => place.toReversed()) : all;
}

function bytesOf({ shape, type, at }: Drawn, { fortran = false, bigEndian = false } = {}) {
  const values = places(shape, fortran).map(at);
  const data = type === "i8" ? BigInt64Array.from(values, BigInt) : TYPES[type].from(values);
  const bytes = new Uint8Array(data.buffer);
  const size = data.BYTES_PER_ELEMENT;
  if (bigEndian) { for (let i = 0; i < bytes.length; i += size) bytes.subarray(i, i + size).reverse(); }
  return bytes;
}

function npy(drawn: Drawn, order: { fortran?: boolean; bigEndian?: boolean } = {}): Uint8Array {
  const descr = `${order.bigEndian ? ">" : "<"}${drawn.type}`;
  const shape = `(${drawn.shape.join(", ")})`;
  const text = `{'descr': '${descr}', 'fortran_order': ${
    order.fortran ? "True" : "False"
  }, 'shape': ${shape}, }`;
  return new Uint8Array([...npyBytes([], { head: text }), ...bytesOf(drawn, order)]);
}

const SAFE: Readonly<Record<Type, string>> = {
  f2: "F16",
  f4: "F32",
  f8: "F64",
  i2: "I16",
  i4: "I32",
  i8: "I64",
};

function safetensors(drawn: Drawn): Uint8Array {
  const values = bytesOf(drawn);
  const entry = { dtype: SAFE[drawn.type], shape: drawn.shape, data_offsets: [0, values.length] };
  const text = new TextEncoder().encode(JSON.stringify({ v: entry }));
  const bytes = new Uint8Array(8 + text.length + values.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(values, 8 + text.length);
  return bytes;
}

const { FS } = await h5wasm.ready;

function hdf5(drawn: Drawn): Uint8Array {
  const file = new File("/drawn.h5", "w");
  const values = places(drawn.shape).map(drawn.at);
  const { type } = drawn;
  const data = type === "i8"
    ? BigInt64Array.from(values, BigInt)
    // The library writes no float16.
    : TYPES[type === "f2" ? "f4" : type].from(values);
  file.create_dataset({ name: "v", data, shape: [...drawn.shape] });
  file.flush();
  file.close();
  return FS.readFile("/drawn.h5");
}

function text(apart: string, cell: (value: number) => string) {
  return ({ shape, at }: Drawn) => {
    const lines = Array.from(
      { length: shape[0]! },
      (_, r) => Array.from({ length: shape[1]! }, (_, c) => cell(at([r, c]))).join(apart),
    );
    return new TextEncoder().encode(lines.join("\r\n"));
  };
}

const WITH_COMMAS = text(";", (value) => String(value).replace(".", ","));

/** Ways of writing an array `v`; text has two axes. */
const WRITTEN:
  readonly (readonly [name: string, kind: string, write: (drawn: Drawn) => Uint8Array, isText?: true])[] = [
    ["v.npy", "npy", (drawn) => npy(drawn)],
    ["v.npy", "npy", (drawn) => npy(drawn, { fortran: true })],
    ["v.npy", "npy", (drawn) => npy(drawn, { bigEndian: true })],
    ["v.npy", "npy", (drawn) => npy(drawn, { fortran: true, bigEndian: true })],
    ["v.npz", "npz", (drawn) => zipSync({ "v.npy": npy(drawn) }, { level: 0 })],
    [
      "v.npz",
      "npz",
      (drawn) => zipSync({ "v.npy": npy(drawn, { fortran: true }), "w.npy": npyBytes([[1]]) }),
    ],
    ["v.h5", "hdf5", hdf5],
    ["v.safetensors", "safetensors", safetensors],
    ["v.csv", "csv", text(",", String), true],
    ["v.txt", "csv", text("   ", (value) => value.toExponential()), true],
    ["v.tsv", "csv", text("\t", (value) => `"${value}"`), true],
    ["v.csv", "csv", WITH_COMMAS, true],
  ];

/** What is written of axes, and how the source says it; the sizes of crops and maps differ from L and D. */
const ARRANGED: readonly (readonly [axes: string, source: Omit<ArraySource, "width">])[] = [
  ["L D", {}],
  ["L D", { axes: ["L", "D"] }],
  ["D L", { axes: ["D", "L"] }],
  ["L D", { columns: "1:3" }],
  ["D L", { axes: ["D", "L"], columns: "1:3" }],
  ["L crops D", { crops: "mean" }],
  ["L crops D", { crops: "first" }],
  ["L crops D", { crops: "random", columns: "1:3" }],
  ["crops L D", { axes: ["crops", "L", "D"], crops: "first", columns: "0:2" }],
  ["crops D L", { axes: ["crops", "D", "L"], crops: "mean" }],
  ["L D h w", { pool: "mean" }],
  ["L h w D", { axes: ["L", "h", "w", "D"], pool: "mean" }],
  ["D L t", { axes: ["D", "L", "t"], pool: "mean", columns: "1:4" }],
  ["L crops D h w", { crops: "mean", pool: "mean" }],
];

const SIZES: Readonly<Record<string, number>> = { D: 4, crops: 3, t: 2, h: 2, w: 5 };

/** The rows that a source takes, each mean rounded to float32 once. */
function rowsOf(
  { at }: Drawn,
  axes: readonly string[],
  L: number,
  { columns = "0:4", crops, pool }: Omit<ArraySource, "width">,
) {
  const [begin, end] = columns.split(":").map(Number) as [number, number];
  const inner = axes.filter((axis) => !["L", "D", "crops"].includes(axis));
  const value = (place: Readonly<Record<string, number>>) =>
    Math.fround(at(axes.map((axis) => place[axis]!)));
  const mean = (values: readonly number[]) => Math.fround(values.reduce((a, b) => a + b, 0) / values.length);
  const maps = places(inner.map((axis) => SIZES[axis]!)).map((place) =>
    Object.fromEntries(inner.map((axis, i) => [axis, place[i]!]))
  );
  const pooled = (place: Readonly<Record<string, number>>) =>
    pool === undefined ? value(place) : mean(maps.map((map) => value({ ...place, ...map })));
  return Array.from({ length: L }, (_, row) =>
    Array.from({ length: end - begin }, (_, d) => {
      const place = { L: row, D: begin + d };
      if (crops === undefined) return pooled(place);
      const all = Array.from({ length: SIZES["crops"]! }, (_, c) => pooled({ ...place, crops: c }));
      return crops === "first" ? all[0]! : mean(all);
    })).flat();
}

/** Quarters, which float16 and text hold exactly, or whole numbers for integers. */
const drawn = fc.record({
  L: fc.integer({ min: 1, max: 9 }),
  type: fc.constantFrom(...Object.keys(TYPES) as Type[]),
  seed: fc.integer({ min: 1, max: 2 ** 20 }),
});

function rows(stored: StoredRows, count: number): number[] {
  const target = new Float32Array(count * stored.width);
  copyStored([stored], Int32Array.from({ length: count }, (_, i) => i), target);
  return [...target];
}

for (const [axes, source] of ARRANGED) {
  Deno.test(`formatOf() reads [${axes}] as ${JSON.stringify(source)} the same from every format, whole and in parts`, async () => {
    const folder = temporaryFolder();
    await fc.assert(
      fc.asyncProperty(drawn, async ({ L, type, seed }) => {
        const names = axes.split(" ");
        const shape = names.map((axis) => axis === "L" ? L : SIZES[axis]!);
        const at = (place: readonly number[]) => {
          const index = place.reduce((sum, i, axis) => sum * shape[axis]! + i, 0);
          const whole = (index * 7919 + seed) % 401 - 200;
          return type.startsWith("i") ? whole : whole / 4;
        };
        const array: Drawn = { shape, type, at };
        const [begin, end] = (source.columns ?? "0:4").split(":").map(Number) as [number, number];
        const wanted = rowsOf(array, names, L, source);
        for (const [name, kind, write, isText] of WRITTEN) {
          if (isText && shape.length > 2) continue;
          // A decimal comma in the only column looks like one between two columns.
          if (isText && write === WITH_COMMAS && shape[1] === 1) continue;
          const path = join(folder, name);
          await Deno.writeFile(path, write(array));
          const key = kind === "npz" ? { key: "v" } : kind === "csv" ? { header: false } : {};
          const format = formatOf("x", {
            path: name.replace("v.", "{video}."),
            format: { kind, ...key },
            width: end - begin,
            ...source,
          }, LANGUAGE);
          const head = await format.readHead(path, "v");
          assert.deepEqual(head.shape, [L, end - begin], name);
          assert.deepEqual(rows(await format.readRows(path, "v"), L), wanted, `${name} of ${type}`);
          const part = await format.openParts(path, "v");
          if (!part) continue;
          const half = L >> 1;
          const parts = [
            ...half > 0 ? rows(await part(0, half), half) : [],
            ...rows(await part(half, L - half), L - half),
          ];
          assert.deepEqual(parts, wanted, `${name} of ${type} in parts`);
        }
      }),
      { numRuns: 8 },
    );
  });
}
