/** Ranges of thresholds, in the doubles that numpy gives. */
import type { ConstantCause } from "./constant_cause.ts";

const SENTENCE: ErrorOptions = { cause: { sentence: true } satisfies ConstantCause };

/**
 * Expands a range to the doubles that numpy gives: "start:stop:step" as `arange` (stop excluded),
 * "linspace(first, last, count)" inclusive.
 */
export function expandRange(text: string): number[] {
  const line = /^linspace\(([^,]+),([^,]+),([^,]+)\)$/.exec(text.trim());
  const parts = line ? line.slice(1) : text.split(":");
  const [first, second, third] = parts.map((part) => part.trim() === "" ? NaN : Number(part));
  if (parts.length !== 3 || ![first, second, third].every(Number.isFinite)) {
    throw new RangeError(
      `Cannot read range "${text}": write "start:stop:step" or "linspace(first, last, count)"`,
      SENTENCE,
    );
  }
  return line ? linspace(first!, second!, third!) : arange(first!, second!, third!);
}

/** numpy's `arange`: `ceil((stop - start) / step)` values `start + i * ((start + step) - start)`. */
export function arange(start: number, stop: number, step: number): number[] {
  const count = Math.ceil((stop - start) / step);
  if (!(count >= 1 && count <= 10_000)) {
    throw new RangeError(
      `Range "${start}:${stop}:${step}" has ${count} values: expected 1 to 10000`,
      SENTENCE,
    );
  }
  const delta = (start + step) - start;
  return Array.from({ length: count }, (_, i) => start + i * delta);
}

/** numpy's `linspace`: `count` values from first to last, both included. */
export function linspace(first: number, last: number, count: number): number[] {
  if (!(Number.isInteger(count) && count >= 1 && count <= 10_000)) {
    throw new RangeError(`linspace needs a whole count from 1 to 10000: current value is ${count}`, SENTENCE);
  }
  if (count === 1) return [first];
  const delta = (last - first) / (count - 1);
  return Array.from({ length: count }, (_, i) => i === count - 1 ? last : i * delta + first);
}
