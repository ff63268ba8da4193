/** The videos that benchmarks use: their lengths in snippets, and what happens in those of the test split. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/terminal/paths.ts";
import {
  sharedAnnotations,
  thumos14Layout,
  thumos14Videos,
} from "../pipeline/data/synthetic/stand_in/thumos14.ts";
import type { Video } from "../pipeline/data/dataset.ts";

/** The annotations of THUMOS14 with durations, where they are at hand. */
export function thumos14Annotations(): string | undefined {
  return sharedAnnotations([Deno.env.get("WALT_SHARED"), join(ROOT, "..", "shared")]);
}

/** Those of THUMOS14: from its annotations where they are at hand, else drawn from their distribution. */
export async function thumos14Lengths(
  split: Video["split"] = "train",
): Promise<{ readonly lengths: number[]; readonly real: boolean }> {
  const annotations = thumos14Annotations();
  const lengths = (await thumos14Split(split, annotations)).map(({ length }) => length);
  return { lengths, real: annotations !== undefined };
}

/** The videos of a split of THUMOS14: those of an annotation file, or drawn ones. */
export async function thumos14Split(
  wanted: Video["split"],
  annotations: string | undefined,
): Promise<Video[]> {
  const layout = thumos14Layout(Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml")));
  return (await thumos14Videos(annotations, layout, 0)).filter(({ split }) => split === wanted);
}

/** `count` lengths from `least` to `least + spread - 1`, evenly. */
export function spreadLengths(count: number, least: number, spread: number): number[] {
  return Array.from({ length: count }, (_, i) => least + (i * 73) % spread);
}
