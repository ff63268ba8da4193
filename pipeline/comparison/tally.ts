/** What each video adds to mAP: matched once, counted again for every draw of videos. */
import type { Detection } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { compare } from "../evaluation/compare.ts";
import { rankedClasses } from "../evaluation/ranked_classes.ts";
import type { KindRun } from "../kinds/kind.ts";
import { PROTOCOL_RUNS } from "../kinds/protocols/mod.ts";
import {
  AT_RANKS,
  type AveragePrecision,
  type PrecisionAtRanks,
} from "../kinds/protocols/axes/average_precision.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import type { Protocol } from "../../specs/kinds/protocols/protocol.ts";

/** Predictions of one method on some videos, ranked and matched. */
export interface Tally {
  /** V: the videos of the ground truth and others with predictions. */
  readonly videos: readonly string[];
  /** T: tIoU. */
  readonly thresholds: readonly number[];
  /** One for each class of the ground truth. */
  readonly classes: readonly TalliedClass[];
  /** From true positives to average precision, as the protocol says. */
  readonly averagePrecision: AveragePrecision;
}

/** A class. */
export interface TalliedClass {
  /** [V]: how many instances each video has. */
  readonly instances: Uint32Array;
  /** [T]: the predictions at each threshold. */
  readonly rankings: readonly VideoRanking[];
}

/** The predictions of a class that count at one threshold, best first. */
export interface VideoRanking {
  /** Index of the video of each. */
  readonly videos: Uint32Array;
  /** Which of them are true positives. */
  readonly hits: Uint32Array;
}

/**
 * Ranks and matches predictions under a protocol, for `mapOfDraw`. A prediction finds its instance in its own video alone, so
 * that this need not be done again for other draws of videos. Arguments as `evaluate`.
 *
 * @param others Videos that are drawn too, such as those in which another method has predictions.
 *
 * @example Matched once, counted for any draw of videos
 * ```ts
 * import { checkAnnotations, findProtocol, groundTruthOf, mapOfDraw, tallyVideos } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const video = { subset: "test", annotations: [{ label: "dive", segment: [1, 3] }] };
 * const annotations = checkAnnotations({ database: { a: video, b: video } }, "mine");
 * const detections = [{ video: "b", label: "dive", score: 0.9, start: 1, end: 3 }];
 * const truth = groundTruthOf(annotations, "test", "mine");
 * const tally = tallyVideos(truth, detections, findProtocol("anet12"));
 * assert.deepEqual(tally.videos, ["a", "b"]);
 * assert.equal(mapOfDraw(tally, [1, 1])[0], 0.5); // one of two instances is found
 * assert.equal(mapOfDraw(tally, [0, 2])[0], 1); // "b" is drawn twice
 * ```
 */
export function tallyVideos(
  groundTruth: GroundTruth,
  detections: readonly Detection[],
  protocol: Protocol,
  protocols: ReadonlyMap<string, KindRun<ProtocolRules>> = PROTOCOL_RUNS,
  others: Iterable<string> = [],
): Tally {
  const { rules, truth, prepared } = compare(groundTruth, detections, protocol, protocols);
  const videos = [
    ...new Set([...truth.videos.keys(), ...others, ...detections.map(({ video }) => video)]),
  ];
  const indices = new Map(videos.map((video, i) => [video, i]));
  const { thresholds } = protocol;
  const { isNeutral } = prepared;
  const ranked = rankedClasses(prepared.videos, prepared.detections, truth.classes, thresholds, rules);
  return {
    videos,
    thresholds,
    classes: ranked.map(({ predictions, matches, instancesIn }) => {
      const ofAll = Uint32Array.from(predictions, ({ video }) => indices.get(video)!);
      const neutral = isNeutral && predictions.map(isNeutral);
      return {
        instances: Uint32Array.from(videos, (video) => instancesIn(video).length),
        rankings: matches.map((taken) => rankingOf(ofAll, taken, neutral)),
      };
    }),
    averagePrecision: rules.averagePrecision,
  };
}

