/** What annotation and prediction files have in common. */
import type { Alike } from "../../specs/diagnostics/alike.ts";
import { grouped } from "../../specs/diagnostics/grouped.ts";
import { finiteNumber } from "./json/finite_number.ts";
import type { JsonPath } from "./json/path.ts";
import type { Problems } from "./json/problems.ts";

/** Reads `[start, end]`; notes a mistake and gives undefined when it is something else. */
export function readSegment(
  value: unknown,
  path: JsonPath,
  what: string,
  problems: Problems,
  alike?: Alike,
): readonly [start: number, end: number] | undefined {
  const [start, end] = Array.isArray(value) && value.length === 2 ? value.map(finiteNumber) : [];
  if (start !== undefined && end !== undefined) return [start, end];
  problems.add(
    path,
    `${what} must be [start, end], two finite numbers: current value is ${shown(value)}`,
    undefined,
    alike,
  );
  return undefined;
}

/** A value as it is quoted in a message. */
export function shown(value: unknown): string {
  if (value === undefined) return "missing";
  // JSON.parse makes Infinity of 1e999, which JSON.stringify would show as null.
  const text = JSON.stringify(
    value,
    (_, inner) => typeof inner !== "number" || Number.isFinite(inner) ? inner : String(inner),
  );
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`;
}

/** Up to three of many examples. */
export function examples(all: readonly string[]): string {
  return all.slice(0, 3).join("; ") + (all.length > 3 ? "; ..." : "");
}

/** A number with its noun: "1 video", "3,311 instances", "20 classes". */
export function count(
  number: number,
  noun: string,
  plural = `${noun}${noun.endsWith("s") ? "es" : "s"}`,
): string {
  return `${grouped(number)} ${number === 1 ? noun : plural}`;
}
