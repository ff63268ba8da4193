/** Numbers of a comparison as text, the same in every form. */
import type { ComparedGroup } from "../comparison.ts";
import type { ConfidenceInterval } from "../paired.ts";
import type { Spread } from "../spread.ts";

/** A percentage, or what stands for none. */
export function pointsText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "-" : value.toFixed(2);
}

/** The same with its sign. */
export function signedText(value: number | undefined): string {
  return `${value !== undefined && value > 0 ? "+" : ""}${pointsText(value)}`;
}

/** The two ends; nothing where there is no interval. */
export function intervalText(interval: ConfidenceInterval | undefined, between = " to "): string {
  return interval ? interval.map(pointsText).join(between) : "-";
}

/** A probability. */
export function probabilityText(p: number | undefined): string {
  if (p === undefined) return "-";
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

/** Mean and standard deviation; the mean alone where there is one value. */
export function spreadText(spread: Spread | undefined, sign = "±"): string {
  if (spread === undefined || spread.n === 0) return "-";
  const { mean, deviation } = spread;
  return deviation === undefined ? pointsText(mean) : `${pointsText(mean)} ${sign} ${pointsText(deviation)}`;
}

/** All values of a method, by seed. */
export function valuesText({ values }: ComparedGroup): string {
  return values.map(({ value }) => pointsText(value)).join(" ");
}

/** The seeds of its values. */
export function seedsText({ values }: ComparedGroup): string {
  return values.map(({ seed }) => seed).join(" ");
}
