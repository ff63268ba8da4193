/** The protocols that have a name. */
import { linspace } from "../../options/range.ts";
import { PROTOCOL, type Protocol } from "./protocol.ts";

/** The rules of the ActivityNet toolkit, with its ties pinned. */
const ANET_RULES = {
  kind: "detection_protocol",
  version: 1,
  time: "seconds",
  ambiguous: "absent",
  match: {
    rule: "anet_greedy",
    prediction_ties: "later_first",
    instance_ties: "later_first",
    iou: "continuous",
  },
  ap: "interpolated",
  outside: "false_positive",
  empty_class: "zero",
} as const;

// The first seven are the doubles of linspace(0.1, 0.7, 7), over which the headline is published.
const THUMOS = [...linspace(0.1, 0.7, 7), 0.8, 0.9];
const ANET = linspace(0.5, 0.95, 10);

/** The presets, the default first. */
export const PROTOCOLS: readonly Protocol[] = [
  PROTOCOL.parse({
    ...ANET_RULES,
    name: "thumos14_seconds",
    description: "THUMOS14 in seconds, as most weakly-supervised methods evaluate",
    thresholds: THUMOS,
    averages: {
      "0.1:0.5": THUMOS.slice(0, 5),
      "0.3:0.7": THUMOS.slice(2, 7),
      "0.1:0.7": THUMOS.slice(0, 7),
      "0.1:0.9": THUMOS,
    },
    headline: "0.1:0.7",
  }),
  PROTOCOL.parse({
    ...ANET_RULES,
    name: "anet12",
    description: "ActivityNet 1.2 in seconds, as its toolkit evaluates",
    thresholds: ANET,
    averages: { "0.5:0.95": ANET },
    headline: "0.5:0.95",
  }),
];
