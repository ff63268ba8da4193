/** Items that a fixture lists, such as a video and one of its classes: places on the first axes of signals. */
import * as tf from "@tensorflow/tfjs-core";
import type { Tensor } from "@tensorflow/tfjs-core";
import { userError } from "../../specs/diagnostics/diagnostics.ts";
import { type FixtureObject, type FixtureTensor, toNumber, valuesAt } from "./fixture.ts";

/** The places of the items of a step, in their order. */
export type Items = readonly (readonly number[])[];

/**
 * The items of a step, counted from 0.
 *
 * @throws {UserError} When the file has no list for it.
 */
export function itemsAt(file: FixtureObject, key: string, step: number): Items {
  const steps = valuesAt(file, key);
  const items = steps[step];
  if (!Array.isArray(items)) throw userError(`"${key}" has no list of items for step ${step + 1}`);
  return items.map((item) => (item as unknown[]).map(toNumber));
}

/** Where a mask is not 0, in the order of its elements. */
export function itemsOf(mask: Tensor): number[][] {
  const values = mask.dataSync();
  const places = Array.from(values, (value, i) => value === 0 ? [] : [i]).flat();
  return places.map((place) =>
    mask.shape.toReversed().reduce<{ rest: number; item: number[] }>(
      ({ rest, item }, size) => ({ rest: Math.floor(rest / size), item: [rest % size, ...item] }),
      { rest: place, item: [] },
    ).item
  );
}

/** A signal of a shape that has the numbers of the items, one each, and 0 elsewhere. */
export function fromItems({ data }: FixtureTensor, items: Items, shape: readonly number[]): Tensor {
  if (data.length !== items.length) {
    throw userError(`A draw has ${data.length} numbers for ${items.length} items`);
  }
  const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
  items.forEach((item, i) =>
    values[item.reduce((at, place, axis) => at * shape[axis]! + place, 0)] = data[i]!
  );
  return tf.tensor(values, [...shape]);
}
