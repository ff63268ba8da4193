/**
 * Products of matrices in WGSL. A workgroup makes a tile of the result, each of its threads 8 x 8 numbers of it in
 * registers; where the result has few tiles, several workgroups share one, each with a part of the sums.
 */
import type { WebGPUBackend, WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { runShader, type Shader } from "./shader.ts";
import { WEBGPU } from "../thresholds.ts";

/** Rows and columns of a tile. */
const TILE = 128;
/** Terms of the sums that are in shared memory at a time. */
const DEPTH = 16;
/** Threads of a workgroup in both directions. */
const SIDE = 16;
/** A row of a tile, four numbers each. Both tiles fill the 16 KiB that any device has. */
const ROW = TILE / 4;

/** What to multiply: a [M, K], or [K, M] when transposed, and b [K, N], or [N, K]; both may have a first axis B. */
export interface Product {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** The sizes of a product; undefined where one matrix is multiplied with several, or whole numbers are. */
function sizesOf({ a, b, transposeA, transposeB }: Product) {
  if (a.dtype !== "float32" || b.dtype !== "float32") return undefined;
  const [batchA, rowsA, columnsA] = [1, ...a.shape].slice(-3) as [number, number, number];
  const [batchB, rowsB, columnsB] = [1, ...b.shape].slice(-3) as [number, number, number];
  if (a.shape.length > 3 || a.shape.length !== b.shape.length || batchA !== batchB) return undefined;
  const [m, k] = transposeA ? [columnsA, rowsA] : [rowsA, columnsA];
  return { batch: batchA, m, k, n: transposeB ? rowsB : columnsB };
}

/** Whether `matrixProduct()` takes the product, and is worth it. */
export function isLarge(product: Product): boolean {
  const sizes = sizesOf(product);
  if (!sizes) return false;
  const { m, n, k } = sizes;
  return Math.min(m, n) >= WEBGPU.leastSide && m * n * k >= WEBGPU.leastWork;
}

/** [M, N] or [B, M, N] float32. */
export function matrixProduct(backend: WebGPUBackend, product: Product): TensorInfo {
  const { a, b, transposeA, transposeB } = product;
  const { batch, m, n, k } = sizesOf(product)!;
  const tiles = Math.ceil(m / TILE) * Math.ceil(n / TILE) * batch;
  const { workgroups, leastTerms } = WEBGPU;
  const wanted = Math.max(1, Math.min(Math.floor(workgroups / tiles), Math.floor(k / leastTerms)));
  const share = Math.ceil(k / wanted / DEPTH) * DEPTH;
  const shares = Math.ceil(k / share);
  const shader = productShader({ batch, m, n, k, shares, transposeA, transposeB });
  const numbers = [m, n, k, share, shares].map((value) => ({ type: "int32", data: [value] }));
  const parts = backend.runWebGPUProgram(shader, [a, b], "float32", numbers);
  const shape = a.shape.length === 2 ? [m, n] : [batch, m, n];
  if (shares === 1) return { ...parts, shape };
  const result = runShader(backend, sumShader, [parts], [shares, batch * m * n], {
    shape,
    dtype: "float32",
  });
  backend.disposeData(parts.dataId);
  return result;
}

/** parts [shares, size] -> their sum. */
const sumShader: Shader = {
  name: "sum_of_shares",
  inputs: ["parts"],
  numbers: { shares: "i32", size: "i32" },
  body: `
    var sum = parts[index];
    for (var share = 1; share < uniforms.shares; share++) { sum += parts[share * uniforms.size + index]; }
    result[index] = sum;`,
};

interface Sizes {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly shares: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function productShader({ batch, m, n, k, shares, transposeA, transposeB }: Sizes): WebGPUProgram {
  const a = componentsOf(transposeA ? m : k);
  const b = componentsOf(transposeB ? k : n);
  const result = componentsOf(n);
  return {
    shaderKey: `walt_product_${transposeA}_${transposeB}_${a}_${b}_${result}`,
    variableNames: ["a", "b"],
    variableComponents: [a, b],
    outputComponent: result,
    uniforms: "m : i32, n : i32, k : i32, share : i32, shares : i32, ",
    outputShape: [shares * batch, m, n],
    workgroupSize: [SIDE, SIDE, 1],
    dispatchLayout: { x: [2], y: [1], z: [0] },
    dispatch: [Math.ceil(n / TILE), Math.ceil(m / TILE), batch * shares],
    getUserCode: () => productCode(transposeA, transposeB, a, b, result),
  };
}

/** How many numbers are read or written at once where rows have `width`. */
function componentsOf(width: number): 1 | 4 {
  return width % 4 === 0 ? 4 : 1;
}

const FOURS = [0, 1, 2, 3];
const EIGHTS = [0, 1, 2, 3, 4, 5, 6, 7];
const HALVES = [0, 1];

function productCode(transposeA: boolean, transposeB: boolean, a: 1 | 4, b: 1 | 4, result: 1 | 4): string {
  const loads = (take: (half: number) => string) => HALVES.map(take).join("\n");
  return `
    var<workgroup> tileA : array<vec4<f32>, ${DEPTH * ROW}>;
    var<workgroup> tileB : array<vec4<f32>, ${DEPTH * ROW}>;
    ${readCode("a", a)}
    ${readCode("b", b)}
    ${writeCode(result)}

    fn main() {
      let thread = i32(localIndex);
      let x = i32(localId.x);
      let y = i32(localId.y);
      let top = i32(workgroupId.y) * ${TILE};
      let left = i32(workgroupId.x) * ${TILE};
      let item = i32(workgroupId.z) % (i32(numWorkgroups.z) / uniforms.shares);
      let begin = i32(workgroupId.z) / (i32(numWorkgroups.z) / uniforms.shares) * uniforms.share;
      let end = min(begin + uniforms.share, uniforms.k);
      let baseA = item * uniforms.m * uniforms.k;
      let baseB = item * uniforms.k * uniforms.n;
      ${EIGHTS.map((i) => HALVES.map((h) => `var sum${i}${h} = vec4<f32>(0.0);`).join(" ")).join("\n")}
      ${loads((half) => `var nextA${half} = ${fetch("A", half, transposeA, "begin")};`)}
      ${loads((half) => `var nextB${half} = ${fetch("B", half, !transposeB, "begin")};`)}
      for (var at = begin; at < end; at += ${DEPTH}) {
        ${loads((half) => put("A", half, transposeA))}
        ${loads((half) => put("B", half, !transposeB))}
        workgroupBarrier();
        ${loads((half) => `nextA${half} = ${fetch("A", half, transposeA, `at + ${DEPTH}`)};`)}
        ${loads((half) => `nextB${half} = ${fetch("B", half, !transposeB, `at + ${DEPTH}`)};`)}
        for (var term = 0; term < ${DEPTH}; term++) {
          let a0 = tileA[term * ${ROW} + y];
          let a1 = tileA[term * ${ROW} + ${SIDE} + y];
          let b0 = tileB[term * ${ROW} + x];
          let b1 = tileB[term * ${ROW} + ${SIDE} + x];
          ${
    EIGHTS.map((i) => HALVES.map((h) => `sum${i}${h} += a${i >> 2}[${i & 3}] * b${h};`).join(" ")).join("\n")
  }
        }
        workgroupBarrier();
      }
      let base = i32(workgroupId.z) * uniforms.m * uniforms.n;
      ${
    EIGHTS.map((i) =>
      HALVES.map((h) =>
        `write(base, top + ${(i >> 2) * 64 + (i & 3)} + 4 * y, left + ${h * 64} + 4 * x, sum${i}${h});`
      ).join(" ")
    ).join("\n")
  }
    }`;
}

/** Four numbers of a row, 0 beyond the matrix. */
function readCode(name: string, components: 1 | 4): string {
  const inside = "row < rows && column < columns";
  const one = (i: number) =>
    `select(0.0, ${name}[base + row * columns + min(column + ${i}, columns - 1)], column + ${i} < columns)`;
  const four = components === 4
    ? `${name}[(base + row * columns + column) / 4]`
    : `vec4<f32>(${FOURS.map(one).join(", ")})`;
  return `
    fn read_${name}(base : i32, row : i32, column : i32, rows : i32, columns : i32) -> vec4<f32> {
      if (${inside}) { return ${four}; }
      return vec4<f32>(0.0);
    }`;
}

function writeCode(components: 1 | 4): string {
  const four = components === 4
    ? "result[at / 4] = value;"
    : FOURS.map((i) => `if (column + ${i} < uniforms.n) { result[at + ${i}] = value[${i}]; }`).join(" ");
  return `
    fn write(base : i32, row : i32, column : i32, value : vec4<f32>) {
      if (row < uniforms.m && column < uniforms.n) {
        let at = base + row * uniforms.n + column;
        ${four}
      }
    }`;
}

/** The thread's numbers of a tile's half: along the rows and columns of the result, or along the terms. */
function fetch(matrix: "A" | "B", half: number, along: boolean, from: string): string {
  const [start, size] = matrix === "A" ? ["top", "uniforms.m"] : ["left", "uniforms.n"];
  const name = matrix.toLowerCase();
  if (along) {
    const [row, column] = [`${from} + thread / 32 + ${half * 8}`, `${start} + thread % 32 * 4`];
    return `read_${name}(base${matrix}, ${row}, ${column}, end, ${size})`;
  }
  const [row, column] = [`${start} + thread / 4 + ${half * 64}`, `${from} + thread % 4 * 4`];
  return `read_${name}(base${matrix}, ${row}, ${column}, ${size}, uniforms.k)`;
}

/** Puts them where the sums read them: tile[term][column / 4]. */
function put(matrix: "A" | "B", half: number, along: boolean): string {
  if (along) {
    return `tile${matrix}[(thread / 32 + ${half * 8}) * ${ROW} + thread % 32] = next${matrix}${half};`;
  }
  const column = `thread / 4 + ${half * 64}`;
  return FOURS.map((i) =>
    `tile${matrix}[(thread % 4 * 4 + ${i}) * ${ROW} + (${column}) / 4][(${column}) % 4] = next${matrix}${half}[${i}];`
  ).join(" ");
}
