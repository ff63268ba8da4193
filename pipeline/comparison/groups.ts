/** Runs that differ by their seed alone, as one method. */
import { type Difference, diffRecipes, type ReadRecipe, statedText } from "../../specs/diff/mod.ts";
import type { KindRun } from "../kinds/kind.ts";
import type { ProtocolRules } from "../kinds/protocols/protocol.ts";
import { repetitionOf, type ScoredRun } from "./finished_runs.ts";

/** A run with what a sweep calls its recipe. */
export interface NamedRun extends ScoredRun {
  readonly variant?: string | undefined;
}

/** A recipe, and how its protocol runs. */
export interface GroupRecipe extends ReadRecipe {
  readonly protocols: ReadonlyMap<string, KindRun<ProtocolRules>>;
}

/** Runs of one recipe on one data set. */
export interface RunGroup {
  readonly name: string;
  readonly recipe: GroupRecipe;
  /** One for each seed, by seed. */
  readonly runs: readonly ScoredRun[];
}

/** Groups, and the runs that are of a seed which was run again. */
export interface Grouped {
  readonly groups: readonly RunGroup[];
  readonly repeated: readonly ScoredRun[];
}

/**
 * Groups runs in the order in which they come. Each group has a name of its own: that of a sweep or of the recipe, and in
 * parentheses what differs where several have that.
 *
 * @param read Reads the recipe of a run folder.
 */
export async function groupRuns(
  runs: readonly NamedRun[],
  read: (folder: string) => Promise<GroupRecipe>,
): Promise<Grouped> {
  const groups: RunGroup[] = [];
  const repeated: ScoredRun[] = [];
  const firstOf = new Map<string, RunGroup>();
  for (const all of Map.groupBy(runs, ({ identity }) => identity).values()) {
    const { kept, others } = oncePerSeed(all);
    repeated.push(...others);
    const recipe = await read(kept[0]!.folder);
    const name = all.find(({ variant }) => variant !== undefined)?.variant ?? kept[0]!.recipe;
    const first = firstOf.get(name);
    const unique = first ? `${name} (${whatDiffers(first, { recipe, runs: kept })})` : name;
    const group = { name: unique, recipe, runs: kept };
    if (!first) firstOf.set(name, group);
    groups.push(group);
  }
  return { groups, repeated };
}

/** Of runs of one seed the last one. */
function oncePerSeed(runs: readonly ScoredRun[]): { kept: ScoredRun[]; others: ScoredRun[] } {
  const bySeed = Map.groupBy(runs, ({ seed }) => seed);
  const sorted = Array.from(
    bySeed.values(),
    (each) => each.toSorted((a, b) => repetitionOf(b) - repetitionOf(a)),
  );
  return {
    kept: sorted.map(([last]) => last!).sort((a, b) => a.seed - b.seed),
    others: sorted.flatMap(([, ...others]) => others),
  };
}

/** How many differences a name states. */
const NAMED = 3;

function whatDiffers(was: RunGroup, now: Omit<RunGroup, "name">): string {
  const found = differencesOf(was.recipe, now.recipe);
  if (found.length === 0) return `data ${now.runs[0]!.data.slice(0, 8)}`;
  const texts = found.map(({ path, now }) =>
    now ? `${path.join(".")}=${statedText(now)}` : `${path.join(".")} removed`
  );
  const more = texts.length - NAMED;
  return [...texts.slice(0, NAMED), ...(more > 0 ? [`${more} more`] : [])].join(", ");
}

/** What differs between two recipes but for seeds and places. */
export function differencesOf(was: ReadRecipe, now: ReadRecipe): Difference[] {
  return diffRecipes(was, now).filter(({ path }) => !["training.seed", "data.root"].includes(path.join(".")));
}
