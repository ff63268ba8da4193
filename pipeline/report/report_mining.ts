/** What a report shows of the mining error: plain data. */
import type { Misses } from "../evaluation/mining/misses.ts";
import type { MiningSummary, SignalSummary } from "../runs/mining_summary.ts";
import { countText, nameText, shortText } from "./pages/format.ts";

/** The mining error of a run, percent. */
export interface ReportMining {
  /** Parts of the length of an instance. */
  readonly scales: readonly number[];
  /** What distances are a percentage of. */
  readonly distance: "video" | "instance";
  /** How many test videos were measured. */
  readonly videos: number;
  readonly signals: readonly ReportMinedSignal[];
  /** Scalars of section `logged`: their means before training and at the kept step, in words. */
  readonly logged: readonly string[];
}

/** The mining error of one signal. */
export interface ReportMinedSignal {
  /** The signal. */
  readonly name: string;
  /** Where its snippets should lie. */
  readonly target: string;
  /** As many values as there are scales, or one where the target does not depend on them. */
  readonly curves: readonly ReportMinedCurve[];
  /** The mined snippets of the kept step in their region, and those that spilled out of it. */
  readonly parts: readonly ReportMinedCurve[];
  /** What is told of the region at the kept step, in words. */
  readonly region?: string | undefined;
}

/** Some snippets, before training or after a step. */
export interface ReportMinedCurve extends Misses {
  /** What they are, for reading. */
  readonly name: string;
  /** How they are drawn; what is "between" are evaluations that are not kept. */
  readonly style: "before" | "between" | "after" | "random" | "against";
}

/** @param kept The step whose weights are kept. */
export function reportMining(summary: MiningSummary, kept: number): ReportMining {
  const { signals, logged, ...rest } = summary;
  const [before, after] = [0, kept].map((wanted) => logged.find(({ step }) => step === wanted));
  return {
    ...rest,
    signals: Object.entries(signals).map(([name, signal]) => reportSignal(name, signal, kept)),
    logged: Object.entries(after ?? {}).filter(([name]) => name !== "step").map(([name, value]) =>
      `${nameText(name)} ${before ? `${shortText(before[name])} before training, ` : ""}${
        shortText(value)
      } after ${countText(kept)} steps`
    ),
  };
}

function reportSignal(
  name: string,
  { target, region, against, random, evaluations }: SignalSummary,
  kept: number,
): ReportMinedSignal {
  const after = evaluations.find(({ step }) => step === kept);
  const when = (step: number) => step === 0 ? "before training" : `after ${countText(step)} steps`;
  const styled = (misses: Misses | undefined, name: string, style: ReportMinedCurve["style"]) => {
    if (!misses) return [];
    const { snippets, outside, distance } = misses;
    return [{ name, style, snippets, outside, distance }];
  };
  return {
    name,
    target,
    curves: [
      ...evaluations.flatMap((each) => {
        const { step } = each;
        return styled(each, when(step), step === kept ? "after" : step === 0 ? "before" : "between");
      }),
      ...styled(random, "random snippets", "random"),
      ...styled(after?.against, nameText(against ?? ""), "against"),
    ],
    parts: [
      ...styled(after?.in_region, `in its region, ${nameText(region ?? "")}`, "after"),
      ...styled(after?.spilled, "spilled out of it", "after"),
    ],
    region: after?.region &&
      `${nameText(region ?? "")} has ${after.region.size.toFixed(1)} snippets in a video on average, and in ${
        after.region.undersized.toFixed(1)
      } % of the videos fewer than are mined`,
  };
}
