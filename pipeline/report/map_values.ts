/** The values of the maps that segments are grouped on, against the thresholds. */
import {
  groupsOf,
  type InferenceSection,
  type ProposalGroup,
  streamsOf,
} from "../../specs/recipe/inference.ts";
import type { LocalizedVideo } from "../inference/video.ts";
import type { Group } from "../kinds/groups/group.ts";
import { createKind } from "../kinds/kind.ts";
import type { ModelKinds } from "../kinds/model_kinds.ts";
import { type ValueBin, ValueBins } from "./value_bins.ts";

/** The map of a proposal rule over all test videos, scaled and upsampled as inference sees it. */
export interface ReportMapValues {
  /** The rule in the recipe, `<stream>.<rule>` in a stream. */
  readonly name: string;
  /** The signal that it groups on. */
  readonly map: string;
  /** How many samples were counted: of the predicted classes, or once of a map of all classes. */
  readonly samples: number;
  /** Of one width, ascending, none left out in between. */
  readonly bins: readonly ValueBin[];
  /** In the recipe's order. */
  readonly thresholds: readonly ReportThreshold[];
}

/** One threshold of a rule. */
export interface ReportThreshold {
  /** What samples are compared with, over all maps: one number where these three are equal. NaN where it is no number. */
  readonly mean: number;
  readonly least: number;
  readonly greatest: number;
  /** Percent of the samples that lie in intervals which it makes. */
  readonly reached: number;
}

/** Counts video by video: only bins and sums are kept. */
export interface MapMeter {
  add(localized: Pick<LocalizedVideo, "localization" | "signals">): void;
  result(): ReportMapValues[];
}

/** Counts for every proposal rule of section `inference`. */
export function createMapMeter(inference: InferenceSection, kinds: Pick<ModelKinds, "groups">): MapMeter {
  const streams = streamsOf(inference).flatMap(([stream, { proposals }]) =>
    Object.keys(proposals).map(() => stream)
  );
  const rules = groupsOf(inference).map(([name, rule], i) => ({
    stream: streams[i]!,
    meter: createRuleMeter(name, rule, createKind(kinds.groups, rule)),
  }));
  return {
    add({ localization, signals }) {
      for (const { stream, meter } of rules) {
        const { classes } = localization.streams.get(stream) ?? localization;
        const { group_on, normalize } = meter.rule;
        const isShared = signals.get(group_on)!.shape.length === 1;
        for (const c of isShared ? classes.slice(0, 1) : classes) {
          meter.add(localization.upsampled(group_on, c, normalize));
        }
      }
    },
    result: () => rules.map(({ meter }) => meter.result()),
  };
}

function createRuleMeter(name: string, rule: ProposalGroup, levelsOf: Group) {
  const bins = new ValueBins();
  const levels: { maps: number; sum: number; least: number; greatest: number; samples: number }[] = [];
  let samples = 0;
  return {
    rule,
    add(map: Float64Array): void {
      bins.add(map);
      samples += map.length;
      for (const [i, { threshold = NaN, intervals: { starts, ends } }] of levelsOf(map).entries()) {
        const level = levels[i] ??= { maps: 0, sum: 0, least: Infinity, greatest: -Infinity, samples: 0 };
        level.maps++;
        level.sum += threshold;
        level.least = Math.min(level.least, threshold);
        level.greatest = Math.max(level.greatest, threshold);
        for (let k = 0; k < starts.length; k++) level.samples += ends[k]! - starts[k]! + 1;
      }
    },
    result: (): ReportMapValues => ({
      name,
      map: rule.group_on,
      samples,
      bins: bins.bins(),
      thresholds: levels.map(({ maps, sum, least, greatest, samples: reached }) => ({
        // A mean of equal numbers need not be that number.
        mean: least === greatest ? least : sum / maps,
        least,
        greatest,
        reached: reached / samples * 100,
      })),
    }),
  };
}
