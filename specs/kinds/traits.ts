/** What blocks and functions promise of themselves, so that passes over programs know no kind by its name. */

/** The promises of one operation, as plain data; what is absent is not promised. x is its first input, y its value. */
export interface Traits {
  /** Snippet t of y depends on snippet t of the inputs alone, so that a repeated snippet repeats it. */
  readonly perSnippet?: boolean;
  /** y is some columns of x, from this one on. */
  readonly columnsFrom?: number;
  /** y reads x by `Call.convolve` alone. */
  readonly convolution?: Convolution;
  /** The trainable tensor W of y = g(W x), by its name within the block: W may be multiplied by a number instead of x. */
  readonly linear?: string;
  /** y = factor z, in training. With the option `scaled` false it is z instead. */
  readonly factor?: number;
  /**
   * y [B, K, D] is the rows of x [B, T, D] that the second input [B, K] names: of lists laid end to end it is the rows
   * laid end to end.
   */
  readonly takesRows?: boolean;
  /** y is x divided by its Euclidean norm along this axis, as `l2_normalize` divides. */
  readonly normalized?: number;
  /** y is the median of x over these axes: a level that a report may draw beside x. */
  readonly median?: readonly number[];
  /** y is the same for every x where this axis has one entry. */
  readonly constantAlone?: number;
  /** y is the sum over this axis of the product of two inputs. */
  readonly product?: number;
}

/** A temporal convolution with weights [depth, kernel, width]. */
export interface Convolution {
  /** Taps along T. */
  readonly kernel: number;
  /** Snippets from one tap to the next. */
  readonly dilation: number;
  /** Features of a snippet that it reads. */
  readonly depth: number;
  /** Features of a snippet that it makes. */
  readonly width: number;
}
