/** Annotations that a file states twice: each is an instance, and one prediction finds only one of them. */
import type { GroundTruth } from "./ground_truth.ts";
import { count, examples } from "./layout.ts";

/** One sentence about the scored instances that stand twice; they count as often, as the evaluators of the field have it. */
export function scoredTwice({ videos, subset }: Pick<GroundTruth, "videos" | "subset">): string[] {
  const again = Array.from(videos).flatMap(([video, list]) => {
    const seen = new Set<string>();
    const twice = new Set<string>();
    for (const { label, start, end } of list) {
      const text = `"${video}" ${label} [${start}, ${end}]`;
      (seen.has(text) ? twice : seen).add(text);
    }
    return [...twice];
  });
  if (again.length === 0) return [];
  return [
    `Counted as often as they stand: ${
      count(again.length, "annotated segment")
    } stated more than once in subset "${subset}": ${examples(again)}`,
  ];
}
