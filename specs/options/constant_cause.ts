/** What an exception about the text of an option says besides its message. */

/** Where in a constant expression something is wrong, and what to do. */
export interface ConstantCause {
  /** True where it follows from a mistake that is told already. */
  readonly reported?: boolean | undefined;
  /** True where the message is a sentence; else it goes on from the path of the option, "must be >= 1". */
  readonly sentence?: boolean | undefined;
  readonly hint?: string | undefined;
  readonly span?: { readonly offset: number; readonly length: number } | undefined;
}
