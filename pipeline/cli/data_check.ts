/** `data check`: everything about a data set that can be found by going through it once. */
import { UserError } from "../../specs/diagnostics/diagnostics.ts";
import { count } from "../annotations/layout.ts";
import { collectMistakes } from "../annotations/mistakes.ts";
import { quoted } from "../annotations/name_list.ts";
import type { Dataset } from "../data/dataset.ts";
import { type Examination, examine } from "../data/examine/examine.ts";
import { openDataset } from "../data/open_dataset.ts";
import { loadProgram } from "./load.ts";
import { printError, printJson, printOut } from "./terminal/print.ts";
import { startProgress } from "./terminal/progress.ts";

/** Options of `data check`. */
export interface DataCheckOptions {
  /** Overrides `path=value`. */
  readonly set: readonly string[];
  /** Prints one line of JSON instead of a page. */
  readonly json?: boolean | undefined;
}

/** Names that a line lists. */
const LISTED = 5;

/** Prints one page about the data of a recipe; 2 where a run would fail. */
export async function dataCheckCommand(recipe: string, { set, json }: DataCheckOptions): Promise<number> {
  const { program, language } = await loadProgram(recipe, set);
  let wrong: UserError | undefined;
  const onMistakes = (error: UserError) => void (wrong = error);
  const options = { isSampled: false, onMistakes };
  const dataset = await openDataset(program.recipe, language, options).catch((error) => {
    if (!(error instanceof UserError)) throw error;
    return error;
  });
  if (dataset instanceof UserError) {
    printError(dataset);
    if (json) printJson({ ok: false, failures: dataset.diagnostics.map(({ message }) => message) });
    return 2;
  }
  const progress = startProgress("reading", dataset.train.length + dataset.test.length, "videos");
  const found = await examine(dataset, { onVideo: (done) => progress.update(done) })
    .finally(() => progress.stop());
  const failures = [
    ...wrong?.diagnostics ?? [],
    ...found.failures.map(({ mistake }) => mistake),
  ].map(({ message }) => message);
  if (json) printJson(asJson(dataset, found, failures));
  else printOut(page(dataset, found, failures.length));
  if (wrong) printError(wrong);
  if (found.failures.length > 0) printError(asError(found.failures));
  return failures.length === 0 ? 0 : 2;
}

function asError(failures: Examination["failures"]): UserError {
  const mistakes = collectMistakes("Cannot use the features");
  for (const { id, mistake } of failures) {
    mistakes.add(() => mistake, { kind: mistake.hint ?? "", example: quoted(id) });
  }
  return mistakes.error()!;
}

function page(dataset: Dataset, found: Examination, failures: number): string[] {
  const warnings = [...dataset.warnings, ...warningsOf(found)];
  return [
    ...dataset.describe(),
    "",
    ...warnings.map((warning) => `warning: ${warning}`),
    ...warnings.length > 0 ? [""] : [],
    failures > 0
      ? `${count(failures, "mistake")}: a run would fail`
      : warnings.length > 0
      ? `no mistakes, ${count(warnings.length, "warning")}`
      : "no mistakes",
  ];
}

function warningsOf({ constantColumns, duplicates, sameInSource, still, scales }: Examination): string[] {
  const split = duplicates.filter((group) => new Set(group.map((each) => each.split)).size > 1);
  const rest = duplicates.filter((group) => !split.includes(group));
  const groups = (all: Examination["duplicates"]) =>
    listed(all.map((group) => group.map(({ id }) => `"${id}"`).join(" and ")));
  return [
    ...Object.entries(constantColumns).filter(([, columns]) => columns.length > 0).map(([source, columns]) =>
      `Source ${source} has ${count(columns.length, "column")} with one value in all videos: ${
        listed(columns.map(String))
      }`
    ),
    ...split.length > 0
      ? [`The same features are trained on and tested under two names, ${times(split)}: ${groups(split)}`]
      : [],
    ...rest.length > 0 ? [`The same features under two names, ${times(rest)}: ${groups(rest)}`] : [],
    ...Array.from(
      Map.groupBy(sameInSource, ({ source }) => source),
      ([source, found]) =>
        `The same features of source ${source} alone under two names, ${times(found)}: ${
          groups(found.map(({ videos }) => videos))
        }`,
    ),
    ...still.length > 0
      ? [
        `All snippets of a video have the same values, ${times(still)}: ${
          listed(still.map(({ id, source, isZero }) => `"${id}" ${source}${isZero ? ", all of them 0" : ""}`))
        }`,
      ]
      : [],
    ...[...Map.groupBy(scales, ({ source }) => source).values()].map(scalesText),
  ];
}

/** Neither group is said to be the wrong one: that may be the larger. */
function scalesText(others: Examination["scales"]): string {
  const [{ source, usual, of }] = others as [Examination["scales"][number]];
  return `Values of source ${source} differ in size by more than ten times: about ${
    usual.toPrecision(3)
  } in ${count(of - others.length, "video")}, and in ${count(others.length, "video")} ${
    listed(others.map(({ id, size }) => `${size.toPrecision(3)} ("${id}")`))
  }; which are right?`;
}

function asJson(
  dataset: Dataset,
  found: Examination,
  failures: readonly string[],
): Record<string, unknown> {
  const snippets = (videos: Dataset["train"]) => videos.reduce((sum, { length }) => sum + length, 0);
  return {
    ok: failures.length === 0,
    failures,
    warnings: [...dataset.warnings, ...warningsOf(found)],
    train: { videos: dataset.train.length, snippets: snippets(dataset.train) },
    test: { videos: dataset.test.length, snippets: snippets(dataset.test) },
    classes: dataset.classes,
    sources: dataset.sources.map(({ name, width }) => ({
      name,
      width,
      constant_columns: found.constantColumns[name],
    })),
    duplicates: found.duplicates,
    same_in_source: found.sameInSource,
    still: found.still.map(({ id, source, isZero }) => ({ id, source, zero: isZero })),
    scales: found.scales,
  };
}

function times(all: readonly unknown[]): string {
  return all.length === 1 ? "once" : `${all.length.toLocaleString("en-US")} times`;
}

function listed(all: readonly string[]): string {
  const more = all.length - LISTED;
  return all.slice(0, LISTED).join(", ") + (more > 0 ? ` and ${more.toLocaleString("en-US")} more` : "");
}
