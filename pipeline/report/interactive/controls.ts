/** The settings of inference that a page has sliders for. */
import {
  groupsOf,
  type InferenceSection,
  type ProposalGroup,
  streamsOf,
} from "../../../specs/recipe/inference.ts";

/** One slider. */
export interface Control {
  /** Path in the recipe; of thresholds with "first" or "last" after it. */
  readonly name: string;
  /** What stands beside it. */
  readonly label: string;
  /** Section of the panel. */
  readonly part: "Classes" | "Proposals" | "Segments";
  readonly min: number;
  readonly max: number;
  /** What the run has. */
  readonly value: number;
}

/** Values by the names of controls. */
export type ControlValues = ReadonlyMap<string, number>;

/** Steps of a slider. */
export const SLIDER_STEPS = 200;

/** The control of the least score; what the run has leaves all segments, also those that other settings score lower. */
export const LEAST_SCORE = "min_score";

/** What values go up to. */
export interface Reach {
  /** Least and greatest video score, by signal. */
  readonly scores: Readonly<Record<string, readonly [number, number]>>;
  /** Least and greatest score of a segment. */
  readonly segments: readonly [number, number];
}

/** The controls of a section, with what the run has. */
export function controlsOf(inference: InferenceSection, reach: Reach): Control[] {
  const control = (
    part: Control["part"],
    name: string,
    label: string,
    value: number,
    range: Range,
  ): Control => ({
    part,
    name,
    label,
    value,
    min: Math.min(value, range[0]),
    max: Math.max(value, range[1]),
  });
  const ofClasses = streamsOf(inference).map(([stream, { classes }]) =>
    control(
      "Classes",
      `${prefix(stream)}classes.threshold`,
      stream === "" ? "least video score" : `${stream}: least video score`,
      classes.threshold,
      reach.scores[classes.from] ?? [0, 1],
    )
  );
  const ofRules = groupsOf(inference).flatMap(([rule, group]) => {
    const found = thresholdsIn(group);
    if (!found) return [];
    const [name, list] = found;
    const [first, last] = endsOf(list);
    const label = (which: string) => `${rule}: ${list.length === 1 ? "" : `${which} of `}${name}`;
    return [
      control("Proposals", `${rule}.first`, label("first"), first, [0, 1]),
      ...list.length === 1 ? [] : [control("Proposals", `${rule}.last`, label("last"), last, [0, 1])],
    ];
  });
  const ofSuppression = SUPPRESSION.flatMap(([option, range]) => {
    const value = inference.suppress[option];
    return typeof value === "number"
      ? [control("Segments", `suppress.${option}`, `${inference.suppress.kind}: ${option}`, value, range)]
      : [];
  });
  const [least, greatest] = reach.segments;
  const score = control("Segments", LEAST_SCORE, "least score of a segment", least, [least, greatest]);
  return [...ofClasses, ...ofRules, ...ofSuppression, ...greatest > least ? [score] : []];
}

type Range = readonly [number, number];

/** Options of suppressions that have sliders. */
const SUPPRESSION: readonly (readonly [option: string, range: Range])[] = [
  ["overlap", [0.01, 1]],
  ["sigma", [0.01, 1]],
];

/** The section with other values; where they are those of the run, it is the run's to the bit. */
export function withControls(inference: InferenceSection, values: ControlValues): InferenceSection {
  const streams = streamsOf(inference).map(([stream, { classes, proposals, ...others }]) => {
    const threshold = values.get(`${prefix(stream)}classes.threshold`) ?? classes.threshold;
    const rules = Object.entries(proposals).map(([name, group]) => [
      name,
      withThresholds(group, ...endsIn(stream === "" ? name : `${stream}.${name}`, group, values)),
    ]);
    return [stream, {
      ...others,
      classes: { ...classes, threshold },
      proposals: Object.fromEntries(rules),
    }] as const;
  });
  const options = SUPPRESSION.flatMap(([option]) => {
    const value = values.get(`suppress.${option}`);
    return value === undefined ? [] : [[option, value] as const];
  });
  return {
    ...inference,
    ...(inference.streams
      ? { streams: Object.fromEntries(streams) }
      : { classes: streams[0]![1].classes, proposals: streams[0]![1].proposals }),
    suppress: { ...inference.suppress, ...Object.fromEntries(options) },
  };
}

function endsIn(rule: string, group: ProposalGroup, values: ControlValues): [number, number] {
  const [first, last] = endsOf(thresholdsIn(group)?.[1] ?? [0]);
  const wanted = values.get(`${rule}.first`) ?? first;
  return [wanted, values.get(`${rule}.last`) ?? (first === last ? wanted : last)];
}

/** The thresholds of a rule moved and stretched so that they go from one value to another. */
function withThresholds(group: ProposalGroup, first: number, last: number): ProposalGroup {
  const found = thresholdsIn(group);
  if (!found) return group;
  const [name, list] = found;
  const [low, high] = endsOf(list);
  if (first === low && last === high) return group;
  const factor = high === low ? 0 : (last - first) / (high - low);
  return { ...group, [name]: list.map((each) => first + (each - low) * factor) };
}

/** The option of a rule that is a list of numbers, such as `thresholds` or `shares`. */
function thresholdsIn(group: ProposalGroup): [name: string, list: readonly number[]] | undefined {
  for (const [name, value] of Object.entries(group)) {
    if (Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === "number")) {
      return [name, value];
    }
  }
  return undefined;
}

function endsOf(list: readonly number[]): [first: number, last: number] {
  return [list[0]!, list.at(-1)!];
}

function prefix(stream: string): string {
  return stream === "" ? "" : `${stream}.`;
}