/** @param neutral Which of all count neither way where they take nothing. */
function rankingOf(ofAll: Uint32Array, taken: Uint32Array, neutral?: readonly boolean[]): VideoRanking {
  if (!neutral) return { videos: ofAll, hits: positionsOf(taken) };
  const counts = (_: number, i: number) => taken[i]! > 0 || !neutral[i];
  return { videos: ofAll.filter(counts), hits: positionsOf(taken.filter(counts)) };
}

function positionsOf(taken: Uint32Array): Uint32Array {
  return Uint32Array.from(taken.keys().filter((i) => taken[i]! > 0));
}

/**
 * mAP [T] of a draw of videos, fractions: that of a ground truth and predictions in which each video stands as often as it
 * was drawn. Classes without an instance in it are left out of the mean; NaN where none has one.
 *
 * @param draws [V]: how often each video was drawn.
 *
 * @example All videos once
 * ```ts
 * import { checkAnnotations, evaluate, findProtocol, groundTruthOf, mapOfDraw, tallyVideos } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const video = { subset: "test", annotations: [{ label: "dive", segment: [1, 3] }] };
 * const truth = groundTruthOf(checkAnnotations({ database: { a: video } }, "mine"), "test", "mine");
 * const detections = [{ video: "a", label: "dive", score: 0.9, start: 1, end: 2.5 }];
 * const protocol = findProtocol("anet12");
 * const once = mapOfDraw(tallyVideos(truth, detections, protocol), [1]);
 * assert.deepEqual([...once], evaluate(truth, detections, protocol).map);
 * ```
 */
export function mapOfDraw(
  { thresholds, classes, averagePrecision }: Tally,
  draws: ArrayLike<number>,
): Float64Array {
  const atRanks = AT_RANKS.get(averagePrecision) ?? byHits(averagePrecision);
  const sums = new Float64Array(thresholds.length);
  let present = 0;
  for (const { instances, rankings } of classes) {
    let positives = 0;
    for (let v = 0; v < instances.length; v++) positives += instances[v]! * draws[v]!;
    if (positives === 0) continue;
    present++;
    let counted: { videos: Uint32Array; last: Uint32Array } | undefined;
    rankings.forEach(({ videos, hits }, t) => {
      // Most often the same predictions count at every threshold.
      if (counted?.videos !== videos) counted = { videos, last: lastRanks(videos, draws) };
      sums[t]! += atRanks(drawnRanks({ videos, hits }, counted!.last, draws), positives);
    });
  }
  return sums.map((sum) => sum / present);
}

/** How many results there are up to each prediction, with as many copies of each as its video was drawn. */
function lastRanks(videos: Uint32Array, draws: ArrayLike<number>): Uint32Array {
  const ranks = new Uint32Array(videos.length);
  let rank = 0;
  for (let i = 0; i < videos.length; i++) ranks[i] = rank += draws[videos[i]!]!;
  return ranks;
}

/** The ranks of true positives and of their copies. */
function drawnRanks({ videos, hits }: VideoRanking, last: Uint32Array, draws: ArrayLike<number>): number[] {
  const ranks: number[] = [];
  for (let k = 0; k < hits.length; k++) {
    const at = hits[k]!;
    const end = last[at]!;
    for (let rank = end - draws[videos[at]!]! + 1; rank <= end; rank++) ranks.push(rank);
  }
  return ranks;
}

/** A rule that is known by hits alone, at ranks. */
function byHits(averagePrecision: AveragePrecision): PrecisionAtRanks {
  return (ranks, positives) => {
    // What follows the last true positive changes nothing.
    const hits = new Uint8Array(ranks.length === 0 ? 0 : ranks[ranks.length - 1]!);
    for (let i = 0; i < ranks.length; i++) hits[ranks[i]! - 1] = 1;
    return averagePrecision(hits, positives);
  };
}
