/** Arrays of features as a file has them, of any axes. */
import { userError } from "../../../specs/diagnostics/diagnostics.ts";
import { allFiniteHalves } from "../../not_finite.ts";
import type { StoredMatrix } from "./format.ts";
import { sumOfSquares } from "./squares.ts";
import { singlesOf } from "./stored_rows.ts";
import { type RawValues, storedOf } from "./value_type.ts";

/**
 * The array of the values of a file, the last axis together.
 *
 * @param fortran Whether the first axis is together in the file instead.
 * @throws {UserError} When a value is not finite; the message names its place in the file.
 */
export function storedArray(
  raw: RawValues,
  shape: readonly number[],
  path: string,
  fortran = false,
): StoredMatrix {
  const stored = storedOf(raw);
  const reversed = [...shape.keys()].reverse();
  const values = fortran ? permuted(stored, shape.toReversed(), reversed) : stored;
  // Squares of float32 and their sums are finite in doubles, unless a value is not: the sum costs what a search does.
  const squares = values instanceof Float32Array ? sumOfSquares(values) : undefined;
  const areFinite = squares === undefined ? allFiniteHalves(values as Uint16Array) : Number.isFinite(squares);
  if (!areFinite) throw notFinite(values, raw, shape, path, fortran);
  return { shape, width: shape.at(-1)!, values, squares };
}

/**
 * The values of an array [shape] whose axes are put into another order: axis i of the result is axis `order[i]`. The last
 * axis is together in both.
 */
export function permuted<T extends Float32Array | Uint16Array>(
  values: T,
  shape: readonly number[],
  order: readonly number[],
): T {
  const strides = shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
  const sizes = order.map((axis) => shape[axis]!);
  const steps = order.map((axis) => strides[axis]!);
  const result = values.slice() as T;
  if (sizes.length === 2) {
    const [rows, columns] = sizes as [number, number];
    const [down, across] = steps as [number, number];
    for (let column = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) {
        result[row * columns + column] = values[column * across + row * down]!;
      }
    }
    return result;
  }
  let to = 0;
  const copy = (axis: number, from: number) => {
    if (axis === sizes.length) {
      result[to++] = values[from]!;
      return;
    }
    for (let i = 0; i < sizes[axis]!; i++) copy(axis + 1, from + i * steps[axis]!);
  };
  copy(0, 0);
  return result;
}

/** Axes that a message shows. */
const MOST_AXES = 8;

/** The sizes of axes as a message shows them, such as "40, 1024". */
export function axesText(shape: readonly number[]): string {
  return `${shape.slice(0, MOST_AXES).join(", ")}${shape.length > MOST_AXES ? ", ..." : ""}`;
}

function notFinite(
  values: Float32Array | Uint16Array,
  raw: RawValues,
  shape: readonly number[],
  path: string,
  fortran: boolean,
): Error {
  const data = values instanceof Uint16Array ? singlesOf(values) : values;
  const at = data.findIndex((value) => !Number.isFinite(value));
  const place = placeOf(at, shape);
  // A float64 may be finite and yet beyond float32.
  const value = raw instanceof Float64Array ? raw[fortran ? fortranIndex(place, shape) : at]! : data[at]!;
  const where = shape.length === 2 ? `row ${place[0]}, column ${place[1]}` : `place [${place.join(", ")}]`;
  return userError(
    `Feature file "${path}" has ${value} in ${where} (counted from 0) of shape [${shape.join(", ")}]: ` +
      `wanted finite ${Number.isFinite(value) ? "values within float32" : "values"}`,
    "find out where it comes from; the features of this video are not usable",
  );
}

function placeOf(index: number, shape: readonly number[]): number[] {
  let rest = index;
  return shape.toReversed().map((size) => {
    const at = rest % size;
    rest = (rest - at) / size;
    return at;
  }).reverse();
}

function fortranIndex(place: readonly number[], shape: readonly number[]): number {
  return place.reduceRight((index, at, axis) => index * shape[axis]! + at, 0);
}
