/** How a diagnosis is told in words. */
import { thresholdText } from "../../../specs/kinds/protocols/thresholds.ts";
import type { Characteristic } from "./characteristics.ts";
import { BACKGROUND, type PredictionType } from "./error_types.ts";

/** What the types are called. */
export const TYPE_NAMES: Readonly<Record<PredictionType, string>> = {
  true_positive: "right",
  double: "double",
  wrong_label: "wrong label",
  localization: "localization",
  confusion: "confusion",
  background: "background",
};

/** What a segment of each type does. */
export function meanings(thresholds: readonly number[]): Readonly<Record<PredictionType, string>> {
  const high = thresholds.length > 1 ? "the threshold" : thresholdText(thresholds[0]!);
  const middle = `tIoU ${BACKGROUND} to ${high}`;
  return {
    true_positive: "finds an instance of its class",
    double: "finds one that is found already",
    wrong_label: `is on another class, tIoU from ${high}`,
    localization: `is near its class, ${middle}`,
    confusion: `is near another class, ${middle}`,
    background: `is where nothing happens, tIoU below ${BACKGROUND}`,
  };
}

/** What the characteristics of instances are called. */
export const CHARACTERISTIC_NAMES: Readonly<Record<Characteristic, string>> = {
  coverage: "part of the video",
  length: "length",
  instances: "of the class in the video",
};

const UNITS: Readonly<Record<Characteristic, string>> = { coverage: " %", length: " s", instances: "" };

/** What is in a bin, in words. */
export function binText(
  { above, to }: { readonly above: number; readonly to?: number | undefined },
  characteristic: Characteristic,
): string {
  const unit = UNITS[characteristic];
  const [low, high] = [above, to].map((value) =>
    value === undefined ? undefined : Math.round(value * (characteristic === "coverage" ? 100 : 1))
  );
  if (high === undefined) return `more than ${low}${unit}`;
  if (characteristic !== "instances") return low === 0 ? `up to ${high}${unit}` : `${low} to ${high}${unit}`;
  return low! + 1 === high ? String(high) : `${low! + 1} to ${high}`;
}

/** A number of segments or instances; means over thresholds may lie between whole numbers. */
export function whole(number: number): string {
  return number.toLocaleString("en-US", { maximumFractionDigits: 1 });
}
