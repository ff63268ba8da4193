/** tIoU thresholds of protocols, and the averages over some of them. */

import { linspace } from "../../options/range.ts";
import type { DiagnosisDefaults } from "./diagnosis.ts";

/** What is reported of THUMOS14. */
export const THUMOS14 = {
  // The first seven are the doubles of linspace(0.1, 0.7, 7), over which the headline is published.
  thresholds: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  averages: ["0.1:0.5", "0.3:0.7", "0.1:0.7", "0.1:0.9"],
  headline: "0.1:0.7",
} as const;

/** What is reported of ActivityNet. */
export const ACTIVITYNET = {
  thresholds: "linspace(0.5, 0.95, 10)",
  averages: ["0.5:0.95"],
  headline: "0.5:0.95",
} as const;

/** How errors on ActivityNet are diagnosed. */
export const ACTIVITYNET_DIAGNOSIS: DiagnosisDefaults = {
  tiou: linspace(0.5, 0.95, 10),
  bins: "activitynet",
};

/** A threshold in its shortest decimal text: "0.9" for 0.8999999999999999 too. */
export function thresholdText(threshold: number): string {
  return String(Number(threshold.toPrecision(12)));
}

/** The name of the average over thresholds that increase. */
export function averageName(thresholds: readonly number[]): string {
  const [first, last] = [thresholds[0]!, thresholds.at(-1)!].map(thresholdText);
  return first === last ? first! : `${first}:${last}`;
}

/** The thresholds that an average is over, both of its name included; undefined where these are not two of them. */
export function thresholdsOf(average: string, thresholds: readonly number[]): number[] | undefined {
  const [first, last = first, ...others] = average.split(":");
  const texts = thresholds.map(thresholdText);
  const [from, to] = [texts.indexOf(first!), texts.indexOf(last!)];
  return from < 0 || to < from || others.length > 0 ? undefined : thresholds.slice(from, to + 1);
}
