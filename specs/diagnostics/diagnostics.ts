/** What a person is told when something is wrong: where, what, and what to do. */
import { type Alike, collectGroups, withOthers } from "./alike.ts";
import { escapeControls } from "./escape.ts";
import { endReport } from "./suggest.ts";

/** A stretch of one source line. Lines and columns count from 1. */
export interface Place {
  /** The file as the person named it, or "--set" for a command-line override. */
  readonly file: string;
  /** The line in the file. */
  readonly line: number;
  /** The first character in the line. */
  readonly column: number;
  /** Characters to underline, at least 1. */
  readonly length: number;
  /** The whole source line. */
  readonly source: string;
}

/** One mistake. */
export interface Diagnostic {
  /** What kind of mistake it is, in words-with-hyphens, where code tells it from others; no code reads the message. */
  readonly code?: string | undefined;
  /** Sentence case, no final period: the state found and the state wanted. */
  readonly message: string;
  /** Where it is; absent when no file is concerned. */
  readonly place?: Place | undefined;
  /** One line that says what to do. */
  readonly hint?: string | undefined;
  /** All names that it is about, where the message does not show them all. */
  readonly all?: readonly string[] | undefined;
}

/**
 * The user's mistakes, all of them together. The command line prints them and exits with 2.
 *
 * @example Look at the mistakes of a recipe
 * ```ts
 * import { loadRecipe, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["training.steps=0", "training.batch=many"];
 * assert.throws(() => loadRecipe("recipes/demo.yaml", { set }), (error) => {
 *   assert.ok(error instanceof UserError);
 *   assert.deepEqual(error.diagnostics.map(({ place }) => place?.source), set);
 *   return true;
 * });
 * ```
 */
export class UserError extends Error {
  /** What it is, for programs that compare names. */
  override name = "UserError";
  /** The heading over several diagnostics, for instance `Cannot load recipe "broken.yaml"`. */
  readonly heading: string;
  /** The mistakes, in source order. */
  readonly diagnostics: readonly Diagnostic[];

  /** The error of some mistakes; its message has theirs, one a line. */
  constructor(heading: string, diagnostics: readonly Diagnostic[], options?: ErrorOptions) {
    super(diagnostics.map((d) => d.message).join("\n"), options);
    endReport();
    this.heading = heading;
    this.diagnostics = diagnostics;
  }
}

/**
 * A run that could not go on (a full disk, a loss that is not finite). The command line exits with 1.
 *
 * @example Tell a failed run from a mistake
 * ```ts
 * import { createModel, loadRecipe, openDataset, openEngine, RunError, train } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * const set = ["training.optimizer.rate=1e30", "data.videos={train: 5, test: 1}", "constants.hidden=4"];
 * const { recipe, ...program } = loadRecipe("recipes/demo.yaml", { set: [...set, "features.sampling.length=10"] });
 * const model = createModel({ recipe, ...program }, await openEngine("cpu"));
 * await assert.rejects(train(model, await openDataset(recipe)), (error) => {
 *   assert.ok(error instanceof RunError);
 *   assert.match(error.message, /^Loss .* is not finite at step \d+/);
 *   assert.match(error.hint!, /training.optimizer.rate/);
 *   return true;
 * });
 * model.dispose();
 * ```
 */
export class RunError extends Error {
  /** What it is, for programs that compare names. */
  override name = "RunError";
  /** One line that says what to do. */
  readonly hint: string | undefined;

