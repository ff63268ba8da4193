/** Data sets in words, for the head of a run. */
import type { FeatureSource } from "../../specs/recipe/features.ts";
import { count } from "../annotations/layout.ts";
import type { Dataset } from "./dataset.ts";

/** One line per source and split; `where` says where a source's features come from. */
export function describeDataset(
  { train, test, classes, groundTruth }: Pick<Dataset, "train" | "test" | "classes" | "groundTruth">,
  sources: Readonly<Record<string, FeatureSource>>,
  where: (source: string, path: string) => string,
): string[] {
  const lines = Object.entries(sources).map(([name, { width, fps, stride, window, path }]) => {
    const rate = typeof fps === "number" ? `${fps} fps` : `fps of "${fps.file}"`;
    const frames = `stride ${stride}${window === undefined ? "" : `, window ${window}`}`;
    return `${name}: ${count(width, "value")} per snippet, ${rate}, ${frames}, ${where(name, path)}`;
  });
  const snippets = (videos: Dataset["train"]) =>
    `${count(videos.length, "video")}, ${
      count(videos.reduce((sum, { length }) => sum + length, 0), "snippet")
    }`;
  const instances = Array.from(groundTruth.videos.values()).reduce((sum, list) => sum + list.length, 0);
  return [
    ...lines,
    `train: ${snippets(train)}, ${classes.length} classes`,
    `test: ${snippets(test)}; scored: ${count(instances, "instance")} in ` +
    `${count(groundTruth.videos.size, "video")} of subset "${groundTruth.subset}"`,
  ];
}
