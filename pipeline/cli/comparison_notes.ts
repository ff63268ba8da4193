/** What a person should know about a comparison besides its numbers. */
import { count, examples } from "../annotations/layout.ts";
import type { FailedRun } from "../comparison/find_runs.ts";
import type { ScoredRun } from "../comparison/finished_runs.ts";
import type { RunGroup } from "../comparison/groups.ts";
import { toPaste } from "./terminal/paths.ts";

/** Which runs are compared, and which are not. */
export interface ComparedRuns {
  readonly unfinished: readonly string[];
  readonly unscored: readonly string[];
  readonly failed: readonly FailedRun[];
  /** Runs of a recipe and seed of which there is a later one. */
  readonly repeated: readonly ScoredRun[];
  /** Runs whose videos cannot be drawn. */
  readonly without: readonly ScoredRun[];
  readonly groups: readonly RunGroup[];
  readonly baseline: RunGroup;
}

/** One sentence for each thing that the numbers do not say. */
export function comparisonNotes(compared: ComparedRuns): string[] {
  const { unfinished, unscored, failed, repeated, without, groups, baseline } = compared;
  const runs = groups.flatMap((group) => group.runs);
  const unknown = runs.filter(({ groundTruth }) => !groundTruth);
  const pathsOf = (runs: readonly ScoredRun[]) => examples(runs.map(({ folder }) => toPaste(folder)));
  const keepBest = groups.filter(({ runs }) => runs.some(({ keeps }) => keeps === "best"));
  return [
    ...unfinished.length > 0
      ? [`${count(unfinished.length, "unfinished run")} left out: ${examples(unfinished)}`]
      : [],
    ...failed.length > 0
      ? [`${count(failed.length, "failed run")} left out: ${examples(failed.map(failedText))}`]
      : [],
    ...unscored.length > 0
      ? [`${count(unscored.length, "run")} left out, in which nothing was scored: ${examples(unscored)}`]
      : [],
    ...repeated.length > 0
      ? [
        `${count(repeated.length, "run")} left out, of a recipe and seed that was run again: ${
          pathsOf(repeated)
        }`,
      ]
      : [],
    ...unknown.length > 0
      ? [
        `${
          count(unknown.length, "run")
        } of an earlier version: what they were scored against is not known, and ` +
        `taken for the same: ${pathsOf(unknown)}`,
      ]
      : [],
    ...without.length > 0
      ? [
        `${count(without.length, "run")} without ground_truth.json or predictions.json: ` +
        `no interval over videos where they are compared: ${pathsOf(without)}`,
      ]
      : [],
    ...keepBest.length > 0 && keepBest.length < groups.length
      ? [
        `results of ${
          keepBest.map(({ name }) => `"${name}"`).join(", ")
        } are of the step that is best on the ` +
        `test videos, and of the others of the last step: compare "last" with "last"`,
      ]
      : [],
    ...groups.filter((group) => group !== baseline).flatMap((group) => alone(group, baseline)),
  ];
}

function failedText({ variant, seed, message }: FailedRun): string {
  return `${variant} seed ${seed}: ${message}`;
}

/** The seeds of two groups that only one of them has. */
function alone(group: RunGroup, baseline: RunGroup): string[] {
  return [[group, baseline], [baseline, group]].flatMap(([of, other]) => {
    const known = new Set(other!.runs.map(({ seed }) => seed));
    const seeds = of!.runs.map(({ seed }) => seed).filter((seed) => !known.has(seed));
    return seeds.length === 0 ? [] : [
      `${seeds.length === 1 ? "seed" : "seeds"} ${seeds.join(", ")} of "${
        of!.name
      }" left out of the difference: "${other!.name}" has no such run`,
    ];
  });
}
