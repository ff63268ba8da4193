/** Something that an editor offers to type. */

/** Something that may be typed. */
export interface Completion {
  readonly label: string;
  /** What it is, for its picture in the list. */
  readonly is:
    | "key"
    | "kind"
    | "function"
    | "macro"
    | "signal"
    | "constant"
    | "axis"
    | "parameter"
    | "word"
    | "file";
  /** In few words, beside the label. */
  readonly detail?: string | undefined;
  /** In Markdown. */
  readonly markdown?: string | undefined;
  /** What is inserted, where that is more than the label. */
  readonly insert?: string;
}
