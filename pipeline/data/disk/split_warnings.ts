/** What is unusual about which videos are trained on, tested and scored. */
import type { GroundTruth } from "../../annotations/ground_truth.ts";
import { count, examples } from "../../annotations/layout.ts";
import type { Splits } from "./splits.ts";

/** One sentence each: scored videos without features, scored videos that are trained on, test videos not scored. */
export function splitWarnings({ videos, lists }: Splits, { videos: scored, subset }: GroundTruth): string[] {
  const splitOf = new Map(videos.map(({ id, split }) => [id, split]));
  const ids = [...scored.keys()];
  const absent = ids.filter((id) => !splitOf.has(id));
  const trained = ids.filter((id) => splitOf.get(id) === "train");
  const outside = videos.filter(({ id, split }) => split === "test" && !scored.has(id)).map(({ id }) => id);
  const quoted = (list: readonly string[]) => examples(list.map((id) => `"${id}"`));
  const line = (list: readonly string[], what: string, noun: string, where: string) =>
    list.length === 0 ? [] : [`${what}: ${count(list.length, noun)} ${where}: ${quoted(list)}`];
  return [
    ...line(absent, "Scored as missed", "video", `of subset "${subset}" not in "${lists[1]?.file}"`),
    ...line(trained, "Trained on and scored as missed", "video", `of subset "${subset}"`),
    ...line(outside, "Not scored", "test video", `outside of subset "${subset}"`),
  ];
}
