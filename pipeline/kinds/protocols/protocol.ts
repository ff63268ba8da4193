/** What an evaluation protocol does, once its options are known. */
import type { KindSpec } from "../../../specs/kinds/kind.ts";
import type { Protocol } from "../../../specs/kinds/protocols/protocol.ts";
import type { KindRun } from "../kind.ts";
import { AMBIGUITIES, type Ambiguity } from "./axes/ambiguous.ts";
import { AVERAGE_PRECISIONS, type AveragePrecision } from "./axes/average_precision.ts";
import { MATCHES } from "./axes/match/mod.ts";
import type { Match } from "./axes/match/match.ts";
import { type Outside, OUTSIDES } from "./axes/outside.ts";
import { type Clock, clockOf } from "./axes/time.ts";
import { type Overlap, OVERLAPS } from "./axes/tiou.ts";

/** How predictions are compared with the ground truth. */
export interface ProtocolRules {
  /** From seconds to the unit of comparison; undefined where these are the same. */
  readonly clock?: Clock;
  /** Which predictions count, by whether their video has ground truth. */
  readonly outside: Outside;
  /** What ambiguous intervals do; undefined where none are needed. */
  readonly ambiguity?: Ambiguity | undefined;
  /** Which predictions are true positives. */
  readonly match: Match;
  /** How much two segments overlap, 0 to 1. */
  readonly overlap: Overlap;
  /** From true positives to average precision. */
  readonly averagePrecision: AveragePrecision;
}

/**
 * The rules that the axes of a protocol say.
 *
 * @example The overlap of whole snippets
 * ```ts
 * import { findProtocol, protocolRules } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const { overlap } = protocolRules({ ...findProtocol("thumos14_seconds"), iou: "integer_sets" });
 * assert.equal(overlap({ start: 0, end: 2 }, { start: 0.5, end: 3 }), 1 / 3); // {0, 1} and {1, 2}
 * ```
 */
export function protocolRules({ time, outside, ambiguous, match, iou, ap }: Protocol): ProtocolRules {
  return {
    clock: clockOf(time),
    outside: OUTSIDES[outside],
    ambiguity: AMBIGUITIES[ambiguous],
    match: MATCHES[match],
    overlap: OVERLAPS[iou],
    averagePrecision: AVERAGE_PRECISIONS[ap],
  };
}

/** How a preset runs: by its axes. */
export function presetRun({ kind }: KindSpec): KindRun<ProtocolRules> {
  return { kind, create: (options) => protocolRules(options as unknown as Protocol) };
}
