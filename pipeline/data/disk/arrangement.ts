/** How the array of a feature file becomes rows of a source: its axes, crops, maps and columns. */
import { type UserError, userError } from "../../../specs/diagnostics/diagnostics.ts";
import { type ArraySource, columnsOf } from "../../../specs/recipe/feature_array.ts";
import type { StoredMatrix } from "../../kinds/formats/format.ts";
import { axesText, permuted } from "../../kinds/formats/stored_array.ts";
import { meanOf, picked, type StoredRows } from "../../kinds/formats/stored_rows.ts";
import { MOST_CROPS, shapeHint } from "./shape_hint.ts";

/** From the array of a file to rows of a source. */
export interface Arrangement {
  /**
   * L and D of an array. D is what is there, not what the source says it is.
   *
   * @throws {UserError} When it has other axes than the source says, or not the columns that it takes.
   */
  sizes(shape: readonly number[], path: string): readonly [rows: number, columns: number];
  /** The rows of an array, [L, D], or [L, crops, D] where a crop is drawn later. */
  rows(array: StoredMatrix, path: string): StoredRows & { readonly shape: readonly [number, number] };
}

/** The order in which axes are reduced; those of feature maps are the last. */
const RANKS: Readonly<Record<string, number>> = { L: 0, crops: 1, D: 2 };

/** The arrangement of a source called `name`; `isTrained` says that it is of a finished model. */
export function arrangementOf(name: string, source: ArraySource, isTrained = false): Arrangement {
  const { crops, pool, columns } = source;
  const part = columns === undefined ? undefined : columnsOf(columns);
  const wrong = (shape: readonly number[], path: string, wanted: string): UserError =>
    userError(
      `Feature file "${path}" ${shapeText(shape)}: wanted ${wanted}`,
      shapeHint(name, source, shape, isTrained),
    );

  /** The axes of a file in the order L, crops, D, maps. */
  function orderOf(shape: readonly number[], path: string): number[] {
    const axes = source.axes ?? defaultAxes(source, shape.length);
    if (axes.length !== shape.length || cropsLookFirst(source, shape) || valuesLookLast(source, shape)) {
      throw wrong(shape, path, axesWanted(source));
    }
    const rank = (axis: number) => RANKS[axes[axis]!] ?? 3;
    return [...axes.keys()].sort((a, b) => rank(a) - rank(b));
  }

  function sizes(shape: readonly number[], path: string): readonly [number, number] {
    const [rows, ...rest] = orderOf(shape, path).map((axis) => shape[axis]!);
    const width = rest[crops === undefined ? 0 : 1]!;
    if (part === undefined) return [rows!, width];
    if (width < part.end) throw wrong(shape, path, `${part.end} columns, since columns is "${columns}"`);
    return [rows!, part.end - part.begin];
  }

  return {
    sizes,
    rows({ shape, values: stored, squares }, path) {
      const order = orderOf(shape, path);
      const sorted = order.every((axis, i) => axis === i) ? stored : permuted(stored, shape, order);
      const [rows, ...rest] = order.map((axis) => shape[axis]!);
      const count = crops === undefined ? 1 : rest.shift()!;
      const [all, ...maps] = rest;
      const size = sizes(shape, path);
      let values = pool === undefined ? sorted : meanOf(sorted, maps.reduce((a, b) => a * b, 1), 1);
      if (part) values = picked(values, all!, part.begin, part.end);
      const width = size[1];
      if (crops === "random") return { shape: size, width, crops: count, values };
      if (crops === "mean") values = meanOf(values, count, width);
      if (crops === "first") values = picked(values, count * width, 0, width);
      return { shape: [rows!, width], width, values, squares: values === stored ? squares : undefined };
    },
  };
}

/** Whether the snippets of `[L, crops, D]`, which the source leaves to us, look like crops, and the crops like snippets. */
function cropsLookFirst({ axes, crops, pool }: ArraySource, shape: readonly number[]): boolean {
  return axes === undefined && crops !== undefined && pool === undefined && shape.length === 3 &&
    shape[0]! <= MOST_CROPS && shape[1]! > MOST_CROPS;
}

/** Whether the values of feature maps are the last axis alone, where the source leaves it to us. */
function valuesLookLast(
  { axes, crops, pool, columns, width }: ArraySource,
  shape: readonly number[],
): boolean {
  return axes === undefined && crops === undefined && pool !== undefined && columns === undefined &&
    shape[1] !== width && shape.at(-1) === width;
}

function defaultAxes({ crops, pool }: ArraySource, rank: number): readonly string[] {
  const axes = ["L", ...(crops === undefined ? [] : ["crops"]), "D"];
  if (pool === undefined) return axes;
  return [...axes, ...Array<string>(Math.max(1, rank - axes.length)).fill("maps")];
}

function shapeText(shape: readonly number[]): string {
  if (shape.length === 0) return "is a single number, an array without axes";
  return `has shape [${axesText(shape)}]${shape.length === 1 ? ", one axis" : ""}`;
}

/** The axes of files that a source says, in words. */
function axesWanted(source: ArraySource): string {
  const { axes, crops, pool } = source;
  const wanted = axes ?? [...defaultAxes({ ...source, pool: undefined }, 0), ...(pool ? ["h", "w"] : [])];
  if (axes === undefined && crops === undefined && pool === undefined) {
    return "two axes, [snippets, values]";
  }
  return `the ${wanted.length} axes [${wanted.join(", ")}]`;
}