  /** The error of a run; both texts without a final period. */
  constructor(message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/** One user's mistake without a place in a file. */
export function userError(message: string, hint?: string): UserError {
  return new UserError(message, [{ message, hint }]);
}

/** Renders one diagnostic as a short block of lines with a caret under the place; control characters show as escapes. */
export function renderDiagnostic({ message, place, hint }: Diagnostic): string {
  const head = `error: ${indented(clipText(message))}`;
  const advice = hint && indented(clipHint(hint));
  if (!place) return [head, ...(advice ? [`  = ${advice}`] : [])].join("\n");
  const number = String(place.line);
  const gutter = " ".repeat(number.length);
  const { source, carets } = underline(clip(place));
  return [
    head,
    `${gutter}--> ${escapeControls(place.file)}:${place.line}:${place.column}`,
    `${gutter} |`,
    `${number} | ${source}`,
    `${gutter} | ${carets}${advice ? ` ${advice}` : ""}`,
  ].join("\n");
}

/** A text whose further lines cannot be taken for lines of ours. */
function indented(text: string): string {
  return escapeControls(text, "\n").replaceAll("\n", "\n    ");
}

/** A source line as it is shown, and the carets under the stretch that is meant. */
function underline(
  { source, column, length }: Pick<Place, "source" | "column" | "length">,
): { source: string; carets: string } {
  const [start, end] = [column - 1, column - 1 + length];
  const [before, under, after] = [source.slice(0, start), source.slice(start, end), source.slice(end)]
    .map((part) => escapeControls(part)) as [string, string, string];
  const beyond = length - source.slice(start, end).length;
  return {
    source: before + under + after,
    carets: before.replace(/[^\t]/g, " ") + "^".repeat(under.length + beyond),
  };
}

/**
 * Renders all diagnostics in source order, under a heading that counts them when there are several.
 *
 * @returns Several lines without colours or a final line break: what the command line prints.
 *
 * @example Print the mistakes of a recipe
 * ```ts
 * import { loadRecipe, renderDiagnostics, UserError } from "@walt/walt";
 * import assert from "node:assert/strict";
 *
 * try {
 *   loadRecipe("recipes/demo.yaml", { set: ["training.stepz=100"] });
 *   assert.fail("there is no such option");
 * } catch (error) {
 *   if (!(error instanceof UserError)) throw error;
 *   assert.equal(
 *     renderDiagnostics(error),
 *     [
 *       'error: Unknown key "stepz" at training.stepz',
 *       " --> --set:1:10",
 *       "  |",
 *       "1 | training.stepz=100",
 *       '  |          ^^^^^ did you mean "steps"?',
 *     ].join("\n"),
 *   );
 * }
 * ```
 */
export function renderDiagnostics({ heading, diagnostics }: UserError): string {
  if (diagnostics.length === 1) return renderDiagnostic(diagnostics[0]!);
  const many = diagnostics.length > SHOWN;
  const groups = collectGroups<Diagnostic>(SHOWN);
  for (const each of diagnostics) groups.add(() => each, many ? likeness(each) : undefined);
  const blocks = groups.all.map((group) =>
    renderDiagnostic({ ...group.first, message: withOthers(clipText(group.first.message), group) })
  );
  const hidden = groups.hidden > 0 ? [`and ${groups.hidden} more of other kinds`] : [];
  return [`${indented(heading)}: ${diagnostics.length} problems`, ...blocks, ...hidden].join("\n\n");
}

/** Mistakes that are shown one by one; of more, those that differ only in names and numbers are shown as one. */
const SHOWN = 50;
/** Characters of a message that are shown. */
const LONGEST_TEXT = 500;
/** The same of lines of a program, which name paths of up to 4096 characters. */
const LONGEST_PROGRAM = 20_000;

/** Mistakes are alike whose words are the same but for names and numbers. */
function likeness({ message, place }: Diagnostic): Alike {
  const words = message.replace(/"[^"]*"|[\w.]*[\d._][\w.]*/g, "_");
  return { kind: words, example: place ? `line ${place.line}` : clipText(message) };
}

function clipText(text: string, longest = LONGEST_TEXT): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}...`;
}

/** A hint, whose further lines are a program to be typed: a part of one is none. */
function clipHint(hint: string): string {
  const [first, ...program] = hint.split("\n");
  return [clipText(first!), ...program.length > 0 ? [clipText(program.join("\n"), LONGEST_PROGRAM)] : []]
    .join("\n");
}

/** Keeps a long source line (a data file without line breaks) to the part around the place. */
function clip({ source, column, length }: Place): Pick<Place, "source" | "column" | "length"> {
  const width = 120;
  const shown = Math.min(Math.max(length, 1), width);
  if (source.length <= width) return { source, column, length: shown };
  const start = Math.max(0, Math.min(column - 1 - width / 4, source.length - width));
  return {
    source: source.slice(start, start + width),
    column: column - start,
    length: Math.min(shown, width - (column - 1 - start)),
  };
}
