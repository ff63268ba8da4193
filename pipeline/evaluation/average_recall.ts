/** The score of proposals: average recall at an average number of proposals per video, AR@AN. */
import type { Detection, Span } from "../annotations/detection.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import { count } from "../annotations/layout.ts";
import { tiou } from "../kinds/protocols/axes/tiou.ts";
import { rank } from "../ranking.ts";

/** Average recall; every value is a fraction, 0 to 1. */
export interface AverageRecall {
  /** The tIoU thresholds that recall is averaged over. */
  readonly tiou: readonly number[];
  /** Recall at 1, 2, ... 100 proposals per video on average, [100]. */
  readonly recall: readonly number[];
  /** The area under recall by proposals per video, as a part of the whole. */
  readonly area: number;
  /** Videos with an instance. */
  readonly videos: number;
  readonly instances: number;
  readonly proposals: number;
}

/** The largest average number of proposals per video. */
const MOST = 100;

/** The averages that are printed. */
const SHOWN = [1, 5, 10, 50, 100];

/**
 * Average recall as the ActivityNet evaluator computes it, whatever the classes: of each video the same share of its
 * proposals counts, best first, so that AN is an average over videos. Of equal scores the later proposal is better.
 *
 * @param proposals in the order of their file; those in videos without an instance count towards the share alone.
 * @param thresholds tIoU thresholds, above 0.
 */
export function averageRecall(
  { videos }: Pick<GroundTruth, "videos">,
  proposals: readonly Detection[],
  thresholds: readonly number[],
): AverageRecall {
  const annotated = [...videos].filter(([, instances]) => instances.length > 0);
  const lists = groupByVideo(proposals);
  const share = MOST * annotated.length / proposals.length;
  const kept = annotated.map(([video, instances]) => {
    const list = lists.get(video) ?? [];
    const ranked = Array.from(rank(list.map(({ score }) => score)), (i) => list[i]!);
    return { instances, proposals: ranked.slice(0, Math.min(Math.trunc(list.length * share), list.length)) };
  });
  const total = kept.reduce((sum, each) => sum + each.proposals.length, 0);
  const instances = kept.reduce((sum, each) => sum + each.instances.length, 0);
  const shares = Array.from({ length: MOST }, (_, i) => (i + 1) / 100 * (MOST * annotated.length / total));
  const found = new Float64Array(MOST);
  for (const each of kept) countFound(each, shares, thresholds, found);
  const recall = Array.from(found, (hits) => hits / (instances * thresholds.length));
  const perVideo = shares.map((each) => each * total / annotated.length);
  return {
    tiou: [...thresholds],
    recall,
    area: total === 0 ? 0 : trapezoids(perVideo, recall) / perVideo.at(-1)!,
    videos: annotated.length,
    instances,
    proposals: proposals.length,
  };
}

/** Adds, for each share of a video's proposals, the instances that one of them finds, over all thresholds. */
function countFound(
  { instances, proposals }: { readonly instances: readonly Span[]; readonly proposals: readonly Span[] },
  shares: readonly number[],
  thresholds: readonly number[],
  found: Float64Array,
): void {
  const looked = shares.map((share) => Math.min(Math.trunc(proposals.length * share), proposals.length));
  for (const instance of instances) {
    const overlaps = proposals.map((proposal) => tiou(instance, proposal));
    for (const threshold of thresholds) {
      const first = overlaps.findIndex((overlap) => overlap >= threshold);
      if (first < 0) continue;
      looked.forEach((number, i) => {
        if (first < number) found[i]!++;
      });
    }
  }
}

function groupByVideo(detections: readonly Detection[]): Map<string, Detection[]> {
  const lists = new Map<string, Detection[]>();
  for (const each of detections) {
    const list = lists.get(each.video);
    if (list) list.push(each);
    else lists.set(each.video, [each]);
  }
  return lists;
}

function trapezoids(x: readonly number[], y: readonly number[]): number {
  return x.slice(1).reduce((sum, to, i) => sum + (to - x[i]!) * (y[i]! + y[i + 1]!) / 2, 0);
}

/** Average recall in percent, as lines. */
export function recallReport(recall: AverageRecall, subset: string): string[] {
  const { videos, instances, proposals, tiou } = recall;
  const cell = (text: string) => text.padStart(8);
  return [
    `ground truth  ${count(videos, "video")} with ${count(instances, "instance")} of subset "${subset}"`,
    `proposals     ${count(proposals, "proposal")}, classes left alone`,
    `tIoU          ${tiou.map((threshold) => String(Math.round(threshold * 1e4) / 1e4)).join(" ")}`,
    "",
    `AN    ${SHOWN.map((number) => cell(String(number))).join("")}`,
    `AR@AN ${SHOWN.map((number) => cell(percent(recall.recall[number - 1]!))).join("")}`,
    "",
    `area under AR by AN  ${percent(recall.area)}`,
  ];
}

/** Average recall as plain data for other programs, in percent. */
export function recallSummary(recall: AverageRecall, subset: string): Record<string, unknown> {
  return {
    average_recall: Object.fromEntries(SHOWN.map((number) => [number, recall.recall[number - 1]! * 100])),
    area: recall.area * 100,
    tiou: recall.tiou,
    ground_truth: { subset, videos: recall.videos, instances: recall.instances },
    predictions: { segments: recall.proposals },
  };
}

function percent(fraction: number): string {
  return (fraction * 100).toFixed(2);
}
