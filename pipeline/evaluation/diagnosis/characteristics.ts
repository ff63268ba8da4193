/** Instances by what is characteristic of them: short and long ones, lonely ones and those among many. */
import type { Bins } from "../../../specs/kinds/protocols/diagnosis.ts";
import type { DiagnosedInstance } from "./scene.ts";
import { groupBy } from "../../../specs/group_by.ts";

/** What instances are sorted by: their part of the video, their length in seconds, how many of their class the video has. */
export type Characteristic = "coverage" | "length" | "instances";

/** All of these. */
export const CHARACTERISTICS: readonly Characteristic[] = ["coverage", "length", "instances"];

/** A bin: a range of values of a characteristic. */
export interface Bin {
  /** "XS" to "XL". */
  readonly bin: string;
  /** Values above this are in it ... */
  readonly above: number;
  /** ... up to this, included; undefined for the last bin. */
  readonly to: number | undefined;
}

/** Instances of one bin. */
export interface InstanceBin extends Bin {
  readonly instances: ReadonlySet<DiagnosedInstance>;
  /** How many of them each class has that has one. */
  readonly labels: ReadonlyMap<string, number>;
}

const NAMES = ["XS", "S", "M", "L", "XL"];

/** The bins of each characteristic that the instances have; an instance without its value is in none. */
export function binnedInstances(
  all: readonly DiagnosedInstance[],
  bins: Bins,
): Partial<Record<Characteristic, readonly InstanceBin[]>> {
  return Object.fromEntries(CHARACTERISTICS.flatMap((characteristic) => {
    const known = all.filter((instance) => instance[characteristic] !== undefined);
    return known.length === 0 ? [] : [[characteristic, binsOf(known, characteristic, bins[characteristic])]];
  }));
}

function binsOf(
  known: readonly DiagnosedInstance[],
  characteristic: Characteristic,
  bounds: readonly number[],
): InstanceBin[] {
  return [...bounds, undefined].map((to, i) => {
    const above = bounds[i - 1] ?? 0;
    const isIn = (value: number) => value > above && (to === undefined || value <= to);
    const instances = known.filter((instance) => isIn(instance[characteristic]!));
    const labels = groupBy(instances, ({ label }) => label);
    return {
      bin: NAMES[i]!,
      above,
      to,
      instances: new Set(instances),
      labels: new Map(Array.from(labels, ([label, { length }]) => [label, length])),
    };
  });
}

/** A value for each bin of each characteristic. */
export function byBin<T>(
  bins: Partial<Record<Characteristic, readonly InstanceBin[]>>,
  valueOf: (bin: InstanceBin) => T,
): Partial<Record<Characteristic, readonly T[]>> {
  return Object.fromEntries(
    Object.entries(bins).map(([characteristic, list]) => [characteristic, list.map(valueOf)]),
  );
}
