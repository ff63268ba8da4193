/** Stretches of time with a class: what is annotated and what is predicted. */

/** A stretch of time. */
export interface Span {
  /** Where it starts, in the same unit as its end. */
  readonly start: number;
  /** Where it ends; a stretch that ends before it starts overlaps nothing. */
  readonly end: number;
}

/** A labelled segment of the ground truth. */
export interface Instance extends Span {
  /** Its class. */
  readonly label: string;
}

/** A predicted segment. */
export interface Detection extends Instance {
  /** The video that it is in. */
  readonly video: string;
  /** Its confidence, on any scale. */
  readonly score: number;
}
