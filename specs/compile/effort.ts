/** What compiling a recipe may cost: a few lines can ask for more than any machine has. */
import { ExpressionError, type TextSpan } from "../expression/parts.ts";
import { AlreadyReported } from "../expression/reported.ts";

/** Levels of signals, macros and calls that use each other. */
const DEEPEST = 300;
/** Names, numbers and calls, with those of a macro once for every call. */
const MOST_PARTS = 100_000;
/** Characters of the name of a step within macros within macros. */
const LONGEST_NAME = 2000;

/** The effort so far. */
export interface Effort {
  /**
   * Compiles something of `parts` parts, one level deeper.
   *
   * @throws {ExpressionError} At `span`, where that is too deep or too much.
   * @throws {AlreadyReported} Where it was too much before.
   */
  nested<T>(span: TextSpan, signal: string, parts: number, run: () => T): T;
}

/** Starts at nothing. */
export function createEffort(): Effort {
  let depth = 0;
  let spent = 0;
  return {
    nested(span, signal, parts, run) {
      if (spent > MOST_PARTS) throw new AlreadyReported();
      spent += parts;
      if (spent > MOST_PARTS) {
        throw new ExpressionError(
          `The recipe expands to more than ${MOST_PARTS.toLocaleString("en-US")} names, numbers and calls`,
          span,
          "a macro counts once for every call",
        );
      }
      if (depth === DEEPEST || signal.length > LONGEST_NAME) {
        throw new ExpressionError(
          `Signals, macros and calls are nested more than ${DEEPEST} levels deep`,
          span,
          "declare a signal above those that use it, and use fewer macros within macros",
        );
      }
      depth++;
      try {
        return run();
      } finally {
        depth--;
      }
    },
  };
}
