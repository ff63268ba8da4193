/** Collects the mistakes of a data set, to report them together. */
import { type Diagnostic, UserError } from "../../specs/diagnostics.ts";

/** How many mistakes are shown; the rest is counted. */
const SHOWN = 10;

/** The mistakes found so far. */
export interface Mistakes {
  /** Notes a mistake; `describe` is called only when it will be shown. */
  add(describe: () => Diagnostic): void;
  /** The result of `step`, or undefined when it threw a UserError, whose mistakes are noted. */
  attempt<T>(step: () => T | Promise<T>): Promise<T | undefined>;
  /** All of them as one error, or undefined when there are none. */
  error(): UserError | undefined;
}

/** Starts a collection under a heading such as `Cannot use data set "x"`. */
export function collectMistakes(heading: string): Mistakes {
  const shown: Diagnostic[] = [];
  let more = 0;
  function add(describe: () => Diagnostic): void {
    if (shown.length < SHOWN) shown.push(describe());
    else more++;
  }
  return {
    add,
    async attempt(step) {
      try {
        return await step();
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        for (const diagnostic of error.diagnostics) add(() => diagnostic);
        return undefined;
      }
    },
    error() {
      const rest = more > 0 ? [{ message: `Not shown: ${more} more` }] : [];
      return shown.length === 0 ? undefined : new UserError(heading, [...shown, ...rest]);
    },
  };
}
