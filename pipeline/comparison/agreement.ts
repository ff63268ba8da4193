/** Whether runs were scored alike: numbers under other rules, or of other instances, are no differences of methods. */
import { count } from "../annotations/layout.ts";
import type { ScoredRun } from "./finished_runs.ts";
import type { RunGroup } from "./groups.ts";

/** A group that was scored otherwise than the baseline. */
export interface Disagreement {
  /** A sentence. */
  readonly message: string;
  readonly folders: readonly string[];
}

/** What of a protocol says how results are named and not how they are computed. */
const NAMING = ["kind", "averages", "headline"];

/** The groups that cannot be compared with a baseline, and why. */
export function disagreements(baseline: RunGroup, groups: readonly RunGroup[]): Disagreement[] {
  const reference = baseline.runs[0]!;
  return groups.flatMap(({ name, runs }) => {
    const byReason = Map.groupBy(runs, (run) => reasonOf(reference, run));
    return Array.from(byReason, ([reason, found]) => ({ reason, found }))
      .flatMap(({ reason, found }) =>
        reason === undefined ? [] : [{
          message: `${count(found.length, "run")} of "${name}" ${
            found.length === 1 ? "was" : "were"
          } scored otherwise than "${baseline.name}": ${reason}`,
          folders: found.map(({ folder }) => folder),
        }]
      );
  });
}

function reasonOf(reference: ScoredRun, run: ScoredRun): string | undefined {
  const reasons = [...differingAxes(reference, run), ...differingTruth(reference, run)];
  return reasons.length === 0 ? undefined : reasons.join("; ");
}

function differingAxes({ protocol: was }: ScoredRun, { protocol: now }: ScoredRun): string[] {
  const stated = (protocol: object) => protocol as Readonly<Record<string, unknown>>;
  const names = new Set([...Object.keys(was), ...Object.keys(now)]);
  return [...names].filter((name) => !NAMING.includes(name)).flatMap((name) => {
    const [before, after] = [was, now].map((protocol) => JSON.stringify(stated(protocol)[name]) ?? "none");
    return before === after ? [] : [`protocol with ${name} ${after} instead of ${before}`];
  });
}

function differingTruth({ groundTruth: was }: ScoredRun, { groundTruth: now }: ScoredRun): string[] {
  if (!was || !now || was.hash === now.hash) return [];
  const text = ({ videos, instances, hash }: typeof was) =>
    `${count(videos, "video")} with ${count(instances, "instance")} (${hash})`;
  return [`ground truth of ${text(now)} instead of ${text(was)}`];
}
