/** The mining error of a run as lines. */
import { TOLD_SCALE, toldValue } from "../evaluation/mining/mining.ts";
import type { MiningSummary } from "../runs/mining_summary.ts";

/** Before training and at a step, beside random snippets, at the scale that is told; nothing where nothing was measured. */
export function miningLines(mining: MiningSummary | undefined, step: number): string[] {
  if (!mining) return [];
  const rows = Object.entries(mining.signals).flatMap(([name, { target, random, evaluations }]) => {
    const [before, after] = [0, step].map((wanted) => evaluations.find((each) => each.step === wanted));
    return (["outside", "distance"] as const).map((measure) => [
      measure === "outside" ? `${name} outside ${target}` : "  distance to it",
      ...[before, after, random].map((misses) => percentText(misses && toldValue(misses[measure]))),
    ]);
  });
  const width = Math.max(...rows.map(([name]) => name!.length));
  const line = ([name, ...values]: readonly string[]) =>
    `${name!.padEnd(width)}  ${values.map((value) => value.padStart(6)).join("  ")}`;
  return [
    "",
    `mining error in percent at scale ${TOLD_SCALE}, on ${mining.videos} test videos; distances of the ${
      mining.distance === "video" ? "video" : "mean instance"
    }`,
    "",
    line(["", "before", "after", "random"]),
    ...rows.map(line),
  ];
}

function percentText(percent: number | undefined): string {
  return percent === undefined || Number.isNaN(percent) ? "-" : percent.toFixed(2);
}
