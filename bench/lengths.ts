/** The lengths of the training videos that benchmarks use, in snippets. */
import { join } from "node:path";
import { ROOT } from "../pipeline/cli/paths.ts";
import { sharedAnnotations, thumos14Layout, thumos14Videos } from "../pipeline/data/synth_thumos14.ts";

/** Those of THUMOS14: from its annotations where they are at hand, else drawn from their distribution. */
export async function thumos14Lengths(): Promise<{ readonly lengths: number[]; readonly real: boolean }> {
  const layout = thumos14Layout(Deno.readTextFileSync(join(ROOT, "recipes/base/thumos14.yaml")));
  const annotations = sharedAnnotations([Deno.env.get("WALT_SHARED"), join(ROOT, "..", "shared")]);
  const videos = await thumos14Videos(annotations, layout, 0);
  const lengths = videos.filter(({ split }) => split === "train").map(({ length }) => length);
  return { lengths, real: annotations !== undefined };
}

/** `count` lengths from `least` to `least + spread - 1`, evenly. */
export function spreadLengths(count: number, least: number, spread: number): number[] {
  return Array.from({ length: count }, (_, i) => least + (i * 73) % spread);
}
