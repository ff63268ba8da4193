/** Collects mistakes, to report them together. */
import { type Diagnostic, type Place, UserError } from "../../specs/diagnostics/diagnostics.ts";
import { type Alike, collectGroups, withOthers } from "../../specs/diagnostics/alike.ts";

/** How many mistakes are shown; the rest is counted. */
const SHOWN = 10;

/** The mistakes found so far. */
export interface Mistakes {
  /** Notes a mistake; `describe` is called only when it will be shown. Those of a kind are shown as one. */
  add(describe: () => Diagnostic, alike?: Alike): void;
  /** The result of `step`, or undefined when it threw a UserError, whose mistakes are noted. */
  attempt<T>(step: () => T | Promise<T>): Promise<T | undefined>;
  /** All of them as one error, or undefined when there are none. */
  error(): UserError | undefined;
  /** Throws them when there are any. */
  throwIfAny(): void;
}

/** Starts a collection under a heading such as `Cannot use data set "x"`; those of one `file` are in its order. */
export function collectMistakes(heading: string, file?: string): Mistakes {
  const groups = collectGroups<Diagnostic>(SHOWN);
  const mistakes: Mistakes = {
    add: groups.add,
    async attempt(step) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        for (const diagnostic of error.diagnostics) groups.add(() => diagnostic);
        return undefined;
      }
    },
    error() {
      if (groups.all.length === 0) return undefined;
      const diagnostics = groups.all.map((group): Diagnostic => {
        return { ...group.first, message: withOthers(group.first.message, group) };
      });
      if (file !== undefined) diagnostics.sort((a, b) => compare(a.place, b.place));
      const where = file === undefined ? "" : ` in "${file}"`;
      const rest = groups.hidden > 0 ? [{ message: `Not shown: ${groups.hidden} more${where}` }] : [];
      return new UserError(heading, [...diagnostics, ...rest]);
    },
    throwIfAny() {
      const error = mistakes.error();
      if (error) throw error;
    },
  };
  return mistakes;
}

function compare(a: Place | undefined, b: Place | undefined): number {
  return a && b ? a.line - b.line || a.column - b.column : 0;
}
