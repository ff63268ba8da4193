/** Reads the values of fixture files: tensors, masks, and numbers that JSON cannot write. */

import { type UserError, userError } from "../../specs/diagnostics/diagnostics.ts";
import { shown } from "../annotations/layout.ts";
import { isMap } from "../kinds/layouts/layout.ts";

/** A tensor of a fixture. */
export interface FixtureTensor {
  readonly shape: readonly number[];
  readonly data: readonly number[];
  /** True for a mask, whose values are 0 and 1. */
  readonly isMask: boolean;
}

/** A fixture's JSON object. */
export type FixtureObject = Readonly<Record<string, unknown>>;

/**
 * The tensor at a key, masks as 0 and 1; a number is a tensor without axes, lists of numbers are rows.
 *
 * @throws {UserError} When there is none, or it has not as many values as its shape says.
 */
export function tensorAt(object: FixtureObject, key: string): FixtureTensor {
  const value = object[key];
  if (typeof value === "number") return { shape: [], data: [value], isMask: false };
  if (Array.isArray(value)) {
    const width = Array.isArray(value[0]) ? [value[0].length] : [];
    return { shape: [value.length, ...width], data: value.flat().map(toNumber), isMask: false };
  }
  const { shape, data, bits } = isMap(value) ? value : {} as FixtureObject;
  const values = typeof bits === "string" ? Array.from(bits, Number) : data;
  if (!Array.isArray(shape) || !Array.isArray(values)) {
    throw unfit(key, value, 'a tensor, {"shape": [2, 3], "data": [...]}');
  }
  const size = shape.reduce((product, length) => product * Number(length), 1);
  if (values.length !== size) {
    throw userError(
      `"${key}" has ${values.length} values: expected ${size}, for its shape is [${shape.join(", ")}]`,
    );
  }
  return { shape, data: values.map(toNumber), isMask: typeof bits === "string" };
}

/**
 * The object at a key, an empty one where there is none.
 *
 * @throws {UserError} When something else is there.
 */
export function objectAt(object: FixtureObject, key: string): FixtureObject {
  const value = object[key] ?? {};
  if (isMap(value)) return value;
  throw unfit(key, value, "a map");
}

/**
 * The list at a key.
 *
 * @throws {UserError} When there is none.
 */
export function valuesAt(object: FixtureObject, key: string): readonly unknown[] {
  const value = object[key];
  if (Array.isArray(value)) return value;
  throw unfit(key, value, "a list");
}

/**
 * The list of objects at a key.
 *
 * @throws {UserError} When there is none.
 */
export function listAt(object: FixtureObject, key: string): readonly FixtureObject[] {
  return valuesAt(object, key).map((item, i) => {
    if (isMap(item)) return item;
    throw unfit(`${key}[${i}]`, item, "a map");
  });
}

/**
 * The list of numbers at a key.
 *
 * @throws {UserError} When there is none.
 */
export function numbersAt(object: FixtureObject, key: string): readonly number[] {
  return valuesAt(object, key).map(toNumber);
}

function unfit(key: string, value: unknown, wanted: string): UserError {
  return userError(
    value === undefined ? `Missing "${key}"` : `"${key}" is ${shown(value)}`,
    `expected ${wanted}`,
  );
}

/** A number, also where it is written as "NaN" or "Infinity". */
export function toNumber(value: unknown): number {
  return Number(value);
}

/**
 * The numbers that a file gives names: sizes and configuration, tensors as plain lists, `a: { b: 1 }` also as `a.b`, and the
 * entries of `a: [1, 2]` also as `a_0` and `a_1`.
 */
export function configAt(object: FixtureObject): Record<string, unknown> {
  const config = { ...objectAt(object, "sizes"), ...objectAt(object, "config") };
  const flat = flattened(config);
  const entries = Object.entries(flat).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((each, i) => [`${key}_${i}`, each] as const) : []
  );
  const named = { ...Object.fromEntries(entries), ...config, ...flat };
  return Object.fromEntries(
    Object.entries(named).map((
      [key, value],
    ) => [key, isTensor(value) ? [...tensorAt(named, key).data] : value]),
  );
}

/** A map whose inner maps are replaced by their entries: what `a: { b: ... }` has is called `a.b`. */
export function flattened(object: FixtureObject): FixtureObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) =>
      isMap(value) && !isTensor(value)
        ? Object.entries(flattened(value)).map(([inner, each]) => [`${key}.${inner}`, each])
        : [[key, value]]
    ),
  );
}

function isTensor(value: unknown): boolean {
  return isMap(value) && "shape" in value;
}

/** A fixture's own rounding of a quantity: a number for all, or one by the quantity's name or the first part of it. */
export function roundingAt(rounding: unknown, key: string): number {
  if (!isMap(rounding)) return Number(rounding ?? 0);
  return Number(rounding[key] ?? rounding[key.split(".")[0]!] ?? 0);
}
