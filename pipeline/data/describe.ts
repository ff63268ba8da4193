/** Data sets in words, for the head of a run. */
import {
  type FeatureSource,
  isFromDurations,
  pathsOf,
  type StatedRate,
} from "../../specs/recipe/features.ts";
import { count } from "../annotations/layout.ts";
import type { GroundTruth } from "../annotations/ground_truth.ts";
import type { Dataset } from "./dataset.ts";

/** One line per source and split; `where` says where a source's features come from. */
export function describeDataset(
  { train, test, classes, groundTruth }: Pick<Dataset, "train" | "test" | "classes" | "groundTruth">,
  sources: Readonly<Record<string, FeatureSource>>,
  where: (source: string, path: string) => string,
): string[] {
  const lines = Object.entries(sources).map(([name, source]) => {
    const { width } = source;
    return `${name}: ${count(width, "value")} per snippet, ${timesText(source)}, ${
      pathsOf(source).map((path) => where(name, path)).join(" or ")
    }`;
  });
  const snippets = (videos: Dataset["train"]) =>
    `${count(videos.length, "video")}, ${
      count(videos.reduce((sum, { length }) => sum + length, 0), "snippet")
    }`;
  return [
    ...lines,
    `train: ${snippets(train)}, ${count(classes.length, "class")}`,
    `test: ${snippets(test)}; ${groundTruth ? scoredText(groundTruth) : `nothing is scored: ${UNSCORED}`}`,
  ];
}

function rateText(fps: StatedRate): string {
  if (typeof fps === "number") return `${fps} fps`;
  return "file" in fps ? `fps of "${fps.file}"` : "fps of the annotations";
}

function timesText({ fps, stride, window }: FeatureSource): string {
  if (isFromDurations(fps)) return "times from durations";
  return `${rateText(fps)}, stride ${stride}${window === undefined ? "" : `, window ${window}`}`;
}

/** Why a data set without ground truth gives no mAP. */
export const UNSCORED = "no segment of a test video is annotated";

function scoredText({ videos, subset }: GroundTruth): string {
  const instances = Array.from(videos.values()).reduce((sum, list) => sum + list.length, 0);
  return `scored: ${count(instances, "instance")} in ${count(videos.size, "video")} of subset "${subset}"`;
}
