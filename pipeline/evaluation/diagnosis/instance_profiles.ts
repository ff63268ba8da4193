/** The instances: which are missed, and how well predictions are ranked that find those of one bin. */
import { precisionOf } from "../../kinds/protocols/axes/average_precision.ts";
import { type Bin, byBin, type Characteristic, type InstanceBin } from "./characteristics.ts";
import { normalizedMap } from "./mean_precision.ts";
import type { ClassOutcomes } from "./outcomes.ts";
import type { DiagnosedInstance, DiagnosedScene } from "./scene.ts";

/** Normalized precision at and below which an instance counts as missed: predictions there are worth nothing. */
export const FLOOR = 0.05;

/** A bin and how many instances it has. */
export interface CountedBin extends Bin {
  /** How many instances are in it. */
  readonly instances: number;
}

/** The instances of a bin that no prediction finds. */
export interface MissedBin extends CountedBin {
  /** Their share, a fraction; null where there are none in the bin. */
  readonly missed: number | null;
}

/** The instances that no prediction finds. */
export interface FalseNegatives {
  /** Their share of all, a fraction; those that are found at a normalized precision of at most 0.05 are missed. */
  readonly share: number;
  /** The same where every instance that is found counts, at whatever precision. */
  readonly shareWithoutFloor: number;
  /** Bin by bin, for each characteristic that the instances have. */
  readonly bins: Readonly<Partial<Record<Characteristic, readonly MissedBin[]>>>;
}

/** How well the instances of a bin are found. */
export interface SensitiveBin extends CountedBin {
  /** mAP_N of the instances of the bin, over the classes that have one there; null where there are none. */
  readonly normalizedMap: number | null;
}

/** Instances by what is characteristic of them. */
export type Binned = Readonly<Partial<Record<Characteristic, readonly InstanceBin[]>>>;

/** The missed instances at one threshold; `classes` are the outcomes of all predictions. */
export function falseNegatives(
  classes: readonly ClassOutcomes[],
  bins: Binned,
  scene: Pick<DiagnosedScene, "instances" | "perClass">,
): FalseNegatives {
  const { instances } = scene;
  const found = new Set(
    classes.flatMap(({ outcomes }) => outcomes.flatMap(({ instance }) => instance ?? [])),
  );
  const worthwhile = worthwhileInstances(classes, scene);
  return {
    share: 1 - worthwhile.size / instances.length,
    shareWithoutFloor: 1 - found.size / instances.length,
    bins: byBin(bins, ({ bin, above, to, instances }) => ({
      bin,
      above,
      to,
      instances: instances.size,
      missed: instances.size === 0
        ? null
        : [...instances].filter((each) => !worthwhile.has(each)).length / instances.size,
    })),
  };
}

/** The instances that are found at a normalized precision above the floor; all others are missed. */
export function worthwhileInstances(
  classes: readonly ClassOutcomes[],
  { perClass }: Pick<DiagnosedScene, "perClass">,
): Set<DiagnosedInstance> {
  const worthwhile = new Set<DiagnosedInstance>();
  for (const { positives, outcomes } of classes) {
    let hits = 0;
    for (const [i, { instance }] of outcomes.entries()) {
      if (instance === undefined) continue;
      hits++;
      if (precisionOf(hits, i + 1 - hits, perClass / positives) > FLOOR) worthwhile.add(instance);
    }
  }
  return worthwhile;
}

/**
 * mAP_N of the instances of each bin at one threshold: predictions that find one of another bin are left out.
 *
 * @param classes the outcomes of all predictions.
 */
export function sensitivity(
  classes: readonly ClassOutcomes[],
  bins: Binned,
  scene: Pick<DiagnosedScene, "rules" | "perClass">,
): Readonly<Partial<Record<Characteristic, readonly SensitiveBin[]>>> {
  return byBin(bins, ({ bin, above, to, instances, labels }) => ({
    bin,
    above,
    to,
    instances: instances.size,
    normalizedMap: instances.size === 0 ? null : normalizedMap(
      classes.flatMap(({ outcomes, label }) => {
        const positives = labels.get(label) ?? 0;
        if (positives === 0) return [];
        const isOf = (instance?: DiagnosedInstance) => instance === undefined || instances.has(instance);
        return [{ label, positives, outcomes: outcomes.filter(({ instance }) => isOf(instance)) }];
      }),
      scene,
    ),
  }));
}
